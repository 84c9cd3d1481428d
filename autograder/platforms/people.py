"""Names and addresses of a roster's learners, for the pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from autograder.grading.handed_in import BETWEEN_NAMES
from autograder.grading.known import People, Person
from autograder.grading.results import Result

from .gradebook import rows_for
from .roster import read_roster

_MAIL = re.compile(r"[^@\s,;<>\"']+@[^@\s,;<>\"']+")


def people_of(results: Sequence[Result], roster: Path) -> tuple[People, list[Result]]:
    """Return who handed in what, by a roster, and the submissions of nobody in it.

    Raises CommandError where the roster cannot be read.
    """
    rows, unmatched = rows_for(results, roster)
    table, _place = read_roster(roster)
    every = [row for row in table.rows if any(map(str.strip, row))]
    people: dict[str, Person] = {}
    for row, cells in zip(rows, every):
        if row.result is not None:
            mail = next((c.strip() for c in cells if _MAIL.fullmatch(c.strip())), "")
            before = people.get(row.result.submission_id, Person())  # of another of its group
            name = BETWEEN_NAMES.join(filter(None, (before.name, row.called)))
            mail = ", ".join(filter(None, (before.mail, mail)))
            people[row.result.submission_id] = Person(name, mail)
    return people, unmatched
