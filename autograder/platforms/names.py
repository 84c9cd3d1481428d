"""Downloads that are a zip of files whose names tell whose they are: Blackboard's and Google's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from pathlib import Path, PurePosixPath

from autograder.core.due import name_of_zone
from autograder.core.folding import folded
from autograder.core.languages import N_, _
from autograder.platforms.download import Download
from autograder.platforms.pieces import SubmittedFile, Wanted, base
from autograder.platforms.roster import names_in

_BLACKBOARD = re.compile(
    r"(?P<handle>(?P<before>[^/]+)_attempt_(?P<time>\d{4}(?:-\d\d){5}))"
    r"(?:_(?P<file>[^/]+)|(?P<text>\.txt))"
)
_WHO = re.compile(r"^[^:：\n]+[:：]\s*(?P<name>.*?)\s*[(（](?P<user>[^()（）\n]+)[)）]\s*$", re.M)
_DRIVE = re.compile(r"-\d{8}T\d{6}Z(-\d+)+\.zip$")
_NAMED = re.compile(r"(?P<name>[^/]+?) - (?P<file>[^/]+)")
NOBODY = N_("its name tells nobody: Google names files 'Name - file'")
MAX_TEXT = 1 << 20


def is_blackboard(name: str) -> bool:
    """Tell whether a file is named as Blackboard names what was handed in."""
    return bool(_BLACKBOARD.fullmatch(name))


def blackboard(download: Download, wanted: Wanted) -> Iterator[SubmittedFile]:
    """Read Blackboard's zip: `Assignment_username_attempt_2026-11-20-23-59-00_file`.

    Beside the files of an attempt lies a `.txt` that tells the name and the username. Times are of
    the institution's clock: they are read in the zone of the deadline, or in this machine's.
    """
    zone = wanted.due.tzinfo if wanted.due else None
    matches = {path: m for path in download.paths if (m := _BLACKBOARD.fullmatch(base(path)))}
    people = {m["handle"]: _who(download, path) for path, m in matches.items() if m["text"]}
    with_files = {m["handle"] for m in matches.values() if m["file"]}
    assignments = _assignments(matches.values(), people)
    for path, m in matches.items():
        username, name = people.get(m["handle"]) or ("", "")
        if not username or not m["before"].endswith(f"_{username}"):
            username = _username(m["before"], assignments)
        if m["text"]:
            download.reasons[path] = "aside"
            if m["handle"] not in with_files:
                download.notes.append(_("{who}: handed in a text and no file", who=username))
            continue
        time = _in_zone(m["time"], zone)
        attempt = time.timestamp() if time else 0.0
        yield SubmittedFile(username, path, m["file"], name, attempt, time=time, handle=m["handle"])
    if matches:
        words = _("Blackboard's times name no zone: they are read as {zone}")
        download.notes.append(words.format(zone=name_of_zone(zone)))


def _assignments(
    matches: Iterable[re.Match[str]], people: Mapping[str, tuple[str, str] | None]
) -> list[str]:
    """Return what stands before the usernames that the texts tell, the longest first."""
    known = ((m["before"], who[0]) for m in matches if (who := people.get(m["handle"])))
    found = {before.removesuffix(user) for before, user in known if before.endswith(f"_{user}")}
    return sorted(found, key=len, reverse=True)


def _username(before: str, assignments: Sequence[str]) -> str:
    """Return the username that follows the assignment's name, which others of the zip tell."""
    prefix = next((name for name in assignments if before.startswith(name)), "")
    return before.removeprefix(prefix) if prefix else before.rpartition("_")[2]


def _who(download: Download, path: str) -> tuple[str, str] | None:
    """Return username and name as the text beside an attempt tells them, in whatever language."""
    text = download.read(path)[:MAX_TEXT].decode("utf-8-sig", "replace")
    m = _WHO.search(text)
    return (m["user"].strip(), m["name"].strip()) if m else None


def _in_zone(text: str, zone: tzinfo | None) -> datetime | None:
    try:
        time = datetime.strptime(text, "%Y-%m-%d-%H-%M-%S")
    except ValueError:
        return None
    return time.replace(tzinfo=zone) if zone else time.astimezone()


def is_google(download: Download) -> bool:
    """Tell whether a zip is one that Google Drive packed, or most files are `Name - file`."""
    named = [path for path in download.paths if _NAMED.fullmatch(base(path))]
    return bool(named) and (
        bool(_DRIVE.search(download.name)) or 2 * len(named) > len(download.paths)
    )


def google(download: Download, roster: Path | None = None) -> Iterator[SubmittedFile]:
    """Read the zip of a Google Classroom assignment's folder: `Name - file`, or a folder a name.

    The names are those of the accounts; a roster puts them to ids, and tells where a name ends
    that has a dash in it.
    """
    known = names_in(roster) if roster else frozenset()
    shared = _folder_of_all(download.paths)
    for path in download.paths:
        rest = path.removeprefix(shared)
        first, _slash, inside = rest.partition("/")
        m = _NAMED.fullmatch(first if inside else base(rest))
        if inside and (not m or folded(first) in known):
            yield SubmittedFile(first, path, inside, first)
        elif m:
            target = inside or m["file"]
            name = _name_before(m.string, known) or m["name"]
            if not inside:
                target = m.string.removeprefix(f"{name} - ")
            yield SubmittedFile(name, path, target, name)
        else:
            download.reasons[path] = NOBODY


def _name_before(text: str, known: frozenset[str]) -> str:
    """Return the longest name before a dash that a roster knows, empty without one."""
    names = (text[: m.start()] for m in reversed(list(re.finditer(" - ", text))))
    return next((name for name in names if folded(name) in known), "")


def _folder_of_all(paths: tuple[str, ...]) -> str:
    """Return the one folder that everything lies in, with its slash; empty without one."""
    tops = {PurePosixPath(path).parts[0] for path in paths}
    lies_deeper = all("/" in path for path in paths)
    return f"{tops.pop()}/" if len(tops) == 1 and lies_deeper else ""
