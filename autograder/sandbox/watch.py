"""The limits of one question, looked at while it is sent and while its answer is awaited."""

from __future__ import annotations

import time

from . import SandboxError
from .inside import sentences
from .inside.kinds import AnswerKind
from .inside.sentences import Words, sentence
from .limits import MAX_FILES, MEBIBYTE, Limits
from .zygote import Zygote

LOOK_EVERY = 0.2
STATEMENT_SECONDS = 20.0
"""Computing time of one statement that is loaded; inside it is interrupted well before."""


class Ended(Exception):
    """The worker is to be ended: the kind of answer it leaves, and the words."""

    def __init__(self, kind: AnswerKind, message: Words) -> None:
        super().__init__(str(message))
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
            words = sentence(sentences.LATE_BY_THE_CLOCK, limit=f"{self.seconds:g}")
            raise Ended(AnswerKind.TIMED_OUT, words)
        self.measure()

    def measure(self) -> None:
        """Look at nothing but the clock."""


class Watch(Clock):
    """Ends a question that uses more than it may.

    `cpu` and `clock` are seconds; `carried` are the MiB of the submission's own files, which
    lie on the same disk.
    """

    def __init__(
        self, zygote: Zygote, limits: Limits, cpu: float, clock: float, carried: float
    ) -> None:
        super().__init__(clock)
        self.zygote, self.limits, self.cpu, self.carried = zygote, limits, cpu, carried
        self.cpu_before: float | None = None
        self.loading = ""
        self.loading_cpu = self.loading_clock = self.statement_cpu = 0.0
        self.last = (time.monotonic(), 0.0)

    def load(self, keys: list[str]) -> None:
        """Hear which statement is being loaded, if any: that has a time of its own."""
        key = keys[-1] if keys else ""
        if key != self.loading:
            self.loading, self.statement_cpu = key, 0.0

    def _take_off(self, cpu: float) -> None:
        """Take the time of loading off the question's, and bound it by itself."""
        now, (before, cpu_before) = time.monotonic(), self.last
        self.last = (now, cpu)
        if not self.loading or self.cpu_before is None:
            return
        clock, computed = now - before, max(0.0, cpu - cpu_before)
        self.cpu_before += computed
        self.deadline += clock
        self.loading_cpu += computed
        self.loading_clock += clock
        self.statement_cpu += computed
        if self.statement_cpu > STATEMENT_SECONDS:
            limit = STATEMENT_SECONDS
            raise Ended(
                AnswerKind.TIMED_OUT, sentence(sentences.LATE_COMPUTING, limit=f"{limit:g}")
            )
        limit = self.limits.loading_seconds
        if self.loading_cpu > limit:
            raise Ended(
                AnswerKind.TIMED_OUT, sentence(sentences.LATE_COMPUTING, limit=f"{limit:g}")
            )
        if self.loading_clock > limit * self.limits.patience:
            limit *= self.limits.patience
            raise Ended(
                AnswerKind.TIMED_OUT, sentence(sentences.LATE_BY_THE_CLOCK, limit=f"{limit:g}")
            )

    def others(self) -> int:
        """Count the processes that the worker started, or left behind, and that still live."""
        try:
            return max(0, int(self.zygote.command("look")["processes"]) - 1)
        except SandboxError:
            return 0

    def measure(self) -> None:
        """Compare what the worker and all that it started use with the limits."""
        try:
            used = self.zygote.command("look")
        except SandboxError:
            raise Ended(AnswerKind.CRASHED, sentence(sentences.LOST)) from None
        limits = self.limits
        if self.cpu_before is None:
            self.cpu_before = used["cpu"]
            self.last = (self.last[0], used["cpu"])
        self._take_off(used["cpu"])
        if used["cpu"] - self.cpu_before > self.cpu:
            limit, count = f"{self.cpu:g}", int(used["processes"])
            words = sentence(sentences.LATE_COMPUTING, limit=limit)
            if count > 1:
                words = sentence(sentences.LATE_IN_PROCESSES, limit=limit, count=count)
            raise Ended(AnswerKind.TIMED_OUT, words)
        if used["memory"] > limits.memory * MEBIBYTE:
            raise Ended(
                AnswerKind.OUT_OF_MEMORY, sentence(sentences.MUCH_MEMORY, limit=limits.memory)
            )
        if used["threads"] > limits.processes + 8:
            raise Ended(
                AnswerKind.CRASHED, sentence(sentences.MANY_PROCESSES, limit=limits.processes)
            )
        if used["disk"] > (limits.disk + self.carried) * MEBIBYTE:
            raise Ended(AnswerKind.CRASHED, sentence(sentences.MUCH_DISK, limit=limits.disk))
        if used["files"] > MAX_FILES:
            raise Ended(AnswerKind.CRASHED, sentence(sentences.MANY_FILES, limit=MAX_FILES))
