"""The command line of a released kit: the learner's commands."""

from __future__ import annotations

import click

from autograder.commands import Group, language_option

from .commands import COMMANDS


@click.group(
    cls=Group,
    params=[language_option()],
    context_settings={"help_option_names": ["-h", "--help"]},
)
def main() -> None:
    """Learn how a CNN works: build it, and find out what you misunderstood."""


for command in COMMANDS:
    main.add_command(command)
