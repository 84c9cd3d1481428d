"""Folders of git clones, a repository a learner: of any host, and as Classroom 50 hands them out.

`gh teacher download` names a clone `CLASSROOM-ASSIGNMENT-USERNAME` and writes into it `result.json`
(the latest submission) and `results.json` (all of them). The web application's zip holds
`OWNER.zip` for each repository, without its history.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path, PurePosixPath
from typing import Any

from autograder.core.control import escape_control
from autograder.core.languages import _
from autograder.grading.decisions.rows import without_apostrophe
from autograder.platforms.commits import Moment, last_sent, moments
from autograder.platforms.download import Download
from autograder.platforms.pieces import Sent, SubmittedFile, Wanted, base
from autograder.sandbox.inside.layout import is_submission_file

SCHEMA = "classroom50/result/v1"
SCORES = "scores.csv"
RECORDS = ("result.json", "results.json")
MARKS = (".classroom50.yaml", ".classroom50.yml")
"""What accepting an assignment writes into a repository, now and earlier."""
MAX_RECORD = 10 << 20
FEEDBACK = "feedback.html"
"""What giving feedback back wrote into a clone: it is nobody's submission."""
_DOWNLOADED = re.compile(r"(?P<assignment>.+)[-_]submissions(_[\dT_]+)?")
_EXTENDED_TIME = 0x5455
_TAG = re.compile(r"submit/(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d)Z")


def git(download: Download, wanted: Wanted) -> Iterator[SubmittedFile]:
    """Read a folder of clones: a repository `ASSIGNMENT-USERNAME` a learner.

    Where the roster knows a clone's whole name, or what follows a hyphen in it, that is the
    learner; otherwise what all names begin with is left out.
    """
    roots = _roots(download)
    prefix = _common_prefix([base(root) for root in roots], download.name)
    for root in roots:
        learner = base(root).removeprefix(prefix) or base(root)
        sent = wanted.sent_by(learner, base(root))
        yield from _pieces(
            download,
            root,
            learner,
            _states(download, root, wanted.deadlines_for(learner, base(root)), sent),
        )


def classroom50(download: Download, wanted: Wanted) -> Iterator[SubmittedFile]:
    """Read what Classroom 50 hands out: clones with their results, or a zip of zips.

    The folder's name tells the learner; `result.json` tells where in it the username begins. A
    learner can write that file too, so it counts for nobody else. The times are those that the
    platform's runs recorded. Records that tell when they were graded have the commit's own date
    for a time, which is the learner's claim; the tag of the submission has that of the run.
    """
    roots = _roots(download)
    if not roots:
        yield from _zip_of_zips(download, wanted)
        return
    records = {root: _records(download, root) for root in roots}
    prefixes = [prefix for root in roots if (prefix := _prefix(base(root), records[root]))]
    shared = max(prefixes, key=prefixes.count) if prefixes else ""
    guessed = _common_prefix([base(root) for root in roots], download.name)
    for root in roots:
        name = base(root)
        fits = bool(shared) and name.lower().startswith(shared)
        learner = name[len(shared) :] if fits else name.removeprefix(guessed) or name
        own = [record for record in records[root] if _owner(record) == learner.lower()]
        if records[root] and not own:
            words = _("{name}: its result.json names {owner}: the folder's name counts")
            owner = escape_control(_owner(records[root][0]))
            download.notes.append(words.format(name=escape_control(name), owner=owner))
        sent = wanted.sent_by(learner, name) or _sent(own)
        _note_later(download, own, sent, wanted.due_for(learner, name))
        yield from _pieces(
            download,
            root,
            learner,
            _states(download, root, wanted.deadlines_for(learner, base(root)), sent),
        )
    _note_missing(download, {base(root)[len(shared) :].lower() for root in roots})


def are_classroom50(download: Download) -> bool:
    """Tell whether a download is Classroom 50's: by its results, or as a zip of repositories."""
    if roots := _roots(download):
        told = any(_records(download, root) for root in roots)
        marked = {f"{root}/{name}" for root in roots for name in MARKS} & download.paths_set
        return told or bool(marked)
    zips = [path for path in download.paths if path.lower().endswith(".zip")]
    return bool(zips) and len(zips) == len(download.paths) and _is_of(download, zips[0])


