"""The limits of one question, looked at while it is sent and while its answer is awaited."""

from __future__ import annotations

import time

from .inside import sentences
from .limits import MEBIBYTE, Limits
from .slot import SandboxError, Slot

LOOK_EVERY = 0.2


class Ended(Exception):
    """The worker is to be ended: the kind of answer it leaves, and the words."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind, self.message = kind, message


class Clock:
    """Ends what takes too long by the clock."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.deadline = time.monotonic() + seconds
        self.next_look = time.monotonic() + LOOK_EVERY

    def pause(self) -> float:
        """Return the seconds until the next look."""
        return max(0.0, self.next_look - time.monotonic())

    def look(self) -> None:
        """Measure from time to time, and raise Ended where a limit is passed."""
        now = time.monotonic()
        if now < self.next_look:
            return
        self.next_look = now + LOOK_EVERY
        if now > self.deadline:
            words = sentences.LATE_BY_THE_CLOCK.format(limit=f"{self.seconds:g}")
            raise Ended("timed out", words)
        self.measure()

    def measure(self) -> None:
        """Look at nothing but the clock."""


class Watch(Clock):
    """Ends a question that uses more than it may.

    `cpu` and `clock` are seconds; `carried` are the MiB of the submission's own files, which
    lie on the same disk.
    """

    def __init__(
        self, slot: Slot, limits: Limits, cpu: float, clock: float, carried: float
    ) -> None:
        super().__init__(clock)
        self.slot, self.limits, self.cpu, self.carried = slot, limits, cpu, carried
        self.cpu_before: float | None = None

    def measure(self) -> None:
        """Compare what the worker and all that it started use with the limits."""
        try:
            used = self.slot.command("look")
        except SandboxError:
            raise Ended("crashed", sentences.LOST) from None
        limits = self.limits
        if self.cpu_before is None:
            self.cpu_before = used["cpu"]
        if used["cpu"] - self.cpu_before > self.cpu:
            raise Ended("timed out", sentences.LATE_COMPUTING.format(limit=f"{self.cpu:g}"))
        if used["memory"] > limits.memory * MEBIBYTE:
            raise Ended("out of memory", sentences.MUCH_MEMORY.format(limit=limits.memory))
        if used["processes"] > limits.processes + 8:
            raise Ended("crashed", sentences.MANY_PROCESSES.format(limit=limits.processes))
        if used["disk"] > (limits.disk + self.carried) * MEBIBYTE:
            raise Ended("crashed", sentences.MUCH_DISK.format(limit=limits.disk))
