"""The grader's end of the sandbox: slots with a warm parent, and the workers they fork.

What comes from a worker is a stranger's: lengths are bounded before anything is read, frames
are decoded as plain data, and an answer that is late, cut or odd becomes a verdict.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import selectors
import signal
import socket
import time
from dataclasses import dataclass, field
from typing import Any

from .code import Code
from .inside import sentences, wire
from .inside.answering import Answer, Line, Question
from .limits import MEBIBYTE, Limits
from .slot import OBEY_SECONDS, SandboxError, Slot

LOOK_EVERY = 0.2
KEPT_OUTPUT = 4096
MOST_ANSWER = 64 * MEBIBYTE


class _Ended(Exception):
    """The worker is to be ended: the kind of answer it leaves, and the words."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind, self.message = kind, message


@dataclass
class Sandboxed:
    """Answers with a submission in a worker of its own; a side of `ask`.

    The worker is forked at the first question and again after a crash or a time-out.
    """

    slot: Slot
    code: Code
    limits: Limits = field(default_factory=Limits)
    _channel: socket.socket | None = None
    _output: int = -1
    _selector: selectors.BaseSelector | None = None
    _printed: bytearray = field(default_factory=bytearray)
    _flood: int = 0
    _answered: int = 0
    _blocked: set[str] = field(default_factory=set)
    _dead: dict[str, Answer] = field(default_factory=dict)
    _slow: set[tuple[str, ...]] = field(default_factory=set)
    _began: float = field(default_factory=time.monotonic)

    def answer(self, question: Question) -> Answer:
        """Put one question to the worker."""
        home = self._home(question.part)
        if home in self._dead:
            return self._dead[home]
        if time.monotonic() - self._began > self.limits.submission_seconds:
            limit = f"{self.limits.submission_seconds:g}"
            return Answer("timed out", message=sentences.NOT_ASKED.format(limit=limit))
        for _ in range(3):
            loading: list[str] = []
            try:
                self._start()
                reply = self._exchange(question, loading)
                self._answered += 1
                return reply
            except _Ended as ended:
                status = self._stop()
                reply = Answer(ended.kind, message=self._words(ended, status))
            if reply.kind == "timed out":
                self._slow.add(question.targets)
            if not loading:
                if self._answered and reply.kind in ("crashed", "out of memory"):
                    self._answered = 0
                    continue  # it may be what earlier questions left behind: a fresh worker tells
                return reply
            culprit = loading[-1]
            self._blocked.add(culprit)
            if culprit == home:
                words = sentences.WHILE_IMPORTED.format(file=culprit, what=reply.message)
                self._dead[home] = Answer(reply.kind, message=words)
                return self._dead[home]
        return reply

    def close(self) -> None:
        """End the worker and everything it started."""
        if self._channel is not None:
            self._stop()

    @property
    def printed(self) -> str:
        """The end of what the submission printed."""
        return bytes(self._printed).decode(errors="replace")

    def _home(self, part: str) -> str:
        layout = self.code.layout
        if part in layout.parts:
            return part
        return "submission" if layout.single else "notebook"

    def _start(self) -> None:
        if self._channel is not None:
            return
        self.slot.start()
        ours, theirs = socket.socketpair()
        output, their_output = os.pipe()
        try:
            self.slot.command("fork", theirs.fileno(), their_output)
        finally:
            theirs.close()
            os.close(their_output)
        self._channel, self._output, self._flood = ours, output, 0
        self._answered = 0
        ours.setblocking(False)
        os.set_blocking(output, False)
        self._selector = selectors.DefaultSelector()
        self._selector.register(ours, selectors.EVENT_READ)
        self._selector.register(output, selectors.EVENT_READ)
        layout = self.code.layout
        submission = {
            "files": self.code.files,
            "layout": [layout.parts, list(layout.notebooks), layout.single],
            "blocked": sorted(self._blocked),
        }
        self._send(wire.encode(submission), time.monotonic() + OBEY_SECONDS)

    def _stop(self) -> int | None:
        """End the worker; give its exit status as os.waitpid does, None if it is not known."""
        status: int | None = None
        with contextlib.suppress(SandboxError):
            status = self.slot.command("end").get("status")
        self._drain()
        if self._channel is not None and self._selector is not None:
            self._selector.close()
            self._channel.close()
            os.close(self._output)
        self._channel, self._output, self._selector = None, -1, None
        return status

    def _exchange(self, question: Question, loading: list[str]) -> Answer:
        """Send a question and read its answer within the limits; raises _Ended."""
        cpu, clock = self._allowance(question)
        turn = secrets.token_hex(8)
        watch = _Watch(self, cpu, clock)
        self._send(wire.encode(turn) + question.frame, watch.deadline)
        while True:
            try:
                start = self._take(wire.LENGTHS.size, watch)
                header, body = wire.lengths(start, MOST_ANSWER)
                value = wire.decode(self._take(header, watch), self._take(body, watch))
            except wire.WireError as error:
                raise _Ended("crashed", sentences.UNREADABLE.format(error=error)) from None
            if isinstance(value, dict) and isinstance(value.get("loading"), str):
                _note(loading, value["loading"])
                continue
            return _answer_of(value, turn)

    def _allowance(self, question: Question) -> tuple[float, float]:
        limits = self.limits
        cpu = limits.accuracy_seconds if question.scenario == "accuracy" else limits.check_seconds
        if question.targets in self._slow:
            cpu /= 5
        left = limits.submission_seconds - (time.monotonic() - self._began)
        return cpu, max(0.1, min(cpu * limits.patience, left))

    def _send(self, data: bytes, deadline: float) -> None:
        assert self._channel is not None
        view = memoryview(data)
        while view:
            try:
                view = view[self._channel.send(view) :]
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise _Ended("timed out", "the question was not taken in time") from None
                time.sleep(0.001)
                self._drain()
            except OSError:
                raise _Ended("crashed", "") from None

    def _take(self, count: int, watch: _Watch) -> bytes:
        """Read exactly `count` bytes, and meanwhile what is printed; raises _Ended."""
        assert self._channel is not None
        data = bytearray()
        while len(data) < count:
            try:
                piece = self._channel.recv(min(count - len(data), MEBIBYTE))
            except BlockingIOError:
                self._wait(watch)
                continue
            except OSError:
                piece = b""
            if not piece:
                raise _Ended("crashed", "")
            data += piece
            watch.look()  # what never stops sending is not waited for
        return bytes(data)

    def _wait(self, watch: _Watch) -> None:
        """Wait until the worker sends something, and meanwhile drain what it prints."""
        assert self._selector is not None
        ready = [key.fd for key, _ in self._selector.select(watch.pause())]
        if self._output in ready and not self._drain():
            self._selector.unregister(self._output)
        watch.look()

    def _drain(self) -> bool:
        """Keep the end of what was printed; False when there is, or may be, no more."""
        for _ in range(64):
            try:
                piece = os.read(self._output, 1 << 16)
            except BlockingIOError:
                return True
            except OSError:
                return False
            if not piece:
                return False
            self._flood += len(piece)
            self._printed = (self._printed + piece)[-KEPT_OUTPUT:]
            if self._flood > self.limits.output * MEBIBYTE:
                return False
        return True

    def _words(self, ended: _Ended, status: int | None) -> str:
        if ended.kind != "crashed" or ended.message:
            return ended.message
        if status is None:
            return sentences.LOST
        if os.WIFSIGNALED(status):
            number = os.WTERMSIG(status)
            name = signal.Signals(number).name if number in set(signal.Signals) else str(number)
            return sentences.ENDED_BY_SIGNAL.format(name=name)
        return sentences.ENDED_WITH.format(code=os.WEXITSTATUS(status))


