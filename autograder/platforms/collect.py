"""A platform's download becomes a folder of submissions that `grade` takes."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath

from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.grading.intake import ARCHIVES
from autograder.grading.lateness import write_manifest
from autograder.grading.names import escape_control, file_names
from autograder.grading.results import Lateness
from autograder.platforms.download import Download, opened
from autograder.platforms.layouts import PLATFORMS, SubmittedFile, detect_platform, not_used


@dataclass
class Collection:
    """What was collected: how each entry was handed in, and what to tell the instructor.

    `unused` are the paths of the download that no entry was made of.
    """

    platform: str
    entries: dict[str, Lateness] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)


def collect(
    source: Path,
    into: Path,
    platform: str | None,
    due: datetime | None,
    assignment: str | None = None,
) -> Collection:
    """Write the submissions of a platform's download into the new folder `into`.

    Each learner gets an entry of the platform's own id; of several attempts the latest counts.
    With `due`, what was handed in later is marked late, where the platform tells the time.
    `assignment` is one of nbgrader's. Raises CommandError when the download holds no submissions
    or `into` is not empty.
    """
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise CommandError(_("{folder} is not empty: name a new folder", folder=into))
    with opened(source) as download:
        chosen = platform or detect_platform(download)
        if assignment is not None and chosen != "nbgrader":
            raise CommandError(_("--assignment is for nbgrader, this is from {name}", name=chosen))
        options = {"assignment": assignment} if assignment is not None else {}
        pieces: dict[str, list[SubmittedFile]] = {}
        for piece in PLATFORMS[chosen](download, **options):
            pieces.setdefault(piece.learner, []).append(piece)
        if not pieces:
            words = _("{path} holds no submissions as {name} names them", path=source, name=chosen)
            raise CommandError(words)
        into.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".collecting-", dir=into.parent))
        try:
            collected = _write(download, pieces, aside, due)
            collected.platform = chosen
            collected.notes += download.notes
            every = (piece for files in pieces.values() for piece in files)
            collected.unused = not_used(download, every)
            aside.chmod(0o755)
            if into.exists():
                into.rmdir()
            aside.rename(into)
        except BaseException:
            shutil.rmtree(aside, ignore_errors=True)
            raise
    return collected


def _write(
    download: Download, pieces: dict[str, list[SubmittedFile]], folder: Path, due: datetime | None
) -> Collection:
    collected = Collection("")
    names = file_names(pieces)
    for learner, files in sorted(pieces.items()):
        name, latest = names[learner], latest_of(files)
        if len({piece.attempt for piece in files}) > 1:
            words = _("{learner}: the latest of several attempts counts", learner=learner)
            collected.notes.append(words)
        archive = _only_archive(latest)
        if archive:
            suffix = next(s for s in ARCHIVES if archive.target.lower().endswith(s))
            (folder / f"{name}{suffix}").write_bytes(download.read(archive.source))
        else:
            _write_files(download, latest, folder / name)
            packed = [p.target for p in latest if p.target.lower().endswith(ARCHIVES)]
            if packed:
                words = _(
                    "{learner}: {path} lies beside other files and stays packed",
                    learner=learner,
                    path=packed[0],
                )
                collected.notes.append(escape_control(words))
        collected.entries[name] = _handed_in(latest, due)
    write_manifest(folder, collected.entries)
    return collected


def latest_of(pieces: Iterable[SubmittedFile]) -> list[SubmittedFile]:
    """Keep the latest attempt, and of each file in it the latest version."""
    files = list(pieces)
    attempt = max(piece.attempt for piece in files)
    newest: dict[str, SubmittedFile] = {}
    for piece in files:
        other = newest.get(piece.target)
        if piece.attempt == attempt and (other is None or piece.version > other.version):
            newest[piece.target] = piece
    return list(newest.values())


def _only_archive(pieces: list[SubmittedFile]) -> SubmittedFile | None:
    """Return the archive, where a submission is nothing but one."""
    return pieces[0] if len(pieces) == 1 and pieces[0].target.lower().endswith(ARCHIVES) else None


def _write_files(download: Download, pieces: list[SubmittedFile], folder: Path) -> None:
    """Write a learner's files; names that no system takes are refused later, by the intake."""
    folder.mkdir()
    for piece in pieces:
        path = folder.joinpath(*PurePosixPath(piece.target).parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(download.read(piece.source))


def _handed_in(pieces: list[SubmittedFile], due: datetime | None) -> Lateness:
    times = [piece.time for piece in pieces if piece.time]
    time = max(times) if times else None
    name = next((piece.name for piece in pieces if piece.name), "")
    late, seconds = any(piece.late for piece in pieces), None
    if time and due:
        seconds = max(0.0, (time - due).total_seconds())
        late = seconds > 0
    written = time.isoformat(timespec="seconds") if time else ""
    return Lateness(pieces[0].learner, name, written, late, seconds)
