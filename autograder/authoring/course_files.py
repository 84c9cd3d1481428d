"""The files of a course as they are given: what an instructor said of it stands in them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import tomlkit
from tomlkit.items import Array

from autograder.course import Exercise, current_course, data_reader, own_data, used_settings
from autograder.course.model import COURSE, EXERCISE

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
    """Return the path of the data set's licence, beside its folder; None where there is none.

    What lies beside a folder at the top of the course is the licence of the course.
    """
    data = current_course().data
    path = (root / data).resolve().parent / "LICENSE"
    return path if data and path.is_file() and path.parent != root.resolve() else None


def licence_in_kit() -> str:
    """Return where this licence lies in what is made of the course."""
    return (Path(data_folder()).parent / "LICENSE").as_posix()


def data_files(root: Path) -> dict[str, Path]:
    """List what belongs to the data set, by its place in what is made of the course.

    That is the set itself, its reader and what else this names, thresholds and a licence;
    nothing where the course has no data set.
    """
    course, own = current_course(), own_data()
    if own is None:
        return {}
    found = {f"{data_folder()}/{p.relative_to(own).as_posix()}": p for p in files_below(own)}
    home, within = root.resolve(), own.resolve()
    for path in (root / course.reader, root / course.thresholds, *data_reader().files(own)):
        real = path.resolve()
        if real.is_relative_to(home) and not real.is_relative_to(within):
            found[real.relative_to(home).as_posix()] = path
    licence = licence_of_data(root)
    return found | ({licence_in_kit(): licence} if licence else {})


def files_below(folder: Path) -> list[Path]:
    """List the files below a folder, also those that links lead to."""
    skipped = {"__pycache__", ".ipynb_checkpoints"}
    walked = [
        Path(path) / name for path, _, names in os.walk(folder, followlinks=True) for name in names
    ]
    return sorted(path for path in walked if not skipped & set(path.parts))


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


def _lists_of_names(written: Mapping[str, Any]) -> Iterator[Array]:
    for key, value in written.items():
        if key in OF_NAMES:
            yield value
        elif isinstance(value, dict):  # a table, within its line or in pieces
            yield from _lists_of_names(value)
