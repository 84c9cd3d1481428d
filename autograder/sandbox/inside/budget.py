"""Time for one piece of learner code in this process: computing is bounded, and waiting."""

from __future__ import annotations

import contextlib
import dis
import signal
import threading
import time
from collections.abc import Iterator
from typing import Any

TICK = 1.0
MAX_IDLE_TICKS = 15
"""Ticks of the clock in which hardly anything is computed: the code waits for something."""
AGAIN = 0.5
"""Seconds of computing after which code that caught the interruption is interrupted again."""


class OutOfTime(BaseException):
    """The piece of code has used its `seconds`; `waited` where it did nothing with them."""

    def __init__(self, waited: bool = False, seconds: float = 0.0) -> None:
        super().__init__()
        self.waited, self.seconds = waited, seconds


def from_the_keyboard(error: BaseException) -> bool:
    """Tell whether somebody pressed Ctrl-C: a `raise KeyboardInterrupt` is an error like others."""
    if not isinstance(error, KeyboardInterrupt):
        return False
    step = error.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    if step is None:
        return True
    return step.tb_frame.f_code.co_code[step.tb_lasti] != dis.opmap["RAISE_VARARGS"]


@contextlib.contextmanager
def paused() -> Iterator[None]:
    """Stop the time of a surrounding `limited` block while something else has a time of its own."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    timers = (signal.ITIMER_PROF, signal.ITIMER_REAL)
    before = {timer: signal.getitimer(timer) for timer in timers}
    for timer in timers:
        signal.setitimer(timer, 0)
    try:
        yield
    finally:
        for timer, (remaining, interval) in before.items():
            signal.setitimer(timer, remaining, interval)


@contextlib.contextmanager
def limited(seconds: float, may_wait: bool = False) -> Iterator[None]:
    """Interrupt the block by OutOfTime after so many seconds of computing.

    Counted is this process's processor time, so a busy machine does no harm; a block that only
    waits is interrupted too, unless it `may_wait`, as for somebody at a debugger. Elsewhere than in
    the main thread, or without the system's timers, nothing is bounded.
    """
    in_main = threading.current_thread() is threading.main_thread()
    if not in_main or not hasattr(signal, "setitimer"):
        yield
        return
    idle, before = 0, time.process_time()

    def used_up(number: int, frame: Any) -> None:
        raise OutOfTime(seconds=seconds)

    def tick(number: int, frame: Any) -> None:
        nonlocal idle, before
        now = time.process_time()
        idle, before = (idle + 1 if now - before < TICK / 50 else 0), now
        if idle >= MAX_IDLE_TICKS:
            idle = 0
            raise OutOfTime(waited=True)

    handlers = {signal.SIGPROF: used_up, signal.SIGALRM: tick}
    old = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        signal.setitimer(signal.ITIMER_PROF, max(seconds, 0.01), AGAIN)
        if not may_wait:
            signal.setitimer(signal.ITIMER_REAL, TICK, TICK)
        yield
    finally:
        _stop_timers(old)


def _stop_timers(old: dict[Any, Any]) -> None:
    """Stop both timers and put the handlers back, also where one strikes meanwhile."""
    for _ in range(3):
        try:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.setitimer(signal.ITIMER_REAL, 0)
            for number, handler in old.items():
                signal.signal(number, handler if handler is not None else signal.SIG_DFL)
        except OutOfTime:
            continue
        return
