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
    quizzes,
    replay,
    reports,
    review,
    worker,
)
from autograder.cli.shared import Group, language_option, version_option
from autograder.core.languages import N_

OF_THE_COMPLETE_KIT: dict[str, click.Command] = {"quiz": quizzes.quiz}
"""Commands that do more here than in a released kit."""
SECTIONS: dict[str, tuple[click.Command, ...]] = {
    N_("For learners"): (
        course.start,
        *(OF_THE_COMPLETE_KIT.get(str(c.name), c) for c in learners.COMMANDS[1:]),
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
