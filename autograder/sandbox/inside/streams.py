"""Real text streams for learner code: with a buffer, an encoding, and nothing that closing breaks.

Scripts wrap, reconfigure, detach and close `sys.stdout`. Each block gets text streams of its own
over two buffers that stay open; what is written goes to whatever the block is told.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Callable, Iterator
from typing import Any

MAX_PRINTED = 4 << 20
"""Bytes that one process passes on of what learners print; the rest is dropped."""


class _Raw(io.RawIOBase):
    """Passes bytes on to a target that can be changed."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.target: Callable[[bytes], object] = lambda data: None

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        content = bytes(data)
        self.target(content)
        return len(content)

    def fileno(self) -> int:
        return self.descriptor

    def close(self) -> None:
        """Stay open."""


class _Buffer(io.BufferedWriter):
    """A buffer that flushes where others close."""

    def close(self) -> None:
        """Flush, and stay open."""
        self.flush()


_RAWS = (_Raw(1), _Raw(2))
_BUFFERS = tuple(_Buffer(raw) for raw in _RAWS)


@contextlib.contextmanager
def _installed(targets: tuple[Callable[[bytes], object], ...]) -> Iterator[None]:
    """Put new text streams in the place of `sys.stdout` and `sys.stderr`."""
    names = ("stdout", "stderr", "__stdout__", "__stderr__")
    before = {name: getattr(sys, name) for name in names}
    old_targets = [raw.target for raw in _RAWS]
    for raw, target in zip(_RAWS, targets):
        raw.target = target
    streams = [
        io.TextIOWrapper(
            buffer, encoding="utf-8", errors="backslashreplace", newline="", line_buffering=True
        )
        for buffer in _BUFFERS
    ]
    sys.stdout, sys.stderr = streams
    sys.__stdout__, sys.__stderr__ = streams  # type: ignore[misc,assignment]
    try:
        yield
    finally:
        for stream in (*streams, sys.stdout, sys.stderr, *_BUFFERS):
            with contextlib.suppress(Exception):  # the learner's own stream may raise anything
                stream.flush()
        for name, stream in before.items():
            setattr(sys, name, stream)
        for raw, old in zip(_RAWS, old_targets):
            raw.target = old


class _Passing:
    """Writes to the streams that were there before, up to a bound for all of them."""

    left = MAX_PRINTED

    def __init__(self, stream: Any) -> None:
        self.stream = stream

    def __call__(self, data: bytes) -> None:
        if _Passing.left <= 0 or self.stream is None:
            return
        _Passing.left -= len(data)
        with contextlib.suppress(Exception):  # a closed pipe is no failure of the learner's
            self.stream.write(data.decode("utf-8", "replace"))
            self.stream.flush()


def passed_on() -> contextlib.AbstractContextManager[None]:
    """Within the block, let learner code write to the streams of outside."""
    return _installed((_Passing(sys.stdout), _Passing(sys.stderr)))


class Output:
    """What was written within a block of `captured`."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        self.size = 0

    def keep(self, data: bytes) -> None:
        """Keep a piece, unless there is far too much already."""
        if self.size < 4 * MAX_PRINTED:
            self.pieces.append(data)
            self.size += len(data)

    def text(self) -> str:
        """Return what was written as text."""
        return b"".join(self.pieces).decode("utf-8", "replace").replace(os.linesep, "\n")


@contextlib.contextmanager
def captured(errors_too: bool) -> Iterator[Output]:
    """Keep what is written to `sys.stdout` within the block; what goes to stderr too, if asked."""
    printed = Output()
    elsewhere = _RAWS[1].target if not errors_too else printed.keep
    with _installed((printed.keep, elsewhere)):
        yield printed
