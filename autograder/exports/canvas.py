"""Grades into the CSV that Canvas exported: its rows, its ids, and only our column changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from autograder import kit
from autograder.grading.results import Result

from .gradebook import Row, Table, matched, read_table, scaled

KEYS = ("ID", "SIS User ID", "SIS Login ID", "Integration ID", "Student")
POINTS = "points possible"


def fill_in(
    gradebook: Path, assignment: str, results: Sequence[Result], zeros: bool
) -> tuple[str, list[Row], list[Result]]:
    """Fill the scores into the column of `assignment`, scaled to its points possible.

    The header is `Name (number)`: name, number or the whole will do. Learners without a
    submission keep what Canvas has, or get 0 with `zeros`. Gives the text, the rows and the
    results of nobody; raises KitError when the file is not a gradebook's.
    """
    table = read_table(gradebook)
    column = _column(table, assignment, gradebook)
    places = [place for key in KEYS if (place := table.column(key)) is not None]
    if table.column("ID") is None:
        raise kit.KitError(f"{gradebook} has no column ID: it is not what Canvas exports")
    # Canvas writes rows of its own above the learners: they have no ID.
    own = [row for row in table.rows if row[places[0]].strip()]
    possible = next((row[column] for row in table.rows if POINTS in row[0].casefold()), "")
    try:
        most: float | None = float(possible)
    except ValueError:
        most = None
    rows, strangers = matched(([row[place] for place in places] for row in own), results)
    for cells, row in zip(own, rows, strict=True):
        if row.result is not None:
            cells[column] = scaled(row.result, most)
        elif zeros:
            cells[column] = "0"
    return table.text(), rows, strangers


def _column(table: Table, assignment: str, gradebook: Path) -> int:
    """Find the assignment's column by its name, its number or both."""
    found = []
    for place, head in enumerate(table.header):
        m = re.fullmatch(r"(.*) \((\d+)\)", head.strip())
        if head.strip() == assignment or (m and assignment in (m[1], m[2])):
            found.append(place)
    if len(found) == 1:
        return found[0]
    known = [h for h in table.header if re.fullmatch(r".* \(\d+\)", h.strip())]
    what = "two columns" if found else "no column"
    raise kit.KitError(
        f"{gradebook} has {what} {assignment!r}; it has: {', '.join(known) or 'no assignments'}"
    )
