"""Single keys from the terminal, without waiting for the end of a line."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable, Iterator


@contextlib.contextmanager
def keys(pressed: Callable[[str], None]) -> Iterator[bool]:
    """Hand each key over to `pressed`, in a thread; yields False where there is no terminal."""
    if not sys.stdin.isatty():
        yield False
        return
    with _unbuffered():
        threading.Thread(target=_read, args=(pressed,), daemon=True).start()
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


def _read(pressed: Callable[[str], None]) -> None:
    while True:
        if sys.platform == "win32":
            import msvcrt

            key = msvcrt.getwch()
        else:
            key = sys.stdin.read(1)
        if not key:
            return
        pressed(key)
