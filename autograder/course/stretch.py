"""Stretch goals: a small course of its own in `stretch/`, read as every course is.

The number of a goal is that of the exercise after which it comes. Nothing of it is graded.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from autograder.core.languages import chosen
from autograder.core.place import COURSE_VARIABLE, STRETCH, course_root

from .model import Exercise
from .reading import current_course, read_course, use_settings, used_settings
from .settings import CourseSettings


def stretch_goals(root: Path | None = None) -> dict[str, Exercise]:
    """Return the stretch goals of the course by the names of the exercises they come after."""
    folder = (root or course_root()) / STRETCH
    if not (folder / "exercises").is_dir():
        return {}
    by_number = {goal.number: goal for goal in read_course(folder).exercises}
    exercises = current_course().exercises
    return {e.name: by_number[e.number] for e in exercises if e.number in by_number}


@contextlib.contextmanager
def about_stretch_goals() -> Iterator[Path]:
    """Let this process, and those that it starts, be about the stretch goals; yield their folder.

    Of an instructor's settings the languages hold, and goals of exercises that are left out are
    left out too. Call it only where there are goals.
    """
    chosen()  # the language is kept in the course's folder: read it before leaving
    folder, settings = course_root() / STRETCH, used_settings()
    names = tuple(goal.name for goal in stretch_goals().values())
    before = os.environ.get(COURSE_VARIABLE)
    os.environ[COURSE_VARIABLE] = str(folder.resolve())
    use_settings(CourseSettings(exercises=names, languages=settings.languages))
    try:
        yield folder
    finally:
        use_settings(settings)
        os.environ.pop(COURSE_VARIABLE)
        if before is not None:
            os.environ[COURSE_VARIABLE] = before
