"""Grade a class: entries of a folder in, a folder of results out.

The folder of results is the database of a run: each result is a file written in one go, so
a run that was ended at any moment goes on where it stopped.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from autograder.course import NO_SETTINGS
from autograder.sandbox.code import SubmissionFiles

from .folder import Damaged, details_path, read_details, read_result, result_path
from .intake import Bounds, Entry, Rejected, entries, take_in
from .log import traceback_of, write_log
from .merging import ALL, Asked, merged, merged_details, parts_to_grade
from .names import file_names
from .pool import GraderFailed, PoolFactory, PoolLost, grade_one
from .results import (
    ERROR,
    GRADES,
    REJECTED,
    Graded,
    Result,
    grades_csv,
    summarize,
    to_json,
    write_text,
)
from .settings import Settings, without_checks
from .versions import data_digest, digest, kit_digest

MAX_ATTEMPTS = 2
POLL_SECONDS = 0.5
"""Seconds after which a run looks whether it is asked to stop."""


@dataclass(frozen=True)
class GradedEntry:
    """An entry, the name of its files in the results folder, and what it is graded from."""

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


@dataclass(frozen=True)
class _Job:
    """What is to be graded of a submission; `existing` is what is kept of it."""

    item: GradedEntry
    code: SubmissionFiles
    fingerprint: str
    parts: tuple[str, ...]
    existing: Result | None
    tries: int = 1


def list_entries(submissions: Path) -> list[GradedEntry]:
    """List what is to be graded, each with a file's name of its own."""
    found_entries = entries(submissions)
    names = file_names(entry.id for entry in found_entries)
    return [GradedEntry(entry, names[entry.id]) for entry in found_entries]


def grade_class(
    graded_entries: list[GradedEntry],
    out: Path,
    settings: Settings,
    pool_factory: PoolFactory,
    request: Asked = ALL,
    finish: Callable[[Result], Result] = lambda result: result,
    watch: RunObserver = RunObserver(),
) -> list[Result]:
    """Grade what is asked for and write each result; what is done already is not done again.

    `finish` adds what is known besides grading (lateness). Returns the results in short.
    Raises OSError when a result cannot be written and PoolLost when no grader can be reached
    any more; what was written stays.
    """
    graded_with = checks_digest(settings)
    finished: list[Result] = []

    def log(what: str, text: str) -> None:
        write_log(out, what, text)

    def store(item: GradedEntry, verdict: Result, fresh: bool, details: str = "") -> None:
        result = finish(verdict)
        path = details_path(out, item.file_name)
        if fresh and details:  # before the result, which says that all is there
            write_text(path, details)
        elif fresh:
            path.unlink(missing_ok=True)
        if fresh or result != verdict:
            write_text(result_path(out, item.file_name), to_json(result))
        finished.append(summarize(result))
        watch.on_result(result, fresh or result != verdict)

    def waiting() -> Iterator[_Job]:
        for item in graded_entries:
            if watch.should_stop():
                return
            if not request.others and item.entry.id not in request.anew:
                if existing := stored(out, item):
                    store(item, existing, False)
                    continue
            try:
                code, fingerprint, refusal = taken_in(item)
            except Exception as error:  # the grader's own failure must not end the run
                log(f"{item.entry.id}: it was not taken in", traceback_of(error))
                store(item, _lost(item, settings, f"{type(error).__name__}: {error}"), True)
                continue
            existing = stored(out, item, fingerprint)
            if code is None:
                result = without_checks(item.entry.id, REJECTED, refusal, settings)
                same = existing is not None and existing.max_score == result.max_score
                result = dataclasses.replace(result, fingerprint=fingerprint)
                store(item, existing if existing and same else result, not same)
                continue
            parts = parts_to_grade(existing, settings, request, graded_with)
            if existing and not parts:
                store(item, existing, False)
            else:
                yield _Job(item, code, fingerprint, parts, existing)

    for job, graded in _through_pool(waiting(), settings, pool_factory, watch, log):
        fresh = dataclasses.replace(graded.result, fingerprint=job.fingerprint)
        details = graded.details
        if job.existing:
            before = read_details(out, job.item.file_name)
            details = merged_details(before, details, job.parts)
        store(job.item, merged(job.existing, fresh, graded_with), True, details)
    return sorted(finished, key=lambda result: result.submission_id)


