"""What a function prints, written down by streams as real as those of a terminal."""

from __future__ import annotations

import contextlib
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO


@dataclass
class Printed:
    """What was printed, and what went to the stream for errors; known when the block has ended."""

    out: str = ""
    err: str = ""


@contextlib.contextmanager
def printing() -> Iterator[Printed]:
    """Write down what is printed within the block, whatever is done to the streams there.

    They are files: with a buffer, a number and an encoding that may be changed or wrapped.
    """
    printed = Printed()
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("out", "err")]
        out, err = (open(path, "a", encoding="utf-8") for path in paths)
        used: list[TextIO] = [out, err]
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                try:
                    yield printed
                finally:
                    used += [sys.stdout, sys.stderr]
        finally:
            for stream in reversed(used):
                with contextlib.suppress(Exception):  # a learner's own stream, or a closed one
                    stream.flush()
            for stream in (out, err):
                with contextlib.suppress(ValueError):
                    stream.close()
            texts = [path.read_bytes().decode("utf-8", "replace") for path in paths]
            printed.out, printed.err = texts
