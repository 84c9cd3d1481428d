"""Whether what a course's files say fits together."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from autograder.core.errors import CommandError
from autograder.core.languages import LANGUAGES, _

from .model import COURSE, EXERCISE, MAX_POINTS, Course, Exercise

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
    for name, family in course.forbidden.items():
        try:
            re.compile(family.torch)
        except re.error as error:
            values = {"path": folder / COURSE, "name": name, "error": error}
            raise CommandError(_("{path}: torch of forbidden.{name}: {error}", **values)) from None
    _check_names(folder, course)
    check_course_wide(course)
    for exercise in course.exercises:
        _check_exercise(folder / exercise.folder / EXERCISE, exercise, course)


def check_course_wide(course: Course) -> None:
    """Raise CommandError for a threshold or a language that cannot be."""
    if course.threshold is not None and not 0 <= course.threshold <= 100:
        words = _("threshold: {value}, expected 0 to 100, in percent")
        raise CommandError(words.format(value=course.threshold))
    for code in course.languages:
        if code not in LANGUAGES:
            words = _("languages: there are no texts in {language}; there are {known}")
            raise CommandError(words.format(language=repr(code), known=", ".join(LANGUAGES)))


def check_points(name: str, points: int) -> None:
    """Raise CommandError for points that an exercise cannot be worth."""
    if not 1 <= points <= MAX_POINTS:
        words = _("points of {name}: {points}, expected 1 to {most}")
        raise CommandError(words.format(name=name, points=points, most=f"{MAX_POINTS:,}"))


def _check_names(folder: Path, course: Course) -> None:
    """Raise CommandError where two things have one name, so that a name finds only the first."""
    functions = [name for exercise in course.exercises for name in exercise.functions]
    for words, names in (
        (_("{path}: two exercises have the number {n}"), [e.number for e in course.exercises]),
        (_("{path}: two exercises are called {n}"), list(course.names)),
        (_("{path}: two exercises have a function {n}"), functions),
        (
            _("{path}: more than one exercise is measured"),
            [e.kind for e in course.exercises if e.is_measured],
        ),
    ):
        n, times = next(iter(Counter(names).most_common(1)), ("", 0))
        if times > 1:
            raise CommandError(words.format(path=folder, n=n))


def _check_exercise(path: Path, exercise: Exercise, course: Course) -> None:
    """Raise CommandError where an exercise names what there is not, or nothing where it must."""
    check_points(exercise.name, exercise.points)
    functions = {name for e in course.exercises for name in e.functions}
    for name, function in exercise.functions.items():
        for base in function.builds_on:
            if base not in functions:
                raise CommandError(_no_such(path, "builds_on", base))
        if _leads_to(course, name, name):
            words = _("{path}: `builds_on` of {name} leads back to it", path=path, name=name)
            raise CommandError(words)
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


def _leads_to(course: Course, start: str, end: str) -> bool:
    """Tell whether `builds_on` leads from one function to another, also through others."""
    declared = {name: f for e in course.exercises for name, f in e.functions.items()}
    reached, waiting = set[str](), [start]
    while waiting:
        function = declared.get(waiting.pop())
        new = {*(function.builds_on if function else ())} - reached
        reached |= new
        waiting += new
    return end in reached


def _no_such(path: Path, key: str, name: str) -> str:
    return _("{path}: `{key}` names {name}, which does not exist", path=path, key=key, name=name)
