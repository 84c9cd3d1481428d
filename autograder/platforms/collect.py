"""A platform's download becomes a folder of submissions that `grade` takes."""

from __future__ import annotations

import dataclasses
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath

from autograder.core.control import escape_control
from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.grading.decisions.lateness import write_manifest
from autograder.grading.handed_in import Lateness
from autograder.grading.intake.intake import ARCHIVES
from autograder.grading.names import file_names
from autograder.grading.results import write_text
from autograder.platforms.attempts import Attempt, choose, with_times
from autograder.platforms.download import Download, opened
from autograder.platforms.layouts import PLATFORMS, detect_platform, not_used
from autograder.platforms.pieces import SubmittedFile, Wanted
from autograder.platforms.roster import by_roster

NOT_USED = ".not_used.txt"
"""Lies beside the entries: each path of the download that is not used, and why."""
SYNONYMS = {"github": "git"}


@dataclass
class Collection:
    """What was collected: how each entry was handed in, and what to tell the instructor.

    `used` are the paths of the download that entries were made of, `unused` the others, each with
    the reason.
    """

    platform: str
    entries: dict[str, Lateness] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    unused: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)


def collect(
    source: Path, into: Path, platform: str | None, wanted: Wanted, late: str = ""
) -> Collection:
    """Write the submissions of a platform's download into the new folder `into`.

    Each learner gets an entry of the platform's own id, or the roster's; which of several
    attempts counts `wanted` tells, and what came after its deadline is marked late. `late` is the
    rule in words, which grading then uses. Raises
    CommandError when the download holds no submissions or `into` is not empty.
    """
    if into.exists() and not into.is_dir():
        raise CommandError(_("{path} is a file: name a new folder", path=into))
    if source.is_dir() and into.resolve().is_relative_to(source.resolve()):
        words = _("--into {path} lies inside the download {folder}: name a folder outside of it")
        raise CommandError(words.format(path=into, folder=source))
    if into.exists() and any(into.iterdir()):
        raise CommandError(_("{folder} is not empty: name a new folder", folder=into))
    with opened(source) as download:
        chosen = SYNONYMS.get(platform or "", platform) or detect_platform(download)
        if wanted.assignment is not None and chosen != "nbgrader":
            raise CommandError(_("--assignment is for nbgrader, this is from {name}", name=chosen))
        pieces = _pieces(download, chosen, wanted)
        if not pieces:
            words = _("{path} holds no submissions as {name} names them", path=source, name=chosen)
            raise CommandError(words)
        aside = _beside(into)
        try:
            collected = _write(download, pieces, aside, wanted, chosen)
            write_manifest(aside, collected.entries, late)
            collected.notes += download.notes
            _tell_unused(download, collected, pieces, aside)
            aside.chmod(0o755)
            if into.exists():
                into.rmdir()
            aside.rename(into)
        except BaseException:
            shutil.rmtree(aside, ignore_errors=True)
            raise
    return collected


def _beside(into: Path) -> Path:
    """Make an empty folder beside `into`; raises OSError, which names `into`."""
    try:
        into.parent.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=".collecting-", dir=into.parent))
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(into)) from None


def _pieces(download: Download, platform: str, wanted: Wanted) -> dict[str, list[SubmittedFile]]:
    """Read the pieces of a download by learner, with times and names of other files."""
    pieces: dict[str, list[SubmittedFile]] = {}
    for piece in PLATFORMS[platform](download, wanted):
        pieces.setdefault(piece.learner, []).append(piece)
    without = with_times(pieces, wanted)
    if without and pieces:
        words = _("--times tells of them, and nothing of theirs is here ({count}): {names}")
        names = ", ".join(map(escape_control, without))
        download.notes.append(words.format(count=len(without), names=names))
    if wanted.roster is not None and pieces:
        are_clones = platform in ("git", "classroom50")
        pieces = by_roster(pieces, wanted.roster, download.notes, are_clones)
    return pieces


