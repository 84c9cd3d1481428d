"""The processes that grade: a slot and a grader in each, behind `concurrent.futures`.

The coordinating process never imports torch. It launches the warm parents of all slots, and
while these get ready, one process imports what graders need; the graders are forked from it,
so that the libraries lie in memory once.
"""

from __future__ import annotations

import atexit
import contextlib
import multiprocessing
import multiprocessing.connection
import os
import signal
import socket
import sys
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from typing import Any, Protocol

from autograder.core.errors import CommandError
from autograder.core.languages import set_language
from autograder.course import current_course, use_settings
from autograder.course.reference import solution_path
from autograder.sandbox.code import SubmissionFiles
from autograder.sandbox.libraries import slow_libraries
from autograder.sandbox.zygote import Zygote

from .log import traceback_of
from .results import Graded
from .settings import Settings
from .slot import slot


class PoolLost(CommandError):
    """No grader can be reached any more, or none from the beginning (exit code 2)."""

    def __init__(self, message: str, exit_code: int = 1) -> None:
        super().__init__(message, exit_code)


class GraderFailed(Exception):
    """The grader's own failure: why in a line, and its traceback, as plain texts.

    The exception itself stays where it was raised: not every one can travel, and one that
    cannot would take the whole pool with it.
    """

    @classmethod
    def by(cls, error: BaseException) -> GraderFailed:
        """Tell an exception."""
        return cls(f"{type(error).__name__}: {error}", traceback_of(error))


class PoolFactory(Protocol):
    """Where graders work: in processes of this machine, or on others."""

    @property
    def slots(self) -> int:
        """How many submissions are graded at once."""

    def check(self) -> None:
        """Raise PoolLost where there is nobody to grade; nothing is written before."""

    def pool(self, settings: Settings) -> contextlib.AbstractContextManager[Executor]:
        """Return what answers `grade_one`."""


@dataclass(frozen=True)
class LocalPool:
    """Graders in processes of this machine."""

    slots: int

    def check(self) -> None:
        """Processes can always be had here."""

    def pool(self, settings: Settings) -> contextlib.AbstractContextManager[Executor]:
        """Return a pool of processes."""
        return local_pool(settings, self.slots)


@contextlib.contextmanager
def local_pool(settings: Settings, jobs: int) -> Iterator[Executor]:
    """Return a pool of `jobs` processes that answer `grade_one`."""
    os.environ["OMP_NUM_THREADS"] = "1"
    forks = sys.platform == "linux"
    context = multiprocessing.get_context("forkserver" if forks else "spawn")
    if forks:
        libraries = _libraries(settings)
        context.set_forkserver_preload(
            [f"{__package__}.shared", *libraries, f"{__package__}.settled"]
        )
    zygotes = [slot(settings) for _ in range(jobs if forks else 0)]
    controls: SimpleQueue[socket.socket] = context.SimpleQueue()
    stack = contextlib.ExitStack()
    try:
        for zygote in zygotes:
            zygote.spawn()
            controls.put(zygote.detach())
        shared = stack.enter_context(tempfile.TemporaryDirectory(prefix="autograder-shared-"))
        initial = (settings, controls if forks else None, Path(shared))
        with ProcessPoolExecutor(
            jobs, mp_context=context, initializer=_begin, initargs=initial
        ) as pool:
            try:
                yield pool
            except BaseException:  # nobody waits any more for what still runs
                for process in multiprocessing.active_children():
                    process.kill()
                raise
            finally:
                pool.shutdown(cancel_futures=True)
    finally:
        stack.close()
        for zygote in zygotes:
            zygote.close()


def _libraries(settings: Settings) -> tuple[str, ...]:
    """Return what the references import that answer beside the submissions."""
    asked = {name for e in settings.chosen for name in (e.name, *e.measured_from)}
    paths = [solution_path(name) for name in current_course().functions if name in asked]
    return slow_libraries(path.read_bytes() for path in paths if path.is_file())


_grader: Any = None
_failure: Exception | None = None


def _begin(settings: Settings, controls: SimpleQueue[socket.socket] | None, shared: Path) -> None:
    """Prepare this process of the pool: a slot that warms up, and meanwhile a grader."""
    global _failure
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_coordinator, daemon=True).start()
    zygote = slot(settings)
    atexit.register(zygote.close)
    try:
        if controls is not None and not controls.empty():
            zygote.adopt(controls.get())
        prepare(settings, zygote, shared)
    except Exception as error:  # told with the first submission: a pool only says "broken"
        _failure = error


def prepare(settings: Settings, zygote: Zygote, shared: Path | None = None) -> None:
    """Make the grader of this process, while its warm parent gets ready."""
    global _grader
    use_settings(settings.course)
    zygote.spawn()
    from .one import Grader

    set_language(settings.language)
    _grader = Grader(settings, zygote, shared)
    zygote.start()


def _end_with_the_coordinator() -> None:
    """End this process when the one that coordinates the run is gone, however it ended."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


def grade_one(
    identity: str, code: SubmissionFiles, exercises: tuple[str, ...], own_seed: bool = False
) -> Graded:
    """Grade these exercises of one submission in a process of the pool; raises GraderFailed."""
    try:
        if _grader is None:
            raise _failure or RuntimeError("this process was not prepared")
        graded: Graded = _grader.grade(identity, code, exercises, own_seed)
    except Exception as error:
        raise GraderFailed.by(error) from None
    return graded
