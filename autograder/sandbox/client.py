"""The grader's end of the sandbox: slots with a warm parent, and the workers they fork.

What comes from a worker is a stranger's: lengths are bounded before anything is read, frames
are decoded as plain data, and an answer that is late, cut or odd becomes a verdict.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import selectors
import socket
import time
from dataclasses import dataclass, field
from typing import Any

from . import SandboxError
from .code import SubmissionFiles
from .inside import sentences, wire
from .inside.answering import Answer, Question
from .inside.kinds import AnswerKind
from .inside.sentences import Words, sentence
from .limits import MEBIBYTE, Limits, Slowness
from .replies import answer_of, left_out, note, words_of_end
from .watch import Clock, Ended, Watch
from .zygote import Zygote

KEPT_OUTPUT = 4096
READY_SECONDS = 120.0
MAX_LOADING_SECONDS = 300.0
"""Seconds by the clock of loading, again after a crash, that are not counted as the checks'."""
MAX_UNSCORED_SECONDS, MAX_NOTES = 60.0, 30
"""Seconds by the clock of what only explains answers, not counted either; notes that are kept."""
MAX_ENDED_PROCESSES = 12
"""Workers that may be lost while a submission is loaded; then it is not tried again."""


@dataclass(eq=False)
class Sandboxed:
    """Answers with a submission in a worker of its own; a side of `ask`.

    The worker is forked at the first question and again after a crash or a time-out.
    """

    zygote: Zygote
    code: SubmissionFiles
    limits: Limits = field(default_factory=Limits)
    _channel: socket.socket | None = None
    _output: int = -1
    _selector: selectors.BaseSelector | None = None
    _printed: bytearray = field(default_factory=bytearray)
    _answered: int = 0
    notes: dict[tuple[Words, Words], None] = field(default_factory=dict)
    company: int = 0  # processes beside the worker, where operators were forbidden
    doubted: dict[str, None] = field(default_factory=dict)  # functions, as `part.name`
    _ended: dict[str, Words] = field(default_factory=dict)
    _dead: dict[str, Answer] = field(default_factory=dict)
    _slowness: Slowness = field(default_factory=Slowness)
    _broken: SandboxError | None = None
    _began: float = field(default_factory=time.monotonic)
    _grace: float = MAX_LOADING_SECONDS
    _explaining: float = MAX_UNSCORED_SECONDS

    def answer(self, question: Question) -> Answer:
        """Put one question to the worker; raises SandboxError where there can be none."""
        if self._broken is not None:  # this submission is graded again as a whole
            raise self._broken
        home = self._home(question.part)
        if home in self._dead:
            return self._dead[home]
        if question.unscored:
            return self._explanation(question, home)
        return self._asked(question, home)

    def _explanation(self, question: Question, home: str) -> Answer:
        """Ask what decides no point, and takes no time off what does."""
        if self._explaining <= 0:
            return Answer(AnswerKind.TIMED_OUT)
        begun, grace = time.monotonic(), self._grace
        try:
            return self._asked(question, home)
        finally:
            spent = time.monotonic() - begun - (grace - self._grace)  # loading is given back
            self._began, self._explaining = self._began + spent, self._explaining - spent

    def _asked(self, question: Question, home: str) -> Answer:
        """Put a question to the worker, again where what came before may have ended it."""
        if time.monotonic() - self._began > self.limits.submission_seconds:
            limit = f"{self.limits.submission_seconds:g}"
            return Answer(AnswerKind.TIMED_OUT, message=sentence(sentences.NOT_ASKED, limit=limit))
        while True:
            loading: list[str] = []
            try:
                self._start()
                reply = self._exchange(question, loading)
                self._answered += 1
                self._slowness.answered.add(question.targets)
                return reply
            except Ended as ended:
                status = self._stop()
                reply = Answer(ended.kind, message=words_of_end(ended, status))
            if not loading:
                if reply.kind == AnswerKind.TIMED_OUT and not question.unscored:
                    self._slowness.ran_out.add(question.targets)
                if self._answered and reply.kind in (AnswerKind.CRASHED, AnswerKind.OUT_OF_MEMORY):
                    self._answered = 0
                    continue  # it may be what earlier questions left behind: a fresh worker tells
                return reply
            if not self._leave_out(loading[-1], reply.message):
                words = sentence(
                    sentences.WHILE_IMPORTED,
                    file=self.code.layout.file_of(home),
                    what=reply.message,
                )
                self._dead[home] = Answer(reply.kind, message=words)
                return self._dead[home]

    def _leave_out(self, key: str, why: Words) -> bool:
        """Remember a statement that ended its worker; False where trying again makes no sense."""
        if key in self._ended or len(self._ended) >= MAX_ENDED_PROCESSES:
            return False
        self._ended[key] = sentence(sentences.ENDED, what=why)
        return True

    def close(self) -> None:
        """End the worker and everything it started."""
        if self._channel is not None:
            self._stop()

    @property
    def printed(self) -> str:
        """The end of what the submission printed."""
        return bytes(self._printed).decode(errors="replace")

    def _home(self, exercise: str) -> str:
        layout = self.code.layout
        other = "submission" if layout.single else "notebook"
        return exercise if exercise in layout.parts else other

    def _start(self) -> None:
        if self._channel is not None:
            return
        try:
            ours, theirs = socket.socketpair()
            output, their_output = os.pipe()
        except OSError as error:
            raise SandboxError(f"the worker cannot be reached: {error}") from error
        try:
            self.zygote.fork(theirs.fileno(), their_output, self.code.libraries)
        except SandboxError as error:
            ours.close()
            os.close(output)
            self._broken = error
            raise
        finally:
            theirs.close()
            os.close(their_output)
        self._channel, self._output = ours, output
        self._answered = 0
        ours.setblocking(False)
        os.set_blocking(output, False)
        self._selector = selectors.DefaultSelector()
        self._selector.register(ours, selectors.EVENT_READ)
        self._selector.register(output, selectors.EVENT_READ)
        self._make_ready()
        with contextlib.suppress(SandboxError):  # the question will tell
            self.zygote.command("look")  # from now on the warm parent looks at it by itself

    def _make_ready(self) -> None:
        """Send the submission, and wait until its first line is about to run.

        Whatever ends before that is not its doing; raises SandboxError.
        """
        submission = self.code.handed_over(self._ended)
        before, self._printed = self._printed, bytearray()
        clock = Clock(READY_SECONDS)
        try:
            self._send(wire.encode(submission), clock)
            reply = self._frame(clock)
            if reply != {"ready": True}:
                raise wire.WireError(f"{reply!r:.200} instead of ready")
        except (Ended, wire.WireError) as ended:
            status = self._stop()
            self.zygote.close()
            words = [str(ended), "" if status is None else f"status {status}", self.printed.strip()]
            text = "\n".join(filter(None, words))
            self._broken = SandboxError(f"the worker did not get ready: {text}")
            raise self._broken from None
        finally:
            self._printed = before

    def _stop(self) -> int | None:
        """End the worker; returns its exit status as os.waitpid does, None if it is not known."""
        status: int | None = None
        with contextlib.suppress(SandboxError):
            reply = self.zygote.command("end")
            status = reply.get("status")
            if reply.get("left"):
                self.zygote.close()
        self._drain()
        if self._channel is not None and self._selector is not None:
            self._selector.close()
            self._channel.close()
            os.close(self._output)
        self._channel, self._output, self._selector = None, -1, None
        return status

    def _exchange(self, question: Question, loading: list[str]) -> Answer:
        """Send a question and read its answer within the limits; raises Ended."""
        cpu, clock = self._allowance(question)
        turn = secrets.token_hex(8)
        watch = Watch(self.zygote, self.limits, cpu, clock, self.code.mebibytes)
        try:
            self._send(wire.encode(turn) + question.frame, watch)
            while True:
                value = self._frame(watch)
                if isinstance(value, dict) and isinstance(value.get("loading"), str):
                    note(loading, value["loading"])
                    watch.load(loading)
                elif pair := left_out(value):
                    if len(self.notes) < MAX_NOTES:
                        self.notes[pair] = None
                else:
                    others = watch.others() if question.forbids is not None else 0
                    self.company = max(self.company, others)
                    reply = answer_of(value, turn)
                    self.doubted |= {question.targets[0]: None} if reply.doubted else {}
                    return reply
        except wire.WireError as error:
            raise Ended(AnswerKind.CRASHED, sentence(sentences.UNREADABLE, error=error)) from None
        finally:
            extra = min(watch.loading_clock, self._grace)
            self._began, self._grace = self._began + extra, self._grace - extra

    def _allowance(self, question: Question) -> tuple[float, float]:
        limits = self.limits
        cpu = limits.accuracy_seconds if question.is_measured else limits.check_seconds
        cpu *= self._slowness.share(question.targets)
        remaining = limits.submission_seconds - (time.monotonic() - self._began)
        return cpu, max(0.1, min(cpu * limits.patience, remaining))

    def _send(self, data: bytes, watch: Clock) -> None:
        """Send all of `data`, and meanwhile do as `_wait` does; raises Ended."""
        assert self._channel is not None
        view = memoryview(data)
        while view:
            try:
                view = view[self._channel.send(view) :]
            except BlockingIOError:
                self._wait(watch, selectors.EVENT_WRITE)
            except OSError:
                raise Ended(AnswerKind.CRASHED, "") from None
            watch.look()

    def _frame(self, watch: Clock) -> Any:
        """Read one frame; raises Ended, and WireError for what is none."""
        header, body = wire.lengths(self._take(wire.LENGTHS.size, watch), wire.ANSWER)
        return wire.decode(self._take(header, watch), self._take(body, watch))

    def _take(self, count: int, watch: Clock) -> bytes:
        """Read exactly `count` bytes, and meanwhile do as `_wait` does; raises Ended."""
        assert self._channel is not None
        data = bytearray()
        while len(data) < count:
            try:
                piece = self._channel.recv(min(count - len(data), MEBIBYTE))
            except BlockingIOError:
                self._wait(watch, selectors.EVENT_READ)
                continue
            except OSError:
                piece = b""
            if not piece:
                raise Ended(AnswerKind.CRASHED, "")
            data += piece
            watch.look()  # what never stops sending is not waited for
        return bytes(data)

    def _wait(self, watch: Clock, event: int) -> None:
        """Wait for the worker, and meanwhile look at its limits and read what it prints."""
        assert self._selector is not None and self._channel is not None
        self._selector.modify(self._channel, event)
        ready = [key.fd for key, _ in self._selector.select(watch.pause())]
        if self._output in ready and not self._drain():
            self._selector.unregister(self._output)
        watch.look()

    def _drain(self) -> bool:
        """Keep the end of what was printed and drop the rest; False when there is no more."""
        for _ in range(64):
            try:
                piece = os.read(self._output, 1 << 16)
            except BlockingIOError:
                return True
            except OSError:
                return False
            if not piece:
                return False
            self._printed = (self._printed + piece)[-KEPT_OUTPUT:]
        return True
