"""`autograder quiz --mine`: questions about one's own code, answered by running it."""

from __future__ import annotations

import re

from rich.console import Console
from rich.text import Text

from autograder.checks.progress import read_progress
from autograder.checks.quiz.own_code import OwnQuestion, questions_about
from autograder.checks.recorded import answers_of_the_kit
from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.course import course_root, current_course

from .explaining import is_changed
from .own import learner_at
from .quizzing import QUIT, Read


def quiz_mine(console: Console, read: Read, name: str, seed: int | None) -> None:
    """Ask about the exercise `name`, or where it is empty about all that are done.

    Raises CommandError where nothing is done that can be asked about.
    """
    progress, course = read_progress(), current_course()
    wanted = [course.exercise(name)] if name else list(course.exercises)
    done = [e for e in wanted if progress.is_done(e.name) and not e.is_measured]
    if not done:
        raise CommandError(_("Questions about your own code come once an exercise is done."))
    unchanged = [e.name for e in done if not is_changed(e, progress)]
    if not unchanged:
        words = _("{file} was changed since it was checked: `autograder check {name}` first")
        raise CommandError(words.format(file=done[0].file, name=done[0].name))
    side = learner_at(course_root() / "exercises")
    found = questions_about(side, answers_of_the_kit().reference, unchanged, str(seed or 0))
    if not found:
        raise CommandError(_("There is nothing to ask about this code."))
    right = _ask_all(console, read, found)
    if right:
        console.print(Text(_("{n} of {all} right.", n=sum(right), all=len(right))))


def _ask_all(console: Console, read: Read, found: list[OwnQuestion]) -> list[bool]:
    """Ask one after another until it is stopped; tells of each answer whether it was right."""
    right: list[bool] = []
    for number, one in enumerate(found, 1):
        console.print()
        console.print(Text(_("Question {n} of {all}", n=number, all=len(found)), "bold cyan"))
        console.print(Text(f"  {one.call}"))
        if one.place:
            line = _("{place}:  {line}", place=one.place, line=one.line)
            console.print(Text(f"  {line}", "bold"))
        console.print(Text(one.question))
        typed = _typed(console, read)
        if not typed:
            break
        right.append(typed == _numbers(one.answer))
        words = _("Right.") if right[-1] else _("No: it is {answer}.", answer=one.answer)
        console.print(Text(words, "bold green" if right[-1] else "bold red"))
    return right


def _typed(console: Console, read: Read) -> list[int]:
    """Read numbers, again where there is none; none where there is to be no answer."""
    while True:
        try:
            typed = read(_("Your answer, a number or numbers: "))
        except EOFError:
            console.print()
            return []
        if typed.strip().lower() in QUIT:
            return []
        if numbers := _numbers(typed):
            return numbers
        console.print(Text(_("Type a number, or several; q stops.")))


def _numbers(text: str) -> list[int]:
    """Read the whole numbers of an answer, however they are set apart: `(3, 4)`, `3x4`."""
    return [int(number) for number in re.findall(r"-?\d+", text)]