def _tell_unused(
    download: Download,
    collected: Collection,
    pieces: dict[str, list[SubmittedFile]],
    folder: Path,
) -> None:
    """Note what no entry was made of, for the terminal and, in full, beside the entries."""
    every = [piece for files in pieces.values() for piece in files]
    left = {piece.source for piece in every} - collected.used
    used = [piece for piece in every if piece.source in collected.used]
    collected.unused = not_used(download, collected.platform, used, left)
    if collected.unused:
        lines = [f"{escape_control(p)}\t{why}\n" for p, why in collected.unused.items()]
        write_text(folder / NOT_USED, "".join(lines))


def _write(
    download: Download,
    pieces: dict[str, list[SubmittedFile]],
    folder: Path,
    wanted: Wanted,
    platform: str,
) -> Collection:
    collected = Collection(platform)
    entries, notes = choose(pieces, wanted)
    collected.notes += map(escape_control, notes)
    ids = _ids(entries)
    names = file_names(ids.values())
    for key, attempt in entries.items():
        name = names[ids[key]]
        _write_entry(download, attempt, folder, name, collected)
        handed_in = _handed_in(attempt, wanted.due, key[1])
        collected.entries[name] = dataclasses.replace(handed_in, platform=platform)
        collected.used |= {piece.source for piece in attempt}
    return collected


def _ids(entries: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """Name each entry: by the learner alone, or by learner and attempt where all of these count."""
    learners = {learner for learner, _number in entries}
    ids: dict[tuple[str, int], str] = {}
    for learner, number in entries:
        identity = f"{learner}-attempt-{number}" if number else learner
        while number and identity in learners | set(ids.values()):
            identity += "-"
        ids[learner, number] = identity
    return ids


def _write_entry(
    download: Download, pieces: Attempt, folder: Path, name: str, collected: Collection
) -> None:
    archive = _only_archive(pieces)
    if archive:
        suffix = next(s for s in ARCHIVES if archive.target.lower().endswith(s))
        (folder / f"{name}{suffix}").write_bytes(_content(download, archive))
        return
    _write_files(download, pieces, folder / name)
    packed = [p.target for p in pieces if p.target.lower().endswith(ARCHIVES)]
    if packed:
        words = _(
            "{learner}: {path} lies beside other files and stays packed",
            learner=pieces[0].learner,
            path=packed[0],
        )
        collected.notes.append(escape_control(words))


def _content(download: Download, piece: SubmittedFile) -> bytes:
    return piece.read() if piece.read else download.read(piece.source)


def _only_archive(pieces: list[SubmittedFile]) -> SubmittedFile | None:
    """Return the archive, where a submission is nothing but one."""
    return pieces[0] if len(pieces) == 1 and pieces[0].target.lower().endswith(ARCHIVES) else None


def _write_files(download: Download, pieces: list[SubmittedFile], folder: Path) -> None:
    """Write a learner's files; names that no system takes are refused later, by the intake."""
    folder.mkdir()
    for piece in pieces:
        path = folder.joinpath(*PurePosixPath(piece.target).parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_content(download, piece))


def _handed_in(pieces: Attempt, due: datetime | None, attempt: int = 0) -> Lateness:
    times = [piece.time for piece in pieces if piece.time]
    time = max(times) if times else None
    name = next((piece.name for piece in pieces if piece.name), "")
    late, seconds = any(piece.late for piece in pieces), None
    if time and due:
        seconds = max(0.0, (time - due).total_seconds())
        late = seconds > 0
    return Lateness(
        pieces[0].learner,
        name,
        time.isoformat(timespec="seconds") if time else "",
        late,
        seconds,
        handle=next((piece.handle for piece in pieces if piece.handle), ""),
        claimed=time is not None and any(piece.claimed for piece in pieces),
        attempt=attempt,
        members=pieces[0].members,
        names=pieces[0].names,
        mails=pieces[0].mails,
        listed=all(piece.listed for piece in pieces),
    )
