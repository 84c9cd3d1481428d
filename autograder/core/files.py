"""Files are written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path


def write_text(path: Path, text: str) -> None:
    """Write a text file as UTF-8, aside and then renamed."""
    write_bytes(path, text.encode("utf-8", "backslashreplace"))


ASIDE = ".part"
"""How the name of a file ends that is being written beside the one whose place it takes."""


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file aside and rename it, so that nobody ever sees half of it.

    Raises OSError, which names `path` and not what lies aside.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(prefix=".", suffix=ASIDE, dir=path.parent)
        try:
            with open(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(aside, 0o644)  # noqa: PTH101
            os.replace(aside, path)  # noqa: PTH105
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(aside)  # noqa: PTH108
            raise
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(path)) from None