def _roots(download: Download) -> list[str]:
    heads = [PurePosixPath(p).parts for p in download.paths if p.endswith("/.git/HEAD")]
    return sorted({"/".join(parts[:-2]) for parts in heads})


def _states(
    download: Download, root: str, deadlines: list[datetime], sent: list[Sent]
) -> list[Moment]:
    if download.folder is not None:
        return moments(download.folder / root, deadlines, sent)
    if download.archive is None:
        return [last_sent(sent)]
    with tempfile.TemporaryDirectory(prefix="autograder-clone-") as name:
        for path in download.paths:
            if path.startswith(f"{root}/.git/"):
                place = Path(name) / path.removeprefix(f"{root}/")
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(download.read(path))
        return moments(Path(name), deadlines, sent)


def _pieces(
    download: Download, root: str, learner: str, states: list[Moment]
) -> Iterator[SubmittedFile]:
    """Yield the files of each state of a clone, an attempt each; who has none is named."""
    count = 0
    there = [path for path in download.paths if path.startswith(f"{root}/")]
    written = {f"{root}/{FEEDBACK}"}
    written |= {f"{root}/{name}" for name in RECORDS} if _has_schema(download, root) else set()
    for name in written & set(there):
        download.reasons[name] = "aside"
    for attempt, state in enumerate(states, 1):
        if state.files is None:
            found = {path.removeprefix(f"{root}/"): None for path in there if path not in written}
        else:
            found = {path: read for path, read in state.files.items() if path != FEEDBACK}  # type: ignore[misc]
        for target, read in found.items():
            if is_submission_file(target):
                count += 1
                yield SubmittedFile(
                    learner,
                    f"{root}/{target}",
                    target,
                    learner,
                    attempt,
                    time=state.time,
                    handle=base(root),
                    claimed=state.claimed,
                    read=read,
                )
    if not count:
        words = _("{learner}: handed in no file", learner=learner)
        download.notes.append(escape_control(words))


def _common_prefix(names: list[str], download: str) -> str:
    """Return what all repositories' names begin with: the assignment and a hyphen.

    Downloads are called `ASSIGNMENT-submissions` or `ASSIGNMENT_submissions_TIME`; otherwise it
    is guessed.
    """
    if m := _DOWNLOADED.fullmatch(download):
        assignment = f"{m['assignment']}-"
        if all(name.startswith(assignment) for name in names):
            return assignment
    shared = 0
    while len(names) > 1 and len({name[: shared + 1] for name in names}) == 1:
        shared += 1
    return names[0][:shared].rpartition("-")[0] + "-" if names else ""


def _has_schema(download: Download, root: str) -> bool:
    return bool(_records(download, root))


def _records(download: Download, root: str) -> list[dict[str, Any]]:
    """Return the results that lie in a clone, of the format that is known, the latest first."""
    found: list[dict[str, Any]] = []
    for name in reversed(RECORDS):
        path = f"{root}/{name}"
        if path not in download.paths_set or found:
            continue
        tree: Any = None
        with contextlib.suppress(ValueError, RecursionError):
            tree = json.loads(download.read(path)[:MAX_RECORD])
        entries = tree if isinstance(tree, list) else [{"result": tree}]
        results = [entry.get("result") for entry in entries if isinstance(entry, dict)]
        found = [one for one in results if isinstance(one, dict) and one.get("schema") == SCHEMA]
    return found


def _owner(record: dict[str, Any]) -> str:
    return str(record.get("owner") or "").lower()


def _prefix(name: str, records: list[dict[str, Any]]) -> str:
    """Return where a clone's username begins, if its own results fit its name."""
    for record in records:
        prefix = f"{record.get('classroom')}-{record.get('assignment')}-".lower()
        if name.lower() == prefix + _owner(record):
            return prefix
    return ""


