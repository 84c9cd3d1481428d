"""`autograder start`: the learners' kit is written into a folder, from the wheel that brings it."""

from __future__ import annotations

import contextlib
import os
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.course import PACKED, course_root


def start(folder: Path) -> str:
    """Write the kit to `folder`, which must be new or empty; say what comes next.

    Raises CommandError where the folder holds something, or where no wheel brought the kit.
    """
    if not PACKED.is_file():
        raise CommandError(
            _("the learners' kit is here already: work in {root}", root=course_root())
        )
    with put_in_place(folder) as kit, zipfile.ZipFile(PACKED) as packed:
        packed.extractall(kit)
    return what_next(folder)


def what_next(folder: Path) -> str:
    """Say what to do in a folder that was just written."""
    return _("The exercises are in {folder}: cd there, then autograder watch", folder=folder)


@contextlib.contextmanager
def put_in_place(out: Path) -> Iterator[Path]:
    """Yield a folder to write in, whose contents are `out`'s when all are written.

    `out` must be new or empty, else CommandError is raised; one that is there stays the same
    folder, since a terminal may stand in it.
    """
    check_free(out)
    there = out.is_dir()
    beside = out if there else out.parent
    try:
        beside.mkdir(parents=True, exist_ok=True)
        made = tempfile.TemporaryDirectory(prefix=".kit-", dir=beside)
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(out)) from None
    with made as aside:
        temporary = Path(aside) / "kit"
        temporary.mkdir()
        yield temporary
        if not there:
            os.replace(temporary, out)  # noqa: PTH105
            return
        for path in temporary.iterdir():
            os.replace(path, out / path.name)  # noqa: PTH105


def check_free(out: Path) -> None:
    """Raise CommandError for a folder that is neither new nor empty."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        words = _("{out} holds something already: name a new or an empty folder", out=out)
        raise CommandError(words)
