"""The jobs of a class, through a pool of processes: one that is lost is replaced."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable, Iterator, Set
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any

from autograder.core.languages import _
from autograder.sandbox.code import SubmissionFiles

from .intake.intake import Entry
from .log import traceback_of
from .pool import GraderFailed, PoolFactory, PoolLost, grade_one
from .results import Graded, Result, Status
from .settings import Settings, without_checks

MAX_ATTEMPTS = 2
POLL_SECONDS = 0.5
"""Seconds after which a run looks whether it is asked to stop."""


@dataclass(frozen=True)
class GradedEntry:
    """An entry to be graded, and the name of its files in the results folder."""

    entry: Entry
    file_name: str


@dataclass(frozen=True)
class RunObserver:
    """Who follows a run: hears what begins and what has a result, and may ask it to stop.

    `on_result` hears of each whole result and whether it is new. Once `should_stop` returns
    True, nothing more is begun, and what runs is finished.
    """

    on_start: Callable[[str], None] = lambda identity: None
    on_result: Callable[[Result, bool], None] = lambda result, fresh: None
    should_stop: Callable[[], bool] = lambda: False


NOBODY = RunObserver()


@dataclass(frozen=True)
class Job:
    """What is to be graded of a submission; `existing` is what is kept of it."""

    item: GradedEntry
    code: SubmissionFiles
    fingerprint: str
    parts: tuple[str, ...]
    existing: Result | None
    tries: int = 1


def through_pool(
    jobs_waiting: Iterator[Job],
    settings: Settings,
    pool_factory: PoolFactory,
    watch: RunObserver,
    log: Callable[[str, str], None],
) -> Iterator[tuple[Job, Graded]]:
    """Grade through a pool of processes; one that is lost is replaced and its work repeated."""
    retries: list[Job] = []
    with _Replaced(pool_factory, settings) as pool:
        while True:
            while len(pool.running) < 2 * pool_factory.slots:
                job = retries.pop() if retries else next(jobs_waiting, None)
                if job is None:
                    break
                if not pool.submit(job):
                    retries.append(job)
                    break
                watch.on_start(job.item.entry.id)
            if not pool.running and not retries:
                return
            done, _ = wait(pool.running, POLL_SECONDS, FIRST_COMPLETED)
            if watch.should_stop():  # what is only in line is left for another run
                done &= pool.cancel()
                retries.clear()
            for future in sorted(done, key=_is_lost):
                job = pool.take(future)
                graded = _outcome(future, job, settings)
                if graded.log:
                    log(f"{job.item.entry.id}: the grader failed, try {job.tries}", graded.log)
                if graded.result.status == Status.ERROR and job.tries < MAX_ATTEMPTS:
                    retries.append(dataclasses.replace(job, tries=job.tries + 1))
                else:
                    yield job, graded


class _Replaced:
    """A pool that is made when first needed, and another in its place when it broke."""

    def __init__(self, factory: PoolFactory, settings: Settings) -> None:
        self.factory, self.settings = factory, settings
        self.pool: Executor | None = None
        self.pools = contextlib.ExitStack()
        self.running: dict[Future[Graded], tuple[Job, Executor]] = {}

    def submit(self, job: Job) -> bool:
        """Put a job in line; returns whether the pool took it."""
        self.pool = self.pool or self.pools.enter_context(self.factory.pool(self.settings))
        try:
            identity = job.item.entry.id
            own_seed = self.settings.has_own_seed(identity, job.fingerprint)
            future = self.pool.submit(grade_one, identity, job.code, job.parts, own_seed)
        except BrokenProcessPool:  # what runs in it is told of in a moment
            if not self.running:
                self._drop()
            return False
        self.running[future] = (job, self.pool)
        return True

    def take(self, future: Future[Graded]) -> Job:
        """Return the job that is done; a pool that broke under it is dropped."""
        job, its_pool = self.running.pop(future)
        if isinstance(future.exception(), BrokenProcessPool) and self.pool is its_pool:
            self._drop()
        return job

    def cancel(self) -> Set[Future[Graded]]:
        """Take out what is only in line; return what still runs."""
        self.running = {future: job for future, job in self.running.items() if not future.cancel()}
        return self.running.keys()

    def _drop(self) -> None:
        self.pool = None
        self.pools.close()

    def __enter__(self) -> _Replaced:
        return self

    def __exit__(self, *exception: Any) -> None:
        self.pools.__exit__(*exception)


def _outcome(future: Future[Graded], job: Job, settings: Settings) -> Graded:
    """Return what grading gave, the grader's own failure as such; raises PoolLost."""
    try:
        return future.result()
    except PoolLost:
        raise
    except GraderFailed as error:
        why, text = error.args
    except BrokenProcessPool as error:
        why, text = _("the process that graded it was lost"), traceback_of(error)
    except Exception as error:
        why, text = f"{type(error).__name__}: {error}", traceback_of(error)
    only = dataclasses.replace(settings, exercises=job.parts)
    return Graded(lost(job.item, only, why), log=text)


def _is_lost(future: Future[Graded]) -> bool:
    return isinstance(future.exception(), PoolLost)


def lost(item: GradedEntry, settings: Settings, why: str) -> Result:
    """Make the result of a submission on which the grader failed."""
    words = _("The grader failed: {why}", why=why)
    return without_checks(item.entry.id, Status.ERROR, words, settings)
