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
from autograder.core.system import read_bounded, reason_of

from .consistency import check_course
from .loading import module_at
from .model import COURSE, EXERCISE, Course, Exercise, Forbidden
from .settings import NO_SETTINGS, CourseSettings, with_settings
from .wrong_types import in_plain_words

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
    settings = decoded(path, CourseSettings)
    for key, value in decoded(path, dict[str, Any]).items():
        if value == []:  # which the settings take for what is not said: all
            raise CommandError(_("{path}: `{key}` names none", path=path, key=key))
    return settings


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
    check_course(folder, course)
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
        text = read_bounded(path).decode("utf-8-sig")  # Windows puts a mark before it
        return msgspec.toml.decode(text, type=kind)
    except OSError as error:
        raise CommandError(f"{path}: {reason_of(error)}") from None
    except UnicodeDecodeError:
        raise CommandError(_("{path}: not UTF-8: save it in that encoding", path=path)) from None
    except (msgspec.DecodeError, ValueError) as error:
        raise CommandError(f"{path}: {in_plain_words(error, kind)}") from None


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
