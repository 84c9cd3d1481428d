"""`autograder`: every command, in groups."""

from __future__ import annotations

import click

from autograder.cli import (
    authors,
    collect,
    comparing,
    course,
    exchange,
    feedback,
    grading,
    learners,
    machine,
    oral,
    replay,
    reports,
    review,
    worker,
)
from autograder.cli.shared import Group, language_option, version_option
from autograder.core.languages import N_

SECTIONS: dict[str, tuple[click.Command, ...]] = {
    N_("For learners"): (
        course.start,
        *(c for c in learners.COMMANDS if c is not learners.start),
    ),
    N_("For instructors"): (
        *(course.release, course.notebooks, course.bundle, collect.collect),
        *(grading.grade, grading.regrade, replay.replay, review.review, oral.oral),
        *(reports.report, reports.similar, comparing.compare),
        *(exchange.export, feedback.feedback, grading.demo),
    ),
    N_("For authors of courses"): (authors.course, authors.prove, authors.calibrate),
    N_("This machine"): (machine.doctor, machine.data, worker.worker),
}


@click.group(
    cls=Group,
    params=[language_option(), version_option()],
    context_settings={"help_option_names": ["-h", "--help"]},
)
def main() -> None:
    """Learn how a CNN works by building it, and grade those who do."""


for section, commands in SECTIONS.items():
    for command in commands:
        main.add_command(command)
    main.sections[section] = [str(command.name) for command in commands]