def taken_in(item: GradedEntry) -> tuple[SubmissionFiles | None, str, str]:
    """Read a submission; return its code or why it was refused, and its fingerprint."""
    try:
        code = take_in(item.entry, Bounds())
    except Rejected as error:
        return None, digest(str(error)), str(error)
    return code, digest(code.digest), ""


def stored(out: Path, item: GradedEntry, fingerprint: str | None = None) -> Result | None:
    """Return the stored result of a submission; with a fingerprint, only of these bytes.

    What is damaged is as good as not there: it is graded anew.
    """
    try:
        existing = read_result(out, item.file_name)
        read_details(out, item.file_name)
    except Damaged:
        return None
    if existing is None or existing.submission_id != item.entry.id:
        return None
    return existing if fingerprint in (None, existing.fingerprint) else None


def _through_pool(
    jobs_waiting: Iterator[_Job],
    settings: Settings,
    pool_factory: PoolFactory,
    watch: RunObserver,
    log: Callable[[str, str], None],
) -> Iterator[tuple[_Job, Graded]]:
    """Grade through a pool of processes; one that is lost is replaced and its work repeated."""
    running: dict[Future[Graded], tuple[_Job, Executor]] = {}
    retries: list[_Job] = []
    pool: Executor | None = None
    with contextlib.ExitStack() as pools:
        while True:
            while len(running) < 2 * pool_factory.slots:
                job = retries.pop() if retries else next(jobs_waiting, None)
                if job is None:
                    break
                pool = pool or pools.enter_context(pool_factory.pool(settings))
                try:
                    future = pool.submit(grade_one, job.item.entry.id, job.code, job.parts)
                except BrokenProcessPool:  # what runs in it is told of in a moment
                    retries.append(job)
                    if not running:
                        pool = None
                        pools.close()
                    break
                running[future] = (job, pool)
                watch.on_start(job.item.entry.id)
            if not running and not retries:
                return
            done, _ = wait(running, POLL_SECONDS, FIRST_COMPLETED)
            if watch.should_stop():  # what is only in line is left for another run
                running = {future: job for future, job in running.items() if not future.cancel()}
                done &= running.keys()
                retries.clear()
            for future in sorted(done, key=_is_lost):
                job, its_pool = running.pop(future)
                if isinstance(future.exception(), BrokenProcessPool) and pool is its_pool:
                    pool = None
                    pools.close()
                graded = _outcome(future, job, settings)
                if graded.log:
                    log(f"{job.item.entry.id}: the grader failed, try {job.tries}", graded.log)
                if graded.result.status == ERROR and job.tries < MAX_ATTEMPTS:
                    retries.append(dataclasses.replace(job, tries=job.tries + 1))
                else:
                    yield job, graded


def _outcome(future: Future[Graded], job: _Job, settings: Settings) -> Graded:
    """Return what grading gave, the grader's own failure as such; raises PoolLost."""
    try:
        return future.result()
    except PoolLost:
        raise
    except GraderFailed as error:
        why, text = error.args
    except BrokenProcessPool as error:
        why, text = "the process that graded it was lost", traceback_of(error)
    except Exception as error:
        why, text = f"{type(error).__name__}: {error}", traceback_of(error)
    only = dataclasses.replace(settings, exercises=job.parts)
    return Graded(_lost(job.item, only, why), log=text)


def _is_lost(future: Future[Graded]) -> bool:
    return isinstance(future.exception(), PoolLost)


def _lost(item: GradedEntry, settings: Settings, why: str) -> Result:
    return without_checks(item.entry.id, ERROR, f"The grader failed: {why}", settings)


def checks_digest(settings: Settings) -> str:
    """Digest what besides its bytes decides a submission's score: kit, checks, seed, data."""
    described: tuple[object, ...] = (settings.seed, settings.limits, settings.walls.names)
    described += tuple(x for x in (settings.device, settings.language) if x not in ("cpu", "en"))
    described += (settings.own_seeds,) if settings.own_seeds else ()
    described += (settings.course,) if settings.course != NO_SETTINGS else ()
    return digest(repr(described), data_digest(settings.data), kit_digest())


def write_grades(out: Path, results: list[Result]) -> None:
    """Write `grades.csv` anew."""
    write_text(out / GRADES, grades_csv(results))
