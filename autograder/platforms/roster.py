"""Who is who in a download: a roster's ids for the names that a platform has."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from autograder.core.control import escape_control
from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.core.table import Table, cell, read_table
from autograder.platforms.attempts import handles_of
from autograder.platforms.pieces import SubmittedFile

Rows = Sequence[tuple[str, list[str]]]
"""The id of each row of a roster, and all its cells."""
MAX_SHOWN = 40
"""Columns, and letters of the name of each, that an error shows of a file that is no roster."""


def by_roster(
    pieces: Mapping[str, list[SubmittedFile]], roster: Path, notes: list[str]
) -> dict[str, list[SubmittedFile]]:
    """Give each learner the roster's id; `notes` hears of strangers and of those who are missing.

    A learner is known by any cell of a row: the whole name, or for a clone what follows a hyphen
    in its name. Raises CommandError where the roster has no column id, or two learners are one.
    """
    rows = _rows(roster)
    renamed: dict[str, list[SubmittedFile]] = {}
    for learner, files in pieces.items():
        identity = _id_of(rows, learner, *handles_of(files))
        members = list(dict.fromkeys(who for piece in files for who in piece.members))
        strangers = [who for who in members if not _id_of(rows, who)]
        for who in [*([] if identity else [learner]), *strangers]:
            words = _("matches nobody in {roster}: {learner}", roster=roster, learner=who)
            notes.append(escape_control(words))
        identity = identity or learner
        if identity in renamed:
            words = _("{roster}: {id} is the name of two submissions, {one} and {other}")
            one, other = (some[0].handle or some[0].source for some in (renamed[identity], files))
            raise CommandError(words.format(roster=roster, id=identity, one=one, other=other))
        ids = {who: _id_of(rows, who) or who for who in members}
        renamed[identity] = [
            dataclasses.replace(
                piece, learner=identity, members=tuple(ids[who] for who in piece.members)
            )
            for piece in files
        ]
    _note_missing(rows, renamed, notes)
    return renamed


def read_roster(roster: Path) -> tuple[Table, int]:
    """Return a roster and the place of its column `id`, which may be the only one.

    Raises CommandError where it has none.
    """
    table = read_table(roster, least=1)
    place = table.column("id")
    if place is None:
        known = ", ".join(escape_control(name[:MAX_SHOWN]) for name in table.header[:MAX_SHOWN])
        raise CommandError(_("{file} has no column id: it has {known}", file=roster, known=known))
    return table, place


def _rows(roster: Path) -> Rows:
    table, place = read_roster(roster)
    rows = [(cell(row, place), [c.strip() for c in row if c.strip()]) for row in table.rows]
    return [(identity, cells) for identity, cells in rows if identity]


def _id_of(rows: Rows, *names: str) -> str:
    """Return the roster's id of someone of these names, empty for a stranger."""
    return next((identity for identity, cells in rows if _is_one_of(cells, names)), "")


def _note_missing(rows: Rows, renamed: Mapping[str, list[SubmittedFile]], notes: list[str]) -> None:
    members = {who for files in renamed.values() for piece in files for who in piece.members}
    missing = [identity for identity, _cells in rows if identity not in members | set(renamed)]
    if missing:
        names = ", ".join(map(escape_control, missing))
        words = _("in the roster and without a submission ({count}): {names}")
        notes.append(words.format(count=len(missing), names=names))


def _is_one_of(cells: Iterable[str], handles: Iterable[str]) -> bool:
    """Tell whether a row's cells name someone of these handles, clones by the end of theirs."""
    names = {handle.strip().casefold() for handle in handles if handle.strip()}
    ends = {end for name in names for end in _ends(name)}
    return any(text.casefold() in names | ends for text in cells)


def _ends(name: str) -> list[str]:
    return [name[m.end() :] for m in re.finditer(r"[-_]", name)]
