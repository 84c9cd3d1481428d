"""Run an exercise's checks in a process of its own that is warm, and ended when it takes too long.

The process is started before it is needed: it has the libraries loaded and waits for an order.
Each serves one run, so that nothing a learner's code leaves behind reaches the next.
"""

from __future__ import annotations

import contextlib
import dataclasses
import importlib
import multiprocessing
import os
import signal
import sys
import threading
import time
from dataclasses import dataclass, field
from fractions import Fraction
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from autograder.checks.brief import Brief
from autograder.checks.verdict import CheckResult, Outcome
from autograder.core.errors import CommandError
from autograder.core.languages import _, chosen, set_language, translate_sandbox_message
from autograder.course import course_root, current_course, data_root
from autograder.sandbox.inside.layout import TwoFilesOfOneName

from .told import Alive, Output, Problem, TimedOut

if TYPE_CHECKING:
    from .clock import Clock

CHECK_SECONDS = 10.0
"""How long one check may take; a right answer takes far less than one second."""
ACCURACY_SECONDS = 600.0
LOADED = ("autograder.checks.recorded", "torchvision", "matplotlib.pyplot", "tqdm")
"""What checks and learners import; it takes seconds."""
GRACE = 3.0
"""Seconds after which a process that does not even say where it hangs is ended."""
STARTING = 120.0
"""Seconds within which a process must have loaded the libraries; a busy machine takes long."""


@dataclass
class RunReport:
    """What came of a run: the verdicts, and the end of what the learner's code printed.

    `problem` says why nothing could be checked at all.
    """

    results: list[CheckResult] = field(default_factory=list)
    printed: str = ""
    stopped: bool = False
    problem: str = ""


class Runner:
    """Keeps a warm process ready and runs exercises in it, one at a time."""

    def __init__(self, check_seconds: float = CHECK_SECONDS) -> None:
        # Elsewhere than on Linux, libraries that torch brings do not stand being forked.
        self.context: Any = multiprocessing.get_context(
            "forkserver" if sys.platform == "linux" else "spawn"
        )
        if sys.platform == "linux":
            self.context.set_forkserver_preload([warm.__module__, *LOADED])
        self.check_seconds = check_seconds
        self.spare = self._start()
        self.stopped = threading.Event()

    def run(self, name: str) -> RunReport:
        """Run an exercise's checks; what ended the process stands as a result of its own."""
        process, channel = self.spare
        seconds = ACCURACY_SECONDS if current_course().is_measured(name) else self.check_seconds
        ran = RunReport()
        self.stopped.clear()
        try:
            with contextlib.suppress(OSError):  # it may have ended; what it said is read below
                channel.send((name, seconds, chosen()))
            patience = STARTING
            while True:
                message = self._receive(channel, patience)
                patience = seconds + GRACE
                if isinstance(message, CheckResult):
                    ran.results.append(message)
                elif isinstance(message, Output):
                    ran.printed = message.text
                elif isinstance(message, Problem):
                    ran.problem = message.words
                elif not isinstance(message, Alive):
                    if message is not None and not ran.problem:
                        ran.results.append(_ended(name, message))
                    ran.stopped = self.stopped.is_set()
                    return ran
        finally:
            process.kill()
            channel.close()
            self.spare = self._start()

    def stop(self) -> None:
        """Let the run that goes on end now, from another thread."""
        self.stopped.set()

    def close(self) -> None:
        """End the process that waits."""
        self.spare[0].kill()

    def _receive(self, channel: Connection, seconds: float) -> Any:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.stopped.is_set():
                return None
            if channel.poll(0.05):
                try:
                    return channel.recv()
                except (EOFError, OSError):
                    return _("Your code ended its process.")
        return TimedOut(seconds)

    def _start(self) -> tuple[Any, Connection]:
        ours, theirs = self.context.Pipe()
        process = self.context.Process(target=warm, args=(theirs,), daemon=True)
        process.start()
        theirs.close()
        return process, ours


def _ended(name: str, ending: Any) -> CheckResult:
    message = ending.message() if isinstance(ending, TimedOut) else ending
    what = (
        _("A check did not end") if isinstance(ending, TimedOut) else _("The run was interrupted")
    )
    outcome = Outcome.TIMED_OUT if isinstance(ending, TimedOut) else Outcome.CRASHED
    first, *rest = message.splitlines() or [""]
    place = ending.lines[-1] if isinstance(ending, TimedOut) and ending.lines else None
    brief = Brief(first, details=tuple(rest[-2:]), place=place)
    return CheckResult(name, what, outcome, Fraction(0), message, brief=brief)


def warm(channel: Connection) -> None:
    """Load what checks need, wait for an order, serve it, end."""
    from autograder.checks.data import load_data
    from autograder.checks.recorded import answers_of_the_kit
    from autograder.checks.session import Run, run_checks
    from autograder.checks.sides import InProcess

    from .clock import Clock, Timed

    _load()
    home = course_root() / "exercises"
    try:
        answers = answers_of_the_kit()
        name, seconds, language = channel.recv()
        set_language(language)
        clock = Clock(channel, seconds, home)
        learner = InProcess.of_path(home)
    except CommandError as error:
        channel.send(Problem(str(error)))
        return
    except TwoFilesOfOneName as error:
        what = translate_sandbox_message(error.words)
        clock.send(Problem(_("{what}. Keep one: delete or rename the other.", what=what)))
        return
    except (EOFError, OSError):
        return
    run = Run(
        Timed(learner, clock),
        answers.reference,
        lambda: load_data(data_root()),
        answers.seed,
        answers.diagnosis,
        results=StreamingResults(clock),
    )
    place = f"{current_course().exercise(name).folder}/test_{name}.py"
    run_checks(run, place, clock.printed)  # type: ignore[arg-type]
    clock.send(Output(clock.printed.text), None)


def _load() -> None:
    """Load the libraries, and set them up for a process that may be ended at any time."""
    import torch
    from tqdm import tqdm

    for module in LOADED:
        importlib.import_module(module)
    # The lock of processes that it would take stays behind when this one is ended.
    tqdm.set_lock(threading.RLock())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who watches
    torch.set_num_threads(max(1, (os.cpu_count() or 2) // 2))


class StreamingResults(list[CheckResult]):
    """The verdicts of a run, each told when it comes."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.clock = clock

    def append(self, result: CheckResult) -> None:
        """Tell one verdict."""
        super().append(result)
        told = {"measured": result.measured}
        self.clock.send(dataclasses.replace(result, evidence=None, properties=told))
