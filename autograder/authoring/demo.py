"""The demo's class, made from the solutions: forms of what is right, then what demo.toml says."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import msgspec

from autograder.checks.mistakes import edited
from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.course import course_root, current_course
from autograder.course.reading import decoded
from autograder.course.reference import solution_of
from autograder.learn.stub import stub_of

DEMO = "demo.toml"


class _Edit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What changes in one exercise's reference."""

    exercise: str
    old: str
    new: str


class _Style(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A right submission in another style, and what the demo calls it."""

    name: str
    exercise: str
    file: str


class _Demo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a course says of its demo: a style, and by name what is wrong."""

    style: _Style
    wrong: dict[str, _Edit]


def build(folder: Path) -> None:
    """Write the demo's submissions into a new folder; raises CommandError without a demo."""
    root = course_root()
    path = root / "exercises" / DEMO
    if not path.is_file():
        raise CommandError(_("this course has no demo: {path} is not there", path=path))
    demo = decoded(path, _Demo)
    sources = {part: solution_of(part) for part in current_course().functions}
    try:
        wrong = {
            name: {edit.exercise: edited(sources[edit.exercise], ((edit.old, edit.new),), name)}
            for name, edit in demo.wrong.items()
        }
    except ValueError as error:
        raise CommandError(f"{path}: {error}") from None
    style = (root / demo.style.file).read_text(encoding="utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    _write_folder(folder / "01-perfect", sources)
    _write_folder(folder / f"02-{demo.style.name}", sources | {demo.style.exercise: style})
    _write_zip(folder / "03-perfect-as-zip.zip", sources)
    _write_tar(folder / "04-perfect-as-tar.tar.gz", sources)
    (folder / "05-perfect-as-notebook.ipynb").write_text(_notebook(sources), encoding="utf-8")
    _write_folder(folder / "06-untouched", {name: stub_of(text) for name, text in sources.items()})
    for number, (name, changed) in enumerate(wrong.items(), 7):
        _write_folder(folder / f"{number:02}-{name}", sources | changed)


def _write_folder(folder: Path, sources: dict[str, str]) -> None:
    folder.mkdir(parents=True)
    for part, text in sources.items():
        (folder / f"{part}.py").write_text(text, encoding="utf-8")


def _write_zip(path: Path, sources: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in sources.items():
            archive.writestr(f"homework/{part}.py", text)


def _write_tar(path: Path, sources: dict[str, str]) -> None:
    with tarfile.open(path, "w:gz") as archive:
        for part, text in sources.items():
            member = tarfile.TarInfo(f"{part}.py")
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))


def _notebook(sources: dict[str, str]) -> str:
    """Write a notebook: a cell a file, a magic above, and a cell that raises."""
    cells = ["%matplotlib inline\n!echo hello", *sources.values(), "1 / 0"]
    code: dict[str, Any] = {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
    }
    notebook = {
        "cells": [code | {"source": cell.splitlines(keepends=True)} for cell in cells],
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 4,
    }
    return json.dumps(notebook, indent=1)
