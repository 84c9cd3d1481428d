"""Single keys from the terminal, without waiting for the end of a line."""

from __future__ import annotations

import contextlib
import queue
import sys
import threading
from collections.abc import Iterator
from typing import Any


@contextlib.contextmanager
def keys(events: queue.Queue[Any]) -> Iterator[bool]:
    """Put each key pressed into `events`, as text; gives False where there is no terminal."""
    if not sys.stdin.isatty():
        yield False
        return
    with _unbuffered():
        threading.Thread(target=_read, args=(events,), daemon=True).start()
        yield True


@contextlib.contextmanager
def _unbuffered() -> Iterator[None]:
    """Let the terminal hand over each key at once; what is shown stays as it is."""
    if sys.platform == "win32":
        yield
        return
    import termios
    import tty

    before = termios.tcgetattr(sys.stdin)
    tty.setcbreak(sys.stdin)
    try:
        yield
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)


def _read(events: queue.Queue[Any]) -> None:
    while True:
        if sys.platform == "win32":
            import msvcrt

            key = msvcrt.getwch()
        else:
            key = sys.stdin.read(1)
        if not key:
            return
        events.put(key)
