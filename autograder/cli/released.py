"""The command line of a released kit: the learner's commands."""

from __future__ import annotations

import click

from autograder.cli.learners import COMMANDS
from autograder.cli.shared import Group, language_option, version_option


@click.group(
    cls=Group,
    params=[language_option(), version_option()],
    context_settings={"help_option_names": ["-h", "--help"]},
)
def main() -> None:
    """Learn by building: each exercise says what you misunderstood."""


for command in COMMANDS:
    main.add_command(command)


if __name__ == "__main__":
    main()
