"""The results folder: what lies where, and the one reader of the results in it."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.core.control import escape_control
from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.core.system import read_bounded, reason_of, regular_only

from .decisions.adjusting import NO_ADJUSTMENTS, TAKEN, Adjustments
from .decisions.beside import FILES, NONE_GIVEN, Given, read_shown
from .decisions.groups import learners_of
from .decisions.whose import NOBODY, Finder, Whose
from .known import NAMES
from .log import LOG
from .names import file_names
from .record import RUN, RunRecord, read_record
from .results import ASIDE, DETAILS, DETAILS_FORMAT, GRADES, REPORTS, RESULTS, Result, from_json

PAGES = {"index.html", "similar.html", "compare.html"}
OWN_FILES = {
    RESULTS,
    DETAILS,
    REPORTS,
    GRADES,
    RUN,
    LOG,
    TAKEN,
    NAMES,
    ".lock",
    *PAGES,
    *FILES.values(),
}
Details = dict[str, Any]
"""A submission's file in `OUT/details`, as `grading.details` writes it."""
NO_DETAILS: Details = {"checks": [], "training": None, "format": DETAILS_FORMAT}


class OutError(CommandError):
    """The results folder cannot be used."""


class Damaged(CommandError):
    """A file of the results folder cannot be read."""


def result_path(out: Path, file_name: str) -> Path:
    """Return the path of a submission's result."""
    return out / RESULTS / f"{file_name}.json"


def details_path(out: Path, file_name: str) -> Path:
    """Return the path of what a submission's page shows besides."""
    return out / DETAILS / f"{file_name}.json"


def page_path(out: Path, file_name: str) -> Path:
    """Return the path of a submission's page."""
    return out / REPORTS / f"{file_name}.html"


