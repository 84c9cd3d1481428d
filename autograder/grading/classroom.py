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
    in_short,
    to_json,
    write_text,
)
from .settings import Settings, without_checks
from .versions import data_digest, digest, kit_digest

MAX_ATTEMPTS = 2
POLL_SECONDS = 0.5
"""Seconds after which a run looks whether it is asked to stop."""


@dataclass(frozen=True)
class Place:
    """An entry, the name of its files in the results folder, and what it is graded from."""

    entry: Entry
    file_name: str


@dataclass(frozen=True)
class Watch:
    """Who follows a run: hears what begins and what has a result, and may ask it to stop.

    `told` hears of each whole result and whether it is new. Once `stopping` says yes, nothing
    more is begun, and what runs is finished.
    """

    begun: Callable[[str], None] = lambda identity: None
    told: Callable[[Result, bool], None] = lambda result, fresh: None
    stopping: Callable[[], bool] = lambda: False


@dataclass(frozen=True)
class _Job:
    """What is to be graded of a submission; `known` is what is kept of it."""

    place: Place
    code: SubmissionFiles
    fingerprint: str
    parts: tuple[str, ...]
    known: Result | None
    tries: int = 1


def places(submissions: Path) -> list[Place]:
    """List what is to be graded, each with a file's name of its own."""
    found = entries(submissions)
    names = file_names(entry.id for entry in found)
    return [Place(entry, names[entry.id]) for entry in found]


def grade_class(
    class_places: list[Place],
    out: Path,
    settings: Settings,
    workplace: PoolFactory,
    asked: Asked = ALL,
    finish: Callable[[Result], Result] = lambda result: result,
    watch: Watch = Watch(),
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

    def keep(place: Place, found: Result, fresh: bool, details: str = "") -> None:
        result = finish(found)
        path = details_path(out, place.file_name)
        if fresh and details:  # before the result, which says that all is there
            write_text(path, details)
        elif fresh:
            path.unlink(missing_ok=True)
        if fresh or result != found:
            write_text(result_path(out, place.file_name), to_json(result))
        finished.append(in_short(result))
        watch.told(result, fresh or result != found)

    def waiting() -> Iterator[_Job]:
        for place in class_places:
            if watch.stopping():
                return
            if not asked.others and place.entry.id not in asked.anew:
                if kept := stored(out, place):
                    keep(place, kept, False)
                    continue
            try:
                code, fingerprint, refusal = taken_in(place)
            except Exception as error:  # the grader's own failure must not end the run
                log(f"{place.entry.id}: it was not taken in", traceback_of(error))
                keep(place, _lost(place, settings, f"{type(error).__name__}: {error}"), True)
                continue
            known = stored(out, place, fingerprint)
            if code is None:
                result = without_checks(place.entry.id, REJECTED, refusal, settings)
                same = known is not None and known.max_score == result.max_score
                result = dataclasses.replace(result, fingerprint=fingerprint)
                keep(place, known if known and same else result, not same)
                continue
            parts = parts_to_grade(known, settings, asked, graded_with)
            if known and not parts:
                keep(place, known, False)
            else:
                yield _Job(place, code, fingerprint, parts, known)

    for job, graded in _through_pool(waiting(), settings, workplace, watch, log):
        fresh = dataclasses.replace(graded.result, fingerprint=job.fingerprint)
        details = graded.details
        if job.known:
            before = read_details(out, job.place.file_name)
            details = merged_details(before, details, job.parts)
        keep(job.place, merged(job.known, fresh, graded_with), True, details)
    return sorted(finished, key=lambda result: result.submission_id)


def taken_in(place: Place) -> tuple[SubmissionFiles | None, str, str]:
    """Read a submission; return its code or why it was refused, and its fingerprint."""
    try:
        code = take_in(place.entry, Bounds())
    except Rejected as error:
        return None, digest(str(error)), str(error)
    return code, digest(code.digest), ""


def stored(out: Path, place: Place, fingerprint: str | None = None) -> Result | None:
    """Return the stored result of a submission; with a fingerprint, only of these bytes.

    What is damaged is as good as not there: it is graded anew.
    """
    try:
        known = read_result(out, place.file_name)
        read_details(out, place.file_name)
    except Damaged:
        return None
    if known is None or known.submission_id != place.entry.id:
        return None
    return known if fingerprint in (None, known.fingerprint) else None


def _through_pool(
    jobs_waiting: Iterator[_Job],
    settings: Settings,
    workplace: PoolFactory,
    watch: Watch,
    log: Callable[[str, str], None],
) -> Iterator[tuple[_Job, Graded]]:
    """Grade through a pool of processes; one that is lost is replaced and its work repeated."""
    running: dict[Future[Graded], tuple[_Job, Executor]] = {}
    again: list[_Job] = []
    pool: Executor | None = None
    with contextlib.ExitStack() as pools:
        while True:
            while len(running) < 2 * workplace.slots:
                job = again.pop() if again else next(jobs_waiting, None)
                if job is None:
                    break
                pool = pool or pools.enter_context(workplace.pool(settings))
                try:
                    future = pool.submit(grade_one, job.place.entry.id, job.code, job.parts)
                except BrokenProcessPool:  # what runs in it is told of in a moment
                    again.append(job)
                    if not running:
                        pool = None
                        pools.close()
                    break
                running[future] = (job, pool)
                watch.begun(job.place.entry.id)
            if not running and not again:
                return
            done, _ = wait(running, POLL_SECONDS, FIRST_COMPLETED)
            if watch.stopping():  # what is only in line is left for another run
                running = {future: job for future, job in running.items() if not future.cancel()}
                done &= running.keys()
                again.clear()
            for future in sorted(done, key=_is_lost):
                job, its_pool = running.pop(future)
                if isinstance(future.exception(), BrokenProcessPool) and pool is its_pool:
                    pool = None
                    pools.close()
                graded = _outcome(future, job, settings)
                if graded.log:
                    log(f"{job.place.entry.id}: the grader failed, try {job.tries}", graded.log)
                if graded.result.status == ERROR and job.tries < MAX_ATTEMPTS:
                    again.append(dataclasses.replace(job, tries=job.tries + 1))
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
    return Graded(_lost(job.place, only, why), log=text)


def _is_lost(future: Future[Graded]) -> bool:
    return isinstance(future.exception(), PoolLost)


def _lost(place: Place, settings: Settings, why: str) -> Result:
    return without_checks(place.entry.id, ERROR, f"The grader failed: {why}", settings)


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
