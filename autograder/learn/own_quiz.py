"""`autograder quiz --mine`: questions about one's own code, answered by running it."""

from __future__ import annotations

import re

from rich.console import Console
from rich.text import Text

from autograder.checks.own_code import OwnQuestion, questions_about
from autograder.checks.progress import read_progress
from autograder.checks.recorded import answers_of_the_kit
from autograder.checks.sides import InProcess
from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.course import course_root, current_course

from .quizzing import QUIT, Read


def quiz_mine(console: Console, read: Read, name: str, seed: int | None) -> None:
    """Ask about the exercise `name`, or where it is empty about all that are done.

    Raises CommandError where nothing is done that can be asked about.
    """
    progress, course = read_progress(), current_course()
    wanted = [course.exercise(name)] if name else list(course.exercises)
    done = [e.name for e in wanted if progress.is_done(e.name) and not e.is_measured]
    if not done:
        words = _("Questions about your own code come once an exercise is done.")
        raise CommandError(words)
    side = InProcess.of_path(course_root() / "exercises")
    found = questions_about(side, answers_of_the_kit().reference, done, str(seed or 0))
    if not found:
        raise CommandError(_("There is nothing to ask about this code."))
    right = _ask_all(console, read, found)
    if right is not None:
        console.print(Text(_("{n} of {all} right.", n=right, all=len(found))))


def _ask_all(console: Console, read: Read, found: list[OwnQuestion]) -> int | None:
    """Ask one after another and return how many were right; None where it was stopped."""
    right = 0
    for number, one in enumerate(found, 1):
        console.print()
        console.print(Text(_("Question {n} of {all}", n=number, all=len(found)), "bold cyan"))
        console.print(Text(f"  {one.call}"))
        if one.place:
            console.print(Text(f"  {one.place}:  {one.line}", "bold"))
        console.print(Text(one.question))
        try:
            typed = read(_("Your answer, a number or numbers: "))
        except EOFError:
            console.print()
            return None
        if typed.strip().lower() in QUIT:
            return None
        is_right = _numbers(typed) == _numbers(one.answer)
        right += is_right
        words = _("Right.") if is_right else _("Your code gives {answer}.", answer=one.answer)
        console.print(Text(words, "bold green" if is_right else "bold red"))
    return right


def _numbers(text: str) -> list[int]:
    """Read the whole numbers of an answer, however they are set apart: `(3, 4)`, `3x4`."""
    return [int(number) for number in re.findall(r"-?\d+", text)]
