"""The learner's time: what their code computes is counted, and not what the kit does meanwhile."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from autograder.checks.sides import InProcess
from autograder.sandbox.inside.answering import Answer, Question
from autograder.sandbox.inside.line import Line

from .told import Alive, Output, TimedOut

WAITING = 3.0
"""Of its seconds, so many times as long may an answer take by the clock on the wall."""
LOOKS, BEATS = 0.2, 1.0
"""Seconds between two looks at the time, and between two signs of life."""
MAX_PRINTED = 2000


class TailBuffer(io.TextIOBase):
    """Takes what is printed and keeps the end of it."""

    def __init__(self) -> None:
        self.text = ""

    def writable(self) -> bool:
        """Take text."""
        return True

    def write(self, text: str) -> int:
        """Keep the last of it."""
        self.text = (self.text + text)[-MAX_PRINTED:]
        return len(text)


class Clock:
    """Ends the process when an answer takes too long, and tells where the learner's code is then.

    `seconds` are of computing; who only waits has longer.
    """

    def __init__(self, channel: Connection, seconds: float, root: Path) -> None:
        self.channel, self.seconds, self.root = channel, seconds, root.resolve()
        self.watched = threading.get_ident()
        self.computed = _computing_of(self.watched)
        self.printed = TailBuffer()
        self.sending = threading.Lock()
        self.begun: tuple[float, float] | None = None
        threading.Thread(target=self._look, daemon=True).start()

    def send(self, *messages: Any) -> None:
        """Send to whoever ordered the run."""
        with self.sending:
            for one in messages:
                self.channel.send(one)

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """Count within the block."""
        self.begun = self.computed(), time.monotonic()
        try:
            yield
        finally:
            self.begun = None

    def _look(self) -> None:
        beaten = 0.0
        while True:
            time.sleep(LOOKS)
            if self._is_late():
                self._end()
            if time.monotonic() - beaten > BEATS:
                beaten = time.monotonic()
                with contextlib.suppress(OSError):  # nobody waits for this run any more
                    self.send(Alive())

    def _is_late(self) -> bool:
        begun = self.begun
        if begun is None:
            return False
        computed, waited = self.computed() - begun[0], time.monotonic() - begun[1]
        return computed >= self.seconds or waited >= WAITING * self.seconds

    def _end(self) -> None:
        frame = sys._current_frames().get(self.watched)
        self.send(Output(self.printed.text), TimedOut(self.seconds, tuple(self._own(frame))))
        os._exit(1)

    def _own(self, frame: Any) -> Iterator[Line]:
        """Return the learner's own lines of a stack, the innermost last."""
        for one in traceback.extract_stack(frame):
            path = Path(one.filename)
            if self.root in path.parents and not path.name.startswith("test_"):
                file = path.relative_to(self.root).as_posix()
                yield Line(file, one.lineno or 0, one.name, one.line or "")


def _computing_of(thread: int) -> Callable[[], float]:
    """Return what tells the seconds that a thread computed; where no system tells, those gone."""
    clock_of = getattr(time, "pthread_getcpuclockid", None)
    if clock_of is None:
        return time.monotonic
    clock = clock_of(thread)
    return lambda: float(time.clock_gettime(clock))


class Timed(InProcess):
    """Answers with the learner's files, and lets a clock run meanwhile."""

    def __init__(self, learner: InProcess, clock: Clock) -> None:
        super().__init__(learner.workspace)
        self.clock = clock

    def answer(self, question: Question, trusted: bool = False) -> Answer:
        """Answer one question within its time."""
        with self.clock.running():
            return super().answer(question, trusted)