def _sent(records: list[dict[str, Any]]) -> list[Sent]:
    """Return when results were recorded, and for which commits; the latest last."""
    sent = []
    for record in records:
        commit = re.search(r"/commit/([0-9a-f]{40})$", str(record.get("commit") or ""))
        with contextlib.suppress(ValueError):
            time = datetime.fromisoformat(str(record.get("datetime")).replace("Z", "+00:00"))
            if time.tzinfo:
                is_claimed = "graded_at" in record
                sent.append(Sent(time, commit[1] if commit else "", is_claimed))
    return sorted(sent, key=lambda one: one.time)


def _note_later(
    download: Download, records: list[dict[str, Any]], sent: list[Sent], due: datetime | None
) -> None:
    """Name a submission whose commit is dated in time and which was recorded after the deadline."""
    for record in records if due and sent and sent[-1].claimed else ():
        recorded, dated = _recorded(record), next((one.time for one in _sent([record])), None)
        if due and recorded and dated and dated <= due < recorded:
            words = _("{name}: its commit is dated {dated}, but it was recorded at {recorded}")
            times = {"dated": dated.isoformat(" "), "recorded": recorded.isoformat(" ")}
            download.notes.append(words.format(name=escape_control(_owner(record)), **times))


def _recorded(record: dict[str, Any]) -> datetime | None:
    """Return the time in a submission's tag, which the run that recorded it made."""
    m = _TAG.match(str(record.get("submission")))
    with contextlib.suppress(ValueError):
        return datetime.strptime(m[1] + "+0000", "%Y-%m-%dT%H-%M-%S%z") if m else None
    return None


def _note_missing(download: Download, there: set[str]) -> None:
    """Name those whom `scores.csv` lists and who have no clone: not accepted, or in a group."""
    if SCORES not in download.paths_set:
        return
    download.reasons[SCORES] = "aside"
    text = download.read(SCORES).decode("utf-8-sig", "replace")
    rows: list[list[str]] = []
    with contextlib.suppress(csv.Error):
        rows += csv.reader(io.StringIO(text, newline=""))
    listed = {without_apostrophe(row[0].strip()) for row in rows[1:] if row} - {""}
    missing = sorted(name for name in listed if name.lower() not in there)
    if missing:
        words = _("in scores.csv and without a clone ({count}): {names}")
        names = ", ".join(map(escape_control, missing))
        download.notes.append(words.format(count=len(missing), names=names))


def _zip_of_zips(download: Download, wanted: Wanted) -> Iterator[SubmittedFile]:
    """Read `OWNER.zip` for `OWNER.zip`; the time in it is that of the last commit."""
    for path in download.paths:
        owner, _dot, ending = base(path).rpartition(".")
        if ending.lower() != "zip" or not owner:
            continue
        sent = wanted.sent_by(owner)
        time = sent[-1].time if sent else _time_of(download.read(path))
        claimed = not sent and time is not None
        yield SubmittedFile(
            owner, path, base(path), owner, time=time, handle=owner, claimed=claimed
        )


def _is_of(download: Download, path: str) -> bool:
    """Tell whether a zip is a repository's: one folder, whose name ends with a commit."""
    try:
        with zipfile.ZipFile(io.BytesIO(download.read(path))) as archive:
            tops = {name.partition("/")[0] for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError):
        return False
    owner = base(path).rpartition(".")[0].lower()
    return len(tops) == 1 and bool(
        re.fullmatch(rf".+-{re.escape(owner)}-[0-9a-f]{{7,40}}", tops.pop().lower())
    )


def _time_of(content: bytes) -> datetime | None:
    """Return the time that git wrote into the entries of an archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            extras = [info.extra for info in archive.infolist()]
    except (zipfile.BadZipFile, OSError):
        return None
    for extra in extras:
        if len(extra) >= 9 and int.from_bytes(extra[:2], "little") == _EXTENDED_TIME:
            seconds = int.from_bytes(extra[5:9], "little", signed=True)
            return datetime.fromtimestamp(seconds, timezone.utc)
    return None
