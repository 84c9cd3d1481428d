"""What an instructor may say of a course without touching it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import msgspec

from autograder.core.errors import CommandError
from autograder.core.languages import _

from .consistency import check_course_wide, check_points
from .model import Course, Exercise


class CourseSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is said of a course; what is not said stays.

    `exercises` are those that are given, by name, number or folder, `points` what some of them are
    worth, and `threshold` what the measured number must reach, in percent. `languages` are those of
    the texts that learners get.
    """

    exercises: tuple[str, ...] = ()
    points: dict[str, int] = {}
    threshold: float | None = None
    languages: tuple[str, ...] = ()
    carry_forward: bool | None = None


NO_SETTINGS = CourseSettings()


def with_settings(course: Course, settings: CourseSettings) -> Course:
    """Return the course as it is given; raises CommandError for what it cannot be.

    An exercise that is left out is in no table, page, notebook or release.
    """
    names = {course.exercise(name).name for name in settings.exercises} or {*course.names}
    points = {course.exercise(name).name: number for name, number in settings.points.items()}
    _check_effect(course, settings, names, points)
    exercises = tuple(
        _with_points(e, points[e.name]) if e.name in points else e
        for e in course.exercises
        if e.name in names
    )
    for exercise in exercises:
        missing = [name for name in exercise.measured_from if name not in names]
        if missing:
            raise CommandError(
                _(
                    "{name} is measured from {missing}: give both, or leave both out",
                    name=exercise.name,
                    missing=missing[0],
                )
            )
    changed: dict[str, Any] = {"exercises": exercises}
    if settings.carry_forward is not None:
        changed["carry_forward"] = settings.carry_forward
    if settings.threshold is not None:
        changed["threshold"] = settings.threshold
    if settings.languages:
        unknown = [code for code in settings.languages if code not in course.languages]
        if course.languages and unknown:
            words = _("languages: the course has no {language}; it has {known}")
            known = ", ".join(course.languages)
            raise CommandError(words.format(language=unknown[0], known=known))
        changed["languages"] = settings.languages
    given: Course = msgspec.structs.replace(course, **changed)
    check_course_wide(given)
    return given


def _check_effect(
    course: Course, settings: CourseSettings, names: Collection[str], points: Collection[str]
) -> None:
    """Raise CommandError for what is said of an exercise that is not given: it changes nothing."""
    left = [name for name in points if name not in names]
    if left:
        words = _(
            "points of {name}, which is left out: add it to exercises, or leave its points out"
        )
        raise CommandError(words.format(name=left[0]))
    measured = [exercise.name for exercise in course.exercises if exercise.measured_from]
    if settings.threshold is not None and not set(measured) & set(names):
        words = _("threshold: {name} is left out: add it to exercises, or leave the threshold out")
        raise CommandError(words.format(name=", ".join(measured)))


def _with_points(exercise: Exercise, points: int) -> Exercise:
    check_points(exercise.name, points)
    weight = exercise.checks_points or exercise.points
    return msgspec.structs.replace(exercise, points=points, checks_points=weight)


def left_out(course: Course, settings: CourseSettings) -> list[str]:
    """Say what is given although it builds on what is not: nothing is carried forward there."""
    chosen = with_settings(course, settings)
    words = _("{name} builds on {base}, which is left out: nothing is carried forward from there")
    lines = []
    for exercise in chosen.exercises:
        bases = [base for name in exercise.functions for base in course.bases_of(name)]
        homes = dict.fromkeys(course.exercise_of(base).name for base in bases)
        missing = [name for name in homes if name not in chosen.names]
        lines += [words.format(name=exercise.name, base=base) for base in missing]
    return lines
