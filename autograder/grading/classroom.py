"""Grade a class: entries of a folder in, a folder of results out.

The folder of results is the database of a run: each result is a file written in one go, so
a run that was ended at any moment goes on where it stopped.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from autograder import kit
from autograder.sandbox.code import Code

from .intake import Bounds, Entry, Rejected, entries, take_in
from .names import file_names
from .pool import PoolLost, Workplace, grade_one
from .results import (
    DETAILS,
    ERROR,
    GRADES,
    REJECTED,
    REPORTS,
    RESULTS,
    RUN,
    Graded,
    Result,
    grades_csv,
    in_short,
    read_result,
    to_json,
    write_text,
)
from .settings import Settings, without_checks
from .versions import data_sizes, digest, kit_texts

TRIES = 2
MOMENT = 0.5
"""Seconds after which a run looks whether it is asked to stop."""
OWN_FILES = {RESULTS, DETAILS, REPORTS, GRADES, RUN, "index.html", "similar.html", ".lock"}


@dataclass(frozen=True)
class Place:
    """An entry, the name of its files in the results folder, and what it is graded from."""

    entry: Entry
    file_name: str

    def result_path(self, out: Path) -> Path:
        """Give the path of its result."""
        return out / RESULTS / f"{self.file_name}.json"

    def details_path(self, out: Path) -> Path:
        """Give the path of what its page shows besides."""
        return out / DETAILS / f"{self.file_name}.json"


class OutError(kit.KitError):
    """The results folder cannot be used."""


@dataclass(frozen=True)
class Watch:
    """Who follows a run: hears what begins and what has a result, and may ask it to stop.

    `told` hears of each whole result and whether it is new. Once `stopping` says yes, nothing
    more is begun, and what runs is finished.
    """

    begun: Callable[[str], None] = lambda identity: None
    told: Callable[[Result, bool], None] = lambda result, fresh: None
    stopping: Callable[[], bool] = lambda: False


class _IntakeFailed(Exception):
    """Reading a submission failed in a way that nobody had thought of."""


def places(submissions: Path) -> list[Place]:
    """List what is to be graded, each with a file's name of its own."""
    found = entries(submissions)
    names = file_names(entry.id for entry in found)
    return [Place(entry, names[entry.id]) for entry in found]