def read_result(out: Path, file_name: str) -> Result | None:
    """Return a stored result, None where there is none; raises Damaged."""
    path = result_path(out, file_name)
    try:
        return from_json(read_bounded(path).decode("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        raise damaged(path, error) from None


def read_details(out: Path, file_name: str) -> Details:
    """Return what a page shows besides the result, nothing where nothing is; raises Damaged."""
    path = details_path(out, file_name)
    tree: Any = None
    try:
        tree = json.loads(read_bounded(path).decode("utf-8"))
        if not isinstance(tree, dict):
            raise ValueError("not an object")
        if not isinstance(tree.get("checks", []), list):
            raise ValueError("its checks are no list")
        if not isinstance(tree.get("training"), dict | None):
            raise ValueError("its training is no object")
    except (FileNotFoundError, NotADirectoryError):
        pass
    except (OSError, ValueError, RecursionError) as error:
        raise damaged(path, error) from None
    if tree and tree.get("format") == DETAILS_FORMAT:
        return {**NO_DETAILS, **tree}
    return dict(NO_DETAILS)


def damaged(path: Path, error: Exception) -> Damaged:
    """Return what to raise where a file of the results folder is not what it should be."""
    reason = reason_of(error)
    return Damaged(
        _(
            "{path} is damaged ({error}): the same `autograder grade` again renews it",
            path=path,
            error=" ".join(reason.split()),
        )
    )


@dataclass(frozen=True)
class Stored:
    """What a results folder holds of its class.

    `results` are in the order of their ids, as people adjusted them, `verdicts` as they are stored,
    and `names` gives each of both the name of its files; `waiting` are ids that have no result yet,
    `gone` those with one that are no longer in the class. `whose` tells whom a row may name.
    """

    record: RunRecord
    results: tuple[Result, ...]
    names: dict[str, str]
    waiting: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    adjustments: Adjustments = NO_ADJUSTMENTS
    verdicts: tuple[Result, ...] = ()
    whose: Whose = NOBODY


def read_folder(out: Path, given: Given = NONE_GIVEN) -> Stored:
    """Return the results of a class, as people adjusted them in its folder or in `given` files.

    Raises CommandError where there are none, or a damaged one.
    """
    record = read_record(out) or RunRecord()
    there = sorted(path.stem for path in (out / RESULTS).glob("*.json"))
    members = record.members or {name: name for name in there}
    results, names, waiting = [], {}, []
    for identity, name in members.items():
        result = read_result(out, name)
        if result is None:
            waiting.append(identity)
        else:
            results.append(result)
            names[result.submission_id] = name
    if not results:
        words = _("{out} holds no results: name a folder that grade wrote", out=out)
        raise CommandError(words)
    results.sort(key=lambda result: result.submission_id)
    former = gone(out, members.values()).values()
    strangers = tuple(identity for identity in former if identity not in members)
    ids = {*members, *names, *strangers}
    handed_in = {result.submission_id: result.handed_in for result in results}
    beside, people = read_shown(out, ids, record, handed_in, given)
    shown = sorted((one for r in results for one in beside.shown(r)), key=lambda r: r.submission_id)
    return Stored(
        record,
        tuple(shown),
        names_of_pages(names, shown),
        tuple(waiting),
        strangers,
        beside.adjustments,
        tuple(results),
        people,
    )


def line_of(there: Stored, name: str) -> Result | None:
    """Return the result of this name: an id, one whose submission it is too, or their group.

    Raises CommandError where it could mean this or that.
    """
    named = (result for result in there.results if result.submission_id == name)
    try:
        meant = Finder.of(there.whose).find(name)
    except ValueError as error:
        raise CommandError(str(error)) from None
    shared = (
        result
        for who in meant
        for result in there.results
        if result.stored_id == who.submission and who.member in ("", *learners_of(result))
    )
    return next(named, None) or next(shared, None)


def names_of_pages(names: Mapping[str, str], shown: Iterable[Result]) -> dict[str, str]:
    """Return the name of the files of each submission, and of the page of each line of one."""
    lines = [result.submission_id for result in shown if result.submission_id not in names]
    return {**names, **file_names(lines, names.values())}


def drop_pages(out: Path, names: Mapping[str, str], shown: Iterable[Result]) -> None:
    """Remove pages that nobody has now: of who left the class, of what is no line any more."""
    of = {result.submission_id: result.stored_id for result in shown}
    there = {name for name in names if name in of or name not in of.values()}
    kept = {names[name].casefold() for name in there}
    for path in (out / REPORTS).glob("*.html"):
        if path.stem.casefold() not in kept:
            path.unlink(missing_ok=True)


def gone(out: Path, file_names: Iterable[str]) -> dict[str, str]:
    """Return the ids of results that are not the class's, by the names of their files."""
    members = set(file_names)
    there = sorted(path.stem for path in (out / RESULTS).glob("*.json"))
    return {name: _id_of(out, name) for name in there if name not in members}


def _id_of(out: Path, file_name: str) -> str:
    """Return whose a result is; of a damaged one the name of its file."""
    try:
        result = read_result(out, file_name)
    except Damaged:
        return file_name
    return result.submission_id if result else file_name


@contextlib.contextmanager
def results_folder(out: Path) -> Iterator[None]:
    """Prepare the results folder and keep other runs out of it; raises OutError."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        strangers = [p.name for p in out.iterdir() if p.name not in OWN_FILES]
        if strangers and not (out / RESULTS).is_dir():
            words = _("{out} holds other files ({name}): name an empty folder")
            raise OutError(words.format(out=out, name=escape_control(strangers[0])))
        (out / RESULTS).mkdir(exist_ok=True)
        lock = open(out / ".lock", "a", encoding="utf-8", opener=regular_only)
    except OSError as error:
        words = _("{out} cannot be written: {reason}", out=out, reason=reason_of(error))
        raise OutError(words) from None
    with lock:
        try:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:
            pass
        except OSError:
            words = _("another run is writing into {out}, or a review is open", out=out)
            raise OutError(words) from None
        for half_written in out.rglob(f".*{ASIDE}"):  # by a run that was killed while it wrote
            half_written.unlink(missing_ok=True)
        yield
