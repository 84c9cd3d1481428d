"""Read a course from its folder."""

from __future__ import annotations

import functools
import os
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from autograder.core.errors import CommandError
from autograder.core.languages import _, chosen
from autograder.core.place import DATA_VARIABLE, course_root, expected_root
from autograder.core.system import reason_of

from .loading import module_at
from .model import Course, Exercise, Forbidden
from .settings import NO_SETTINGS, CourseSettings, with_settings

COURSE, EXERCISE = "course.toml", "exercise.toml"
OF_THE_DATA = ("data", "reader", "thresholds")
Read = TypeVar("Read")


class _CourseFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What `course.toml` says; what an instructor may say of a course may stand there too."""

    title: dict[str, str]
    data: str = ""
    reader: str = ""
    thresholds: str = ""
    about: dict[str, str] = {}
    forbidden: dict[str, Forbidden] = {}
    exercises: tuple[str, ...] = ()
    points: dict[str, int] = {}
    carry_forward: bool = True
    threshold: float | None = None
    languages: tuple[str, ...] = ()


_settings = NO_SETTINGS


def use_settings(settings: CourseSettings) -> None:
    """Let this process take the course as an instructor gives it."""
    global _settings
    _settings = settings


def used_settings() -> CourseSettings:
    """Return what an instructor said of the course in this process."""
    return _settings


def used_settings_as_bytes() -> bytes:
    """Return the settings in use in a form by which what follows from it can be remembered."""
    return msgspec.json.encode(_settings)


def current_course() -> Course:
    """Return the course that the commands are about; raises CommandError when there is none."""
    return _read_once(course_root(), used_settings_as_bytes())


@functools.cache
def _read_once(root: Path, settings: bytes) -> Course:
    return with_settings(read_course(root), msgspec.json.decode(settings, type=CourseSettings))


def read_settings(path: Path) -> CourseSettings:
    """Read an instructor's settings of a course; raises CommandError."""
    return decoded(path, CourseSettings)


def read_course(root: Path) -> Course:
    """Read the course below `root`/exercises: its exercises are the folders with an exercise.toml.

    Raises CommandError, with the file and the place in it, where something is missing or wrong.
    """
    folder = root / "exercises"
    file = decoded(folder / COURSE, _CourseFile)
    exercises = [_exercise(path) for path in folder.glob(f"*/{EXERCISE}")]
    exercises.sort(key=lambda exercise: exercise.number)
    course = Course(
        title=file.title,
        data=file.data,
        reader=file.reader,
        thresholds=file.thresholds,
        exercises=tuple(exercises),
        about=file.about,
        forbidden=file.forbidden,
        carry_forward=file.carry_forward,
        threshold=file.threshold,
        languages=file.languages,
    )
    _check(folder, course)
    settings = CourseSettings(exercises=file.exercises, points=file.points)
    return with_settings(course, settings)


def _exercise(path: Path) -> Exercise:
    name = path.parent.name
    number, _line, word = name.partition("_")
    if not (number.isdecimal() and word.isidentifier()):
        raise CommandError(
            _(
                "{path}: {name} is not an exercise's folder: a number, `_` and a name of Python",
                path=path,
                name=repr(name),
            )
        )
    return msgspec.structs.replace(decoded(path, Exercise), folder=name)


def decoded(path: Path, kind: type[Read]) -> Read:
    """Read a TOML file into a type; raises CommandError with the file and the place in it."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=kind)
    except OSError as error:
        raise CommandError(f"{path}: {reason_of(error)}") from None
    except (msgspec.DecodeError, ValueError) as error:
        raise CommandError(f"{path}: {error}") from None


def _check(folder: Path, course: Course) -> None:
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


def data_root(named: str | os.PathLike[str] | None = None) -> Path | None:
    """Return the folder of the data set: named, from the environment, or the course's own.

    None where the course has no data set; raises CommandError where one is named all the same, and
    where the folder holds none.
    """
    own = own_data()
    if own is None:
        if named:
            raise _no_data()
        return None
    root = Path(named or os.environ.get(DATA_VARIABLE) or own)
    data_reader().check(root)
    return root.resolve()


def own_data() -> Path | None:
    """Return the folder of the course's own data set; None where it has none."""
    data = current_course().data
    return course_root() / data if data else None


def data_reader() -> Any:
    """Return what reads the course's data set, as docs/authoring.md describes it.

    Raises CommandError where the course has no data set.
    """
    reader = current_course().reader
    if not reader:
        raise _no_data()
    return module_at(course_root() / reader)


def _no_data() -> CommandError:
    return CommandError(_("this course has no data set: nothing is measured in it"))


def handout(name: str) -> str:
    """Return the path of an exercise's handout in the language chosen, relative to the course."""
    folder = f"exercises/{current_course().exercise(name).folder}"
    translated = f"{folder}/README.{chosen()}.md"
    return translated if (expected_root() / translated).is_file() else f"{folder}/README.md"
