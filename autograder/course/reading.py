"""Read a course from its folder."""

from __future__ import annotations

import functools
import json
import os
import re
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from autograder.core.errors import CommandError
from autograder.core.languages import _, chosen
from autograder.core.place import DATA_VARIABLE, course_root, expected_root

from .loading import module_at
from .model import Course, Exercise, Forbidden
from .settings import NO_SETTINGS, CourseSettings, with_settings

COURSE, EXERCISE = "course.toml", "exercise.toml"
Read = TypeVar("Read")


class _CourseFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What `course.toml` says; what an instructor may say of a course may stand there too."""

    title: dict[str, str]
    data: str
    reader: str
    thresholds: str
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
    """Return the same in a form by which what follows from it can be remembered."""
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


def course_text(root: Path) -> str:
    """Return the text of `course.toml` in which stands what this process was told of the course."""
    text = (root / "exercises" / COURSE).read_text(encoding="utf-8")
    settings = msgspec.to_builtins(_settings)
    changed = {name: value for name, value in settings.items() if value not in (None, {}, [], ())}
    lines = [line for line in text.splitlines() if line.split(" =")[0] not in changed]
    return "\n".join([*(f"{key} = {_as_toml(changed[key])}" for key in changed), *lines]) + "\n"


def exercise_text(root: Path, exercise: Exercise) -> str:
    """Return the text of an `exercise.toml` that names nothing that is left out."""
    text = (root / "exercises" / exercise.folder / EXERCISE).read_text(encoding="utf-8")
    course = current_course()
    all_names = {*course.names, *(name for names in course.functions.values() for name in names)}

    def kept(match: re.Match[str]) -> str:
        names = [name for name in json.loads(match[2]) if name in all_names]
        return f"{match[1]}{_as_toml(names)}"

    return re.sub(r"^((?:after|builds_on) = )(\[.*?\])", kept, text, flags=re.MULTILINE)


def _as_toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {item}" for key, item in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)


def _exercise(path: Path) -> Exercise:
    name = path.parent.name
    number, _line, word = name.partition("_")
    if not (number.isdecimal() and word.isidentifier()):
        raise CommandError(
            _(
                "{path}: {name} is no exercise's folder: a number, `_` and a name of Python",
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
        raise CommandError(f"{path}: {error.strerror or error}") from None
    except (msgspec.DecodeError, ValueError) as error:
        raise CommandError(f"{path}: {error}") from None


def _check(folder: Path, course: Course) -> None:
    """Raise CommandError where names or numbers do not fit together."""
    for key in ("data", "reader", "thresholds"):
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
        path = folder / exercise.folder / EXERCISE
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
        targets = {f"{e.name}.{name}" for e in course.exercises for name in e.functions}
        for target in exercise.depends_on:
            if target not in targets:
                raise CommandError(_no_such(path, "depends_on", target))


def _no_such(path: Path, key: str, name: str) -> str:
    return _("{path}: `{key}` names {name}, which there is not", path=path, key=key, name=name)


def data_root(named: str | os.PathLike[str] | None = None) -> Path:
    """Return the folder of the data set: named, from the environment, or the course's own."""
    root = Path(named or os.environ.get(DATA_VARIABLE) or course_root() / current_course().data)
    data_reader().check(root)
    return root


def data_reader() -> Any:
    """Return what reads the course's data set: `check`, `load`, `row_of`, `files` and `fetch`."""
    return module_at(course_root() / current_course().reader)


def handout(name: str) -> str:
    """Return the path of an exercise's handout in the language chosen, relative to the course."""
    folder = f"exercises/{current_course().exercise(name).folder}"
    translated = f"{folder}/README.{chosen()}.md"
    return translated if (expected_root() / translated).is_file() else f"{folder}/README.md"
