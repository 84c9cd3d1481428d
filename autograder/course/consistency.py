"""Whether what a course's files say fits together."""

from __future__ import annotations

from pathlib import Path

from autograder.core.errors import CommandError
from autograder.core.languages import _

from .model import COURSE, EXERCISE, Course, Exercise

OF_THE_DATA = ("data", "reader", "thresholds")


def check_course(folder: Path, course: Course) -> None:
    """Raise CommandError where names or numbers do not fit together."""
    missing = [key for key in OF_THE_DATA if not getattr(course, key)]
    if missing and (course.measured or len(missing) < len(OF_THE_DATA)):
        words = _(
            "{path}: `{key}` is missing: what is measured needs `data`, `reader` and `thresholds`",
            path=folder / COURSE,
            key=missing[0],
        )
        raise CommandError(words)
    for key in ("reader", "thresholds"):
        named = Path(getattr(course, key))
        if named.is_absolute() or ".." in named.parts:
            words = _(
                "{path}: `{key}` leads out of the course: {named}",
                path=folder / COURSE,
                key=key,
                named=named,
            )
            raise CommandError(words)
    numbers = [exercise.number for exercise in course.exercises]
    twice = next((e for e in course.exercises if numbers.count(e.number) > 1), None)
    if twice is not None:
        words = _("{path}: two exercises have the number {n}", path=folder, n=twice.number)
        raise CommandError(words)
    for exercise in course.exercises:
        _check_exercise(folder / exercise.folder / EXERCISE, exercise, course)


def _check_exercise(path: Path, exercise: Exercise, course: Course) -> None:
    """Raise CommandError where an exercise names what there is not, or nothing where it must."""
    functions = {name for e in course.exercises for name in e.functions}
    for function in exercise.functions.values():
        for base in function.builds_on:
            if base not in functions:
                raise CommandError(_no_such(path, "builds_on", base))
    if exercise.forbids is not None and exercise.forbids not in course.forbidden:
        raise CommandError(_no_such(path, "forbids", exercise.forbids))
    for name in exercise.after:
        if name not in course.names:
            raise CommandError(_no_such(path, "after", name))
    if exercise.is_measured and not exercise.depends_on:
        words = _("{path}: `depends_on` names no function, and it is measured", path=path)
        raise CommandError(words)
    targets = {f"{e.name}.{name}" for e in course.exercises for name in e.functions}
    for target in exercise.depends_on:
        if target not in targets:
            raise CommandError(_no_such(path, "depends_on", target))


def _no_such(path: Path, key: str, name: str) -> str:
    return _("{path}: `{key}` names {name}, which does not exist", path=path, key=key, name=name)
