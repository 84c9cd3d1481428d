"""What a function prints, written down by streams as real as those of a terminal."""

from __future__ import annotations

import contextlib
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Printed:
    """What was printed, to either stream; known when the block has ended."""

    text: str = ""


@contextlib.contextmanager
def printing() -> Iterator[Printed]:
    """Write down what is printed within the block, whatever is done to the streams there.

    They are files: with a buffer, a number and an encoding that may be changed or wrapped.
    """
    printed = Printed()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "printed"
        streams = [open(path, "a", encoding="utf-8") for _ in range(2)]
        try:
            with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
                try:
                    yield printed
                finally:
                    current = (*streams, sys.stdout, sys.stderr)
        finally:
            for stream in current:
                with contextlib.suppress(Exception):  # a learner's own stream, or a closed one
                    stream.flush()
            for stream in streams:
                with contextlib.suppress(ValueError):
                    stream.close()
            printed.text = path.read_bytes().decode("utf-8", "replace")
