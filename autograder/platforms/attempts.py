"""Which of a learner's attempts counts, and who is who: attempts and rosters of a download."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.core.table import cell, read_table
from autograder.grading.names import escape_control
from autograder.platforms.pieces import Count, SubmittedFile, Wanted

Attempt = list[SubmittedFile]
"""The pieces of one attempt."""


def attempts_of(pieces: Iterable[SubmittedFile]) -> list[Attempt]:
    """Return a learner's attempts, the latest last; of each file the latest version is kept."""
    by_attempt: dict[float, dict[str, SubmittedFile]] = {}
    for piece in pieces:
        newest = by_attempt.setdefault(piece.attempt, {})
        other = newest.get(piece.target)
        if other is None or piece.version > other.version:
            newest[piece.target] = piece
    return [list(by_attempt[number].values()) for number in sorted(by_attempt)]


def latest_of(pieces: Iterable[SubmittedFile]) -> Attempt:
    """Keep the latest attempt, and of each file in it the latest version."""
    return attempts_of(pieces)[-1]


def counted(attempts: list[Attempt], wanted: Wanted) -> list[Attempt]:
    """Return the attempts that count: one, or with `best` all, of which grading tells the best.

    Where lateness costs points it is the last of all, otherwise the last that came in time, and
    the last of all where none did.
    """
    if wanted.count == Count.BEST:
        return attempts
    if wanted.due is None or wanted.costs:
        return attempts[-1:]
    in_time = [one for one in attempts if _in_time(one, wanted)]
    return in_time[-1:] or attempts[-1:]


def _in_time(attempt: Attempt, wanted: Wanted) -> bool:
    times = [piece.time for piece in attempt if piece.time]
    return bool(times) and wanted.due is not None and max(times) <= wanted.due


def note(learner: str, attempts: list[Attempt], chosen: list[Attempt]) -> str:
    """Say in a line which of several attempts counts."""
    if len(chosen) > 1:
        return _("{learner}: the best of {count} attempts counts").format(
            learner=learner, count=len(chosen)
        )
    if chosen[0] is attempts[-1]:
        return _("{learner}: the latest of several attempts counts", learner=learner)
    return _("{learner}: the last attempt in time counts, a later one came late", learner=learner)


def with_times(pieces: Mapping[str, list[SubmittedFile]], wanted: Wanted) -> list[str]:
    """Put the platform's times to pieces that have none, in place.

    Returns those for whom there is a time and no piece.
    """
    used = set()
    for learner, files in pieces.items():
        known = {piece.name for piece in files} | {piece.handle for piece in files}
        names = [learner, *sorted(known - {""})]
        used |= {name.strip().casefold() for name in names}
        sent = wanted.sent_by(*names)
        if sent and not any(piece.time and not piece.claimed for piece in files):
            last = max(piece.attempt for piece in files)
            files[:] = [
                dataclasses.replace(piece, time=sent[-1].time, claimed=False)
                if piece.attempt == last
                else piece
                for piece in files
            ]
    rows: dict[int, list[str]] = {}
    for name, times in wanted.times.items():
        rows.setdefault(id(times), []).append(name)  # the names of one row share their times
    return sorted(names[0] for names in rows.values() if not used & set(names))


def by_roster(
    pieces: dict[str, list[SubmittedFile]], roster: Path, notes: list[str]
) -> dict[str, list[SubmittedFile]]:
    """Give each learner the roster's id; `notes` hears of strangers and of those who are missing.

    A learner is known by any cell of a row: the whole name, or for a clone what follows a hyphen
    in its name. Raises CommandError where the roster has no column id, or two learners are one.
    """
    table = read_table(roster)
    place = table.column("id")
    if place is None:
        known = ", ".join(table.header)
        raise CommandError(_("{file} has no column id: it has {known}", file=roster, known=known))
    rows = [(cell(row, place), [c.strip() for c in row if c.strip()]) for row in table.rows]
    rows = [(identity, cells) for identity, cells in rows if identity]
    renamed: dict[str, list[SubmittedFile]] = {}
    for learner, files in pieces.items():
        handles = {piece.handle for piece in files} | {piece.name for piece in files} | {learner}
        found = [identity for identity, cells in rows if _is_one_of(cells, handles)]
        if not found:
            words = _("matches nobody in {roster}: {learner}", roster=roster, learner=learner)
            notes.append(escape_control(words))
        identity = found[0] if found else learner
        if identity in renamed:
            words = _("{roster}: {id} is the name of two submissions, {one} and {other}")
            one = renamed[identity][0].handle or renamed[identity][0].source
            other = files[0].handle or files[0].source
            raise CommandError(words.format(roster=roster, id=identity, one=one, other=other))
        renamed[identity] = [dataclasses.replace(piece, learner=identity) for piece in files]
    missing = [identity for identity, _cells in rows if identity not in renamed]
    if missing:
        names = ", ".join(map(escape_control, missing))
        words = _("in the roster and without a submission ({count}): {names}")
        notes.append(words.format(count=len(missing), names=names))
    return renamed


def _is_one_of(cells: Iterable[str], handles: Iterable[str]) -> bool:
    """Tell whether a row's cells name someone of these handles, clones by the end of theirs."""
    names = {handle.strip().casefold() for handle in handles if handle.strip()}
    ends = {end for name in names for end in _ends(name)}
    return any(text.casefold() in names | ends for text in cells)


def _ends(name: str) -> list[str]:
    return [name[m.end() :] for m in re.finditer(r"[-_]", name)]
