"""The Python files of an exercise's folder that are not the learner's."""

from __future__ import annotations

import types
from pathlib import Path

from autograder.core.place import course_root

from .loading import module_at
from .model import Course, Exercise

SCENARIOS, QUESTIONS, SEEN, MEASURE, PICTURES = MODULES = (
    "scenarios",
    "questions",
    "seen",
    "measure",
    "pictures",
)
PLAY = "play"
"""What `autograder play` does; no score depends on it."""
QUIZ = "quiz"
"""How the quiz's questions are drawn: a released kit holds drawn ones in its place."""


def source_of(exercise: Exercise, name: str) -> str | None:
    """Read a file of an exercise's folder, `name` without `.py`; None where there is none."""
    path = _path(exercise, name)
    return path.read_text(encoding="utf-8") if path.is_file() else None


def scenario_sources(course: Course) -> dict[str, str]:
    """Return the sources of a course's scenarios, by exercise."""
    sources = {e.name: source_of(e, SCENARIOS) for e in course.exercises}
    return {name: source for name, source in sources.items() if source is not None}


def module_of(exercise: Exercise, name: str) -> types.ModuleType | None:
    """Execute a file of an exercise's folder, once; None where there is none."""
    path = _path(exercise, name)
    return module_at(path) if path.is_file() else None


def has_play(course: Course) -> bool:
    """Tell whether a course has something for `autograder play`."""
    return any(_path(exercise, PLAY).is_file() for exercise in course.exercises)


def has_module(exercise: Exercise, name: str) -> bool:
    """Tell whether a file is in an exercise's folder, `name` without `.py`."""
    return _path(exercise, name).is_file()


def _path(exercise: Exercise, name: str) -> Path:
    return course_root() / "exercises" / exercise.folder / f"{name}.py"
