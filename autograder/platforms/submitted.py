"""nbgrader's folders: `submitted/`, and the `inbound/` of its exchange with every attempt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta, timezone, tzinfo
from pathlib import PurePosixPath

from autograder.core.control import escape_control
from autograder.core.errors import CommandError
from autograder.core.languages import N_, _
from autograder.course import current_course
from autograder.platforms.download import Download
from autograder.platforms.pieces import SubmittedFile, base

BESIDE = ("timestamp.txt", "submission_secret.txt")
"""What nbgrader writes beside a learner's files."""
OTHER = N_("of another assignment")
_INBOUND = re.compile(r"(?P<student>[^+/]+)\+(?P<assignment>[^+/]+)\+(?P<time>\d{4}-[^+/]+)(\+.*)?")


def are_sent(download: Download) -> bool:
    """Tell whether a download is one of nbgrader's folders."""
    if any(base(path) == "timestamp.txt" for path in download.paths):
        return True
    return download.name == "submitted" or bool(_sent(download.paths))


def nbgrader(
    download: Download, assignment: str | None = None, zone: tzinfo | None = None
) -> Iterator[SubmittedFile]:
    """Read nbgrader's `submitted/`: `STUDENT/ASSIGNMENT/`, with a `timestamp.txt` in it.

    The exchange's `inbound/` has a folder an attempt instead, `STUDENT+ASSIGNMENT+TIME+…`. One
    assignment is read: the one named, else the only one, else the only one that holds notebooks
    of this course. Raises CommandError where that is not one.
    """
    times = {
        str(PurePosixPath(path).parent): _moment(
            download.read(path).decode("utf-8", "replace"), zone
        )
        for path in download.paths
        if base(path) == "timestamp.txt"
    }
    if sent := _sent(download.paths):
        yield from _inbound(download, sent, assignment, zone)
        return
    if any(
        path == "nbgrader_config.py" or path.startswith("submitted/") for path in download.paths
    ):
        words = _("{download} is nbgrader's whole course: collect the folder {folder} in it")
        raise CommandError(words.format(download=download.name, folder="submitted"))
    files: dict[str, list[str]] = {}
    for path in download.paths:
        parts = PurePosixPath(path).parts
        if len(parts) > 2:
            files.setdefault(parts[1], []).append(path)
    if not files:
        return
    chosen = _assignment(download, files, assignment)
    _set_aside(download, files, chosen)
    _note_empty(download, {path: PurePosixPath(path).parts[0] for path in files[chosen]})
    for path in files[chosen]:
        parts = PurePosixPath(path).parts
        if parts[-1] not in BESIDE:
            time = times.get("/".join(parts[:2]))
            yield SubmittedFile(parts[0], path, "/".join(parts[2:]), time=time)


def _sent(paths: Iterable[str]) -> dict[str, re.Match[str]]:
    """Return the folders of an `inbound/`, each with what its name tells."""
    tops = {PurePosixPath(path).parts[0] for path in paths if "/" in path}
    matches = {top: _INBOUND.fullmatch(top) for top in sorted(tops)}
    return {top: m for top, m in matches.items() if m}


def _inbound(
    download: Download,
    sent: dict[str, re.Match[str]],
    assignment: str | None,
    zone: tzinfo | None,
) -> Iterator[SubmittedFile]:
    files: dict[str, list[str]] = {}
    for path in download.paths:
        top = PurePosixPath(path).parts[0]
        if "/" in path and top in sent:
            files.setdefault(sent[top]["assignment"], []).append(path)
    chosen = _assignment(download, files, assignment)
    _set_aside(download, files, chosen)
    whose = {path: sent[PurePosixPath(path).parts[0]]["student"] for path in files[chosen]}
    _note_empty(download, whose)
    for path in files[chosen]:
        top, *rest = PurePosixPath(path).parts
        time = _moment(sent[top]["time"], zone)
        attempt = time.timestamp() if time else 0.0
        if rest[-1] not in BESIDE:
            student, target = sent[top]["student"], "/".join(rest)
            yield SubmittedFile(student, path, target, attempt=attempt, time=time)


def _note_empty(download: Download, whose: Mapping[str, str]) -> None:
    """Name the students whose folder holds nothing but what nbgrader writes itself."""
    there = {student for path, student in whose.items() if base(path) not in BESIDE}
    for student in sorted(set(whose.values()) - there):
        download.notes.append(_("{learner}: handed in no file", learner=student))


def _moment(text: str, zone: tzinfo | None) -> datetime | None:
    """Read a time as nbgrader writes it, which is in UTC where it has no zone.

    A short name of a time zone, as its configuration may ask for, is known where it is that of
    the deadline's `zone` then; another one may stand for several, and tells nothing.
    """
    from dateutil import parser

    def named(name: str | None, offset: int | None) -> tzinfo | None:
        if offset is not None:
            return timezone(timedelta(seconds=offset))
        if name is None or name.upper() in ("UTC", "GMT", "Z"):
            return timezone.utc
        then = parser.parse(text.strip(), ignoretz=True)
        if zone is not None and then.replace(tzinfo=zone).tzname() == name:
            return zone
        raise ValueError(name)

    try:
        time: datetime = parser.parse(text.strip(), tzinfos=named)
        time.utcoffset()  # raises where the zone is further off than a day
    except (ValueError, OverflowError):
        return None
    return time if time.tzinfo else time.replace(tzinfo=timezone.utc)


def _assignment(download: Download, files: dict[str, list[str]], named: str | None) -> str:
    """Choose the assignment that is graded; raises CommandError."""
    choices = ", ".join(map(escape_control, sorted(files)))
    if named is not None:
        if named not in files:
            words = _("--assignment {name}: nobody handed it in; there are: {known}")
            raise CommandError(words.format(name=escape_control(named), known=choices))
        return named
    ours = [name for name, paths in files.items() if any(_is_ours(download, p) for p in paths)]
    chosen = list(files) if len(files) == 1 else ours
    if len(chosen) != 1:
        words = _("{download} holds several assignments: name one with --assignment ({known})")
        raise CommandError(words.format(download=download.name, known=choices))
    return chosen[0]


def _set_aside(download: Download, files: Mapping[str, list[str]], chosen: str) -> None:
    """Note of the files of other assignments whose they are."""
    others = (path for name, paths in files.items() if name != chosen for path in paths)
    download.reasons.update(dict.fromkeys(others, OTHER))


def _is_ours(download: Download, path: str) -> bool:
    """Tell whether a file is one of this course's: by its name, or by its cells' names."""
    stem, suffix = PurePosixPath(path).stem, PurePosixPath(path).suffix
    if suffix == ".py":
        return stem in current_course().functions
    if suffix != ".ipynb":
        return False
    course = current_course()
    if stem in course.functions or stem in {exercise.folder for exercise in course.exercises}:
        return True
    cells = re.findall(rb'"grade_id": ?"(\w+)-', download.read(path))
    return any(name.decode() in course.functions for name in cells)
