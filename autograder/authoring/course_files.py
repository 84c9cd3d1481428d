"""The files of a course as they are given: what an instructor said of it stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import tomlkit
from tomlkit.items import Array, Table

from autograder.course import Exercise, current_course, used_settings
from autograder.course.reading import COURSE, EXERCISE

OF_NAMES = ("after", "builds_on")
"""The lists of an `exercise.toml` that name other exercises and functions."""


def data_folder() -> str:
    """Return where the data set lies in what is made of the course, from its folder.

    A data set that lies outside of the course is taken into its `data/`.
    """
    named = Path(current_course().data)
    leads_out = named.is_absolute() or ".." in named.parts
    return (Path("data") / named.name if leads_out else named).as_posix()


def licence_of_data(root: Path) -> Path | None:
    """Return the path of the data set's licence, beside its folder; None where there is none."""
    data = current_course().data
    path = (root / data).parent / "LICENSE"
    return path if data and path.is_file() else None


def licence_in_kit() -> str:
    """Return where this licence lies in what is made of the course."""
    return (Path(data_folder()).parent / "LICENSE").as_posix()


def course_text(root: Path) -> str:
    """Return the text of `course.toml` in which stands what this process was told of the course."""
    text = (root / "exercises" / COURSE).read_text(encoding="utf-8")
    said = msgspec.to_builtins(used_settings())
    changed = {name: value for name, value in said.items() if value not in (None, {}, [], ())}
    if current_course().data:
        changed["data"] = data_folder()
    written = tomlkit.parse(text)
    for key, value in changed.items():
        if written.get(key) != value:
            written.pop(key, None)
            written[key] = _on_one_line(value)
    return written.as_string()


def _on_one_line(value: object) -> object:
    """Write a table within its line: one of its own would take in the keys that stand below."""
    if not isinstance(value, dict):
        return value
    table = tomlkit.inline_table()
    table.update(value)
    return table


def exercise_text(root: Path, exercise: Exercise) -> str:
    """Return the text of an `exercise.toml` that names nothing that is left out."""
    text = (root / "exercises" / exercise.folder / EXERCISE).read_text(encoding="utf-8")
    course = current_course()
    known = {*course.names, *(name for names in course.functions.values() for name in names)}
    written = tomlkit.parse(text)
    for names in _lists_of_names(written):
        for name in [name for name in names if name not in known]:
            names.remove(name)
    return written.as_string()


def _lists_of_names(written: Table | tomlkit.TOMLDocument) -> Iterator[Array]:
    for key, value in written.items():
        if key in OF_NAMES:
            yield value
        elif isinstance(value, Table):
            yield from _lists_of_names(value)