@contextlib.contextmanager
def results_folder(out: Path) -> Iterator[None]:
    """Prepare the results folder and keep other runs out of it; raises OutError."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        strangers = [p.name for p in out.iterdir() if p.name not in OWN_FILES]
        if strangers and not (out / RESULTS).is_dir():
            raise OutError(f"{out} holds other files ({strangers[0]}): name an empty folder")
        (out / RESULTS).mkdir(exist_ok=True)
        lock = open(out / ".lock", "a", encoding="utf-8")
    except OSError as error:
        raise OutError(f"{out} cannot be written: {error.strerror or error}") from None
    with lock:
        try:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:
            pass
        except OSError:
            raise OutError(f"another run is writing into {out}") from None
        yield


def grade_class(
    class_places: list[Place],
    out: Path,
    settings: Settings,
    workplace: Workplace,
    force: frozenset[str] = frozenset(),
    finish: Callable[[Result], Result] = lambda result: result,
    watch: Watch = Watch(),
) -> list[Result]:
    """Grade every place and write its result; what is done already is not done again.

    `force` names ids that are graded anew, `finish` adds what is known besides grading
    (lateness). Gives the results in short. Raises OSError when a result cannot be written and
    PoolLost when no grader can be reached any more; what was written stays.
    """
    kit_digest = checks_digest(settings)
    finished: list[Result] = []

    def keep(place: Place, found: Result, fresh: bool, details: str = "") -> None:
        result = finish(found)
        if fresh and details:  # before the result, which says that all is there
            write_text(place.details_path(out), details)
        elif fresh:
            place.details_path(out).unlink(missing_ok=True)
        if fresh or result != found:
            write_text(place.result_path(out), to_json(result))
        finished.append(in_short(result))
        watch.told(result, fresh or result != found)

    def waiting() -> Iterator[tuple[Place, Code, str]]:
        for place in class_places:
            if watch.stopping():
                return
            try:
                code, fingerprint, refusal = _taken_in(place, kit_digest)
            except _IntakeFailed as error:
                keep(place, _lost(place, settings, str(error)), True)
                continue
            known = None if place.entry.id in force else read_result(place.result_path(out))
            same = known is not None and known.submission_id == place.entry.id
            if known and same and known.fingerprint == fingerprint and known.status != ERROR:
                keep(place, known, False)
            elif code is None:
                result = without_checks(place.entry.id, REJECTED, refusal, settings)
                keep(place, dataclasses.replace(result, fingerprint=fingerprint), True)
            else:
                yield place, code, fingerprint

    for place, graded in _through_pool(waiting(), settings, workplace, watch):
        keep(place, graded.result, True, graded.details)
    return sorted(finished, key=lambda result: result.submission_id)


def _taken_in(place: Place, kit_digest: str) -> tuple[Code | None, str, str]:
    """Read a submission; give its code or why it was refused, and its fingerprint."""
    try:
        code = take_in(place.entry, Bounds())
    except Rejected as error:
        return None, digest(kit_digest, str(error)), str(error)
    except Exception as error:  # the grader's own failure must not end the run
        raise _IntakeFailed(f"{type(error).__name__}: {error}") from error
    return code, digest(kit_digest, code.digest), ""


def _through_pool(
    jobs_waiting: Iterator[tuple[Place, Code, str]],
    settings: Settings,
    workplace: Workplace,
    watch: Watch,
) -> Iterator[tuple[Place, Graded]]:
    """Grade through a pool of processes; one that is lost is replaced and its work repeated."""
    running: dict[Future[Graded], tuple[Place, Code, str, int, Executor]] = {}
    again: list[tuple[Place, Code, str, int]] = []
    pool: Executor | None = None
    with contextlib.ExitStack() as pools:
        while True:
            while len(running) < 2 * workplace.slots:
                job = again.pop() if again else _next(jobs_waiting)
                if job is None:
                    break
                pool = pool or pools.enter_context(workplace.pool(settings))
                running[pool.submit(grade_one, job[0].entry.id, job[1])] = (*job, pool)
                watch.begun(job[0].entry.id)
            if not running:
                return
            done, _ = wait(running, MOMENT, FIRST_COMPLETED)
            if watch.stopping():  # what is only in line is left for another run
                running = {future: job for future, job in running.items() if not future.cancel()}
                done &= running.keys()
            for future in sorted(done, key=_is_lost):
                place, code, fingerprint, tries, its_pool = running.pop(future)
                try:
                    graded = future.result()
                except BrokenProcessPool:
                    if pool is its_pool:
                        pool = None
                        pools.close()
                    graded = Graded(_lost(place, settings, "the process that graded it was lost"))
                except PoolLost:
                    raise
                except Exception as error:  # the grader's own failure, to be told as such
                    graded = Graded(_lost(place, settings, f"{type(error).__name__}: {error}"))
                if graded.result.status == ERROR and tries < TRIES:
                    again.append((place, code, fingerprint, tries + 1))
                else:
                    result = dataclasses.replace(graded.result, fingerprint=fingerprint)
                    yield place, dataclasses.replace(graded, result=result)


def _is_lost(future: Future[Graded]) -> bool:
    return isinstance(future.exception(), PoolLost)


def _next(waiting: Iterator[tuple[Place, Code, str]]) -> tuple[Place, Code, str, int] | None:
    job = next(waiting, None)
    return (*job, 1) if job else None


def _lost(place: Place, settings: Settings, why: str) -> Result:
    return without_checks(place.entry.id, ERROR, f"The grader failed: {why}", settings)


def checks_digest(settings: Settings) -> str:
    """Digest what besides its bytes decides a submission's score: kit, checks, seed, data."""
    described: tuple[object, ...] = (
        settings.seed,
        settings.limits,
        settings.walls.names,
        settings.exercises,
    )
    described += tuple(x for x in (settings.device, settings.language) if x not in ("cpu", "en"))
    described += () if settings.carry_forward else ("nothing carried forward",)
    return digest(repr(described), *data_sizes(settings.data), *kit_texts())


def write_run(out: Path, class_places: list[Place]) -> None:
    """Write down where the submissions lie, for what looks at them again."""
    folders = {str(place.entry.path.parent.resolve()) for place in class_places}
    tree = {"submissions": folders.pop() if len(folders) == 1 else None}
    write_text(out / RUN, json.dumps(tree, ensure_ascii=False) + "\n")


def submissions_of(out: Path) -> Path:
    """Give the folder whose submissions were graded into `out`; raises KitError without."""
    try:
        path: Path | None = Path(json.loads((out / RUN).read_text(encoding="utf-8"))["submissions"])
    except (OSError, ValueError, TypeError, KeyError):
        path = None
    if path is None or not path.is_dir():
        gone = f"{path} is gone" if path else f"{out} does not tell where they are"
        raise kit.KitError(f"where are the submissions? {gone}: name them with --submissions")
    return path


def write_grades(out: Path, results: list[Result]) -> None:
    """Write `grades.csv` anew."""
    write_text(out / GRADES, grades_csv(results))
