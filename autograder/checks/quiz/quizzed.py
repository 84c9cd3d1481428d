"""When the quiz asks about which exercise, and what was answered: read from the progress alone."""

from __future__ import annotations

import enum

from autograder.core.languages import N_
from autograder.course import RECORDED, Exercise, course_root, current_course
from autograder.course.modules import QUIZ, has_module

from ..progress import Answered, Progress

FOLDER, SUFFIX = QUIZ, ".xz"
"""Where a released kit keeps drawn questions, below its recorded answers: a file an exercise."""
ROUND = 3
"""So many questions are asked at a time."""
LATER = 3
"""And again after so many further exercises."""


class Occasion(enum.Enum):
    """Why a question is asked."""

    BEFORE = N_("after the handout, before the code")
    AGAIN = N_("again, three exercises later")
    CHOSEN = N_("whenever you like")


def has_questions(exercise: Exercise) -> bool:
    """Tell whether there are questions about an exercise: to draw, or drawn for a released kit."""
    path = course_root() / RECORDED / FOLDER / f"{exercise.name}{SUFFIX}"
    return path.is_file() or has_module(exercise, QUIZ)


def due(progress: Progress) -> tuple[Exercise, Occasion] | None:
    """Return what is due: the current exercise's questions, or those of three exercises before."""
    exercises = [e for e in current_course().exercises if has_questions(e)]
    current = progress.current()
    if current in exercises and not progress.is_done(current.name):
        if remaining(progress, current, Occasion.BEFORE):
            return current, Occasion.BEFORE
    return next(
        (
            (exercise, Occasion.AGAIN)
            for exercise in exercises
            if _was_long_ago(progress, exercise, current)
            and remaining(progress, exercise, Occasion.AGAIN)
        ),
        None,
    )


def occasion_of(progress: Progress, exercise: Exercise) -> Occasion:
    """Return on which occasion an exercise that was chosen is asked about."""
    if remaining(progress, exercise, Occasion.BEFORE) and not progress.is_done(exercise.name):
        return Occasion.BEFORE
    long_ago = _was_long_ago(progress, exercise, progress.current())
    if long_ago and remaining(progress, exercise, Occasion.AGAIN):
        return Occasion.AGAIN
    return Occasion.CHOSEN


def remaining(progress: Progress, exercise: Exercise, occasion: Occasion) -> int:
    """Count the questions that are still to be asked on an occasion."""
    answered = progress.quiz.get(exercise.name, [])
    if occasion is Occasion.CHOSEN:
        return ROUND
    return max(0, ROUND - sum(one.occasion == occasion.name for one in answered))


def _was_long_ago(progress: Progress, exercise: Exercise, current: Exercise) -> bool:
    """Tell whether an exercise is done and three further ones are, or there are no more."""
    if not progress.is_done(exercise.name):
        return False
    if progress.is_done(current.name):  # so are all others
        return True
    names = current_course().names
    return names.index(current.name) - names.index(exercise.name) > LATER


def right_of(answers: list[Answered]) -> int:
    """Count the right answers."""
    return sum(not one.mistakes for one in answers)
