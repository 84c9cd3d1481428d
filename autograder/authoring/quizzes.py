"""The quiz of a released kit: drawn while it is made, as the kit has no mistakes to draw from."""

from __future__ import annotations

from pathlib import Path

from autograder.checks.quiz.quiz import Item
from autograder.checks.quiz.quiz_source import Live, encoded
from autograder.checks.quiz.quizzed import FOLDER, SUFFIX
from autograder.course import Exercise, current_course

from .recording import Step, nobody_watches

SEEDS = 3
"""Two rounds of three questions have different kinds; a third seed is for those who ask on."""


def write_quiz(recorded: Path, step: Step = nobody_watches) -> int:
    """Draw every kind of question from each seed into a kit; return how many there are.

    Raises CommandError where a question has no three different wrong answers.
    """
    count = 0
    for exercise in current_course().exercises:
        step(exercise.name)
        items = _drawn(exercise)
        if items[0]:
            (recorded / FOLDER).mkdir(parents=True, exist_ok=True)
            (recorded / FOLDER / f"{exercise.name}{SUFFIX}").write_bytes(encoded(items))
            count += sum(map(len, items))
    return count


def _drawn(exercise: Exercise) -> list[list[Item]]:
    questions = Live()
    names = questions.names(exercise)
    return [[questions.item(exercise, name, seed) for name in names] for seed in range(SEEDS)]