class _Watch:
    """Ends a question that uses more than it may."""

    def __init__(self, worker: Sandboxed, cpu: float, clock: float) -> None:
        self.worker, self.cpu, self.clock = worker, cpu, clock
        self.deadline = time.monotonic() + clock
        self.next_look = time.monotonic() + LOOK_EVERY
        self.cpu_before: float | None = None

    def pause(self) -> float:
        """Give the seconds until the next look."""
        return max(0.0, self.next_look - time.monotonic())

    def look(self) -> None:
        """Measure, and raise _Ended where a limit is passed."""
        now = time.monotonic()
        if now < self.next_look:
            return
        self.next_look = now + LOOK_EVERY
        if now > self.deadline:
            raise _Ended("timed out", sentences.LATE_BY_THE_CLOCK.format(limit=f"{self.clock:g}"))
        try:
            used = self.worker.slot.command("look")
        except SandboxError:
            raise _Ended("crashed", sentences.LOST) from None
        limits = self.worker.limits
        if self.cpu_before is None:
            self.cpu_before = used["cpu"]
        if used["cpu"] - self.cpu_before > self.cpu:
            words = sentences.LATE_COMPUTING.format(limit=f"{self.cpu:g}")
            raise _Ended("timed out", words)
        if used["memory"] > limits.memory * MEBIBYTE:
            raise _Ended("out of memory", sentences.MUCH_MEMORY.format(limit=limits.memory))
        if used["processes"] > limits.processes + 8:
            raise _Ended("crashed", sentences.MANY_PROCESSES.format(limit=limits.processes))
        if used["disk"] > limits.disk * MEBIBYTE:
            raise _Ended("crashed", sentences.MUCH_DISK.format(limit=limits.disk))


ANSWER_KINDS = ("value", "raised", "not written", "missing", "forbidden", "out of memory")


def _answer_of(value: Any, turn: str) -> Answer:
    """Read a worker's answer; raises _Ended for what is none."""
    fields = value.get("answer") if isinstance(value, dict) else None
    if not isinstance(fields, dict) or value.get("turn") != turn:
        raise _Ended("crashed", sentences.OTHER_ANSWER)
    kind = fields.get("kind")
    if kind not in (*ANSWER_KINDS, "unreadable"):
        raise _Ended("crashed", sentences.NO_ANSWER)
    lines = [
        Line(str(file)[:300], int(number), str(function)[:100], str(text)[:300])
        for file, number, function, text in _rows(fields.get("lines"))
    ]
    return Answer(
        kind,
        fields.get("value"),
        _text(fields.get("error"), 100),
        tuple(_text(base, 100) for base in _list(fields.get("bases"))[:20]),
        _text(fields.get("message"), 2000),
        tuple(lines),
        tuple(_text(name, 50) for name in _list(fields.get("changed"))[:20]),
        fields["products"] if isinstance(fields.get("products"), int) else -1,
        fields.get("loading") is True,
    )


def _note(loading: list[str], name: str) -> None:
    """Keep the files that are being imported, the innermost last."""
    if name:
        loading.append(name[:100])
        del loading[20:]
    elif loading:
        loading.pop()


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []


def _rows(value: Any) -> list[Any]:
    rows = [row for row in _list(value) if isinstance(row, list) and len(row) == 4]
    return [row for row in rows if isinstance(row[1], int)][:10]


def _text(value: Any, most: int) -> str:
    return value[:most] if isinstance(value, str) else ""
