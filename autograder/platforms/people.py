"""Names and addresses of a roster's learners, for the pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from autograder.core.table import cell
from autograder.grading.known import People, Person
from autograder.grading.results import Result

from .gradebook import rows_for
from .roster import read_roster

WHOLE = ("name", "full name", "student", "student name", "display name", "姓名")
"""Columns with a learner's whole name, as gradebooks and rosters call them."""
FIRST, LAST = ("first name", "given name", "forename"), ("last name", "surname", "family name")
_MAIL = re.compile(r"[^@\s,;<>\"']+@[^@\s,;<>\"']+")


def people_of(results: Sequence[Result], roster: Path) -> tuple[People, list[Result]]:
    """Return who handed in what, by a roster, and the submissions of nobody in it.

    Raises CommandError where the roster cannot be read.
    """
    rows, unmatched = rows_for(results, roster)
    table, _place = read_roster(roster)
    every = [row for row in table.rows if any(map(str.strip, row))]
    places = ([table.column(*WHOLE)], [table.column(*FIRST), table.column(*LAST)])
    people: dict[str, Person] = {}
    for row, cells in zip(rows, every):
        if row.result is not None:
            name = next(filter(None, (_joined(cells, own) for own in places)), "")
            mail = next((c.strip() for c in cells if _MAIL.fullmatch(c.strip())), "")
            before = people.get(row.result.submission_id, Person())  # of another of its group
            both = (
                ", ".join(filter(None, pair))
                for pair in zip((before.name, before.mail), (name, mail))
            )
            people[row.result.submission_id] = Person(*both)
    return people, unmatched


def _joined(cells: list[str], places: Sequence[int | None]) -> str:
    """Join the cells at these places, as far as they are there."""
    return " ".join(filter(None, (cell(cells, place) for place in places if place is not None)))
