"""The quiz of the complete kit: what instructors give to a course platform."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.quiz import quiz_command

if TYPE_CHECKING:
    from autograder.checks.quiz.quiz import Item


def write_moodle(items: list[Item], file: Path) -> None:
    """Write questions as Moodle's XML."""
    from autograder.grading.results import write_text
    from autograder.platforms.moodle_quiz import to_moodle

    write_text(file, to_moodle(items))


def write_qti(items: list[Item], file: Path) -> None:
    """Write questions as a QTI package, which Canvas reads."""
    from autograder.grading.results import write_bytes
    from autograder.platforms.qti import to_qti

    write_bytes(file, to_qti(items))


def write_page(items: list[Item], file: Path) -> None:
    """Write the page, whose report names the mistake behind each answer."""
    from autograder.learn import quiz_page

    quiz_page.write(items, file, names=True)


quiz = quiz_command({"moodle": write_moodle, "qti": write_qti, "html": write_page})
