"""Who is who in a download: a roster's ids for the names that a platform has."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from autograder.core.control import escape_control
from autograder.core.errors import CommandError
from autograder.core.folding import folded
from autograder.core.languages import _
from autograder.core.table import Table, cell, read_table
from autograder.grading.decisions.rows import without_apostrophe
from autograder.platforms.attempts import handles_of
from autograder.platforms.pieces import SubmittedFile

Rows = Sequence[tuple[str, list[str]]]
"""The id of each row of a roster, and all its cells."""
WHOLE = ("name", "full name", "student", "student name", "display name", "姓名")
"""Columns with a learner's whole name, as gradebooks and rosters call them."""
FIRST, LAST = ("first name", "given name", "forename"), ("last name", "surname", "family name")
MAX_SHOWN = 40
"""Columns, and letters of the name of each, that an error shows of a file that is no roster."""


def by_roster(
    pieces: Mapping[str, list[SubmittedFile]],
    roster: Path,
    notes: list[str],
    are_clones: bool = False,
) -> dict[str, list[SubmittedFile]]:
    """Give each learner the roster's id; `notes` hears of strangers and of those who are missing.

    A learner is known by any cell of a row: the whole name or, where they are clones, what
    follows a hyphen in theirs. Of two who are called alike neither is known by that. Raises
    CommandError where the roster has no column id, or two learners are one.
    """
    rows = _rows(roster)
    renamed: dict[str, list[SubmittedFile]] = {}
    for learner, files in pieces.items():
        members = list(dict.fromkeys(who for piece in files for who in piece.members))
        mails = {who: mail for piece in files for who, mail in piece.mails.items()}
        whose = {who: _ids_of(rows, [[who], [mails.get(who, "")]]) for who in members}
        known = filter(None, (learner, mails.get(learner), *handles_of(files)))
        names = [folded(name) for name in known]
        own = _ids_of(rows, [[name, *(_ends(name) if are_clones else ())] for name in names])
        for who, found in ((learner, own), *whose.items()):
            notes += _unclear(roster, who, found)
        identity = own[0] if len(own) == 1 else learner
        if identity in renamed:
            words = _("{roster}: {id} is the name of two submissions, {one} and {other}")
            one, other = (some[0].handle or some[0].source for some in (renamed[identity], files))
            raise CommandError(words.format(roster=roster, id=identity, one=one, other=other))
        ids = {who: found[0] if len(found) == 1 else who for who, found in whose.items()}
        renamed[identity] = [
            dataclasses.replace(
                piece,
                learner=identity,
                members=tuple(ids[who] for who in piece.members),
                names={ids[who]: name for who, name in piece.names.items()},
                mails={ids.get(who, identity): mail for who, mail in mails.items()},
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
    for row in table.rows:
        row[:] = map(_typed, row)
    place = table.column("id")
    if place is None:
        known = ", ".join(escape_control(name[:MAX_SHOWN]) for name in table.header[:MAX_SHOWN])
        raise CommandError(_("{file} has no column id: it has {known}", file=roster, known=known))
    return table, place


def _typed(text: str) -> str:
    """Return what somebody typed: ="007" keeps a spreadsheet from dropping zeros, ' from sums."""
    return without_apostrophe(re.sub(r'="([^"]*)"', r"\1", text.strip()))


def called(table: Table) -> list[str]:
    """Return the name of the learner of each row, empty where no column tells it."""
    places = ([table.column(*WHOLE)], [table.column(*FIRST), table.column(*LAST)])
    return [next(filter(None, (_joined(cells, own) for own in places)), "") for cells in table.rows]


def _joined(cells: list[str], places: Sequence[int | None]) -> str:
    """Join the cells at these places, as far as they are there."""
    return " ".join(filter(None, (cell(cells, place) for place in places if place is not None)))


def names_in(roster: Path) -> frozenset[str]:
    """Return every name that a roster has, in lower case; raises CommandError as `read_roster`."""
    return frozenset(folded(c) for _identity, cells in _rows(roster) for c in cells)


def _rows(roster: Path) -> Rows:
    table, place = read_roster(roster)
    rows = [(cell(row, place), [c.strip() for c in row if c.strip()]) for row in table.rows]
    return [(identity, cells) for identity, cells in rows if identity]


def _ids_of(rows: Rows, names: Iterable[Sequence[str]]) -> list[str]:
    """Return the roster's ids of someone of these names: none for a stranger, several if unclear.

    Each name is given in all ways of writing it. Whatever stands earlier tells more.
    """
    every: list[str] = []
    for ways in names:
        found = next(filter(None, (_known_as(rows, folded(way)) for way in ways if way)), [])
        if len(found) == 1:
            return found
        every += found
    return list(dict.fromkeys(every))


def _known_as(rows: Rows, name: str) -> list[str]:
    """Return the ids of those of whom a cell is this name, in lower case."""
    return [identity for identity, cells in rows if any(folded(c) == name for c in cells)]


def _unclear(roster: Path, learner: str, ids: Sequence[str]) -> list[str]:
    """Say of whom a roster tells nothing, or not which of several it is."""
    if len(ids) == 1:
        return []
    words = (
        _("matches several rows of {roster} ({ids}), so whose it is is not known: {learner}")
        if ids
        else _("matches nobody in {roster}: {learner}")
    )
    return [escape_control(words.format(roster=roster, ids=", ".join(ids), learner=learner))]


def _note_missing(rows: Rows, renamed: Mapping[str, list[SubmittedFile]], notes: list[str]) -> None:
    members = {who for files in renamed.values() for piece in files for who in piece.members}
    missing = [identity for identity, _cells in rows if identity not in members | set(renamed)]
    if missing:
        names = ", ".join(map(escape_control, missing))
        words = _("in the roster and without a submission ({count}): {names}")
        notes.append(words.format(count=len(missing), names=names))


def _ends(name: str) -> list[str]:
    """Return what follows each hyphen of a clone's name, the longest first."""
    return [name[m.end() :] for m in re.finditer(r"[-_]", name)]
