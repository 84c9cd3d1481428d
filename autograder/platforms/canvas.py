"""Grades into the CSV that Canvas exported: its rows, its ids, and only our column changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.core.table import Table, cell, decimal_mark, number, put, read_table
from autograder.grading.results import Result
from autograder.platforms.gradebook import (
    Filled,
    free,
    has_score,
    is_other,
    matched,
    points_possible,
    scaled,
)

ID = ("ID", "Canvas ID", "Canvas User ID", "User ID", "Student ID")
KEYS = ("SIS User ID", "SIS Login ID", "Integration ID", "Email", "Student", "Student Name", "Name")
POINTS = "points possible"
EXCUSED = "EX"
"""What Canvas writes, and reads, for an assignment that does not count for a learner."""
TEST_STUDENTS = ("student, test", "test student")
_ASSIGNMENT = re.compile(r"(?P<name>.*) \((?P<number>\d+)\)")
_ANONYMOUS = re.compile(r"anon_[A-Za-z0-9]{5}")
_LOGIN_OF_A_TEST_STUDENT = re.compile(r"[0-9a-f]{40}")


def fill_in(
    gradebook: Path,
    assignment: str,
    results: Sequence[Result],
    zeros: bool,
    points: float | None = None,
) -> Filled:
    """Fill the scores into the column of `assignment`, scaled to its points possible.

    The header is `Name (number)`: name, number or the whole will do. A cell that holds
    something else than a score (EX, N/A) is left alone, and so is the Test Student. Learners
    without a submission keep what Canvas has, or get 0 with `zeros`. `points` is for a file
    that does not tell what is possible. Raises CommandError when the file is not a gradebook's or
    its scores cannot be scaled.
    """
    _check_named(results, gradebook)
    table = read_table(gradebook)
    column, identity = _column(table, assignment, gradebook), _identity(table, gradebook)
    others = (place for key in KEYS if (place := table.column(key)) is not None)
    places = list(dict.fromkeys([identity, *others]))
    # Canvas writes rows of its own above the learners: they have no ID.
    learners = [row for row in table.rows if cell(row, identity)]
    above = [row for row in table.rows if row and not cell(row, identity)]
    decimal = _decimal(table, column)
    most = _points(above, column, decimal, points, gradebook)
    students = [row for row in learners if not _is_test_student(table, row)]
    tests = [row for row in learners if _is_test_student(table, row)]
    keys, of_tests = ([[cell(r, p) for p in places] for r in some] for some in (students, tests))
    rows, unmatched = matched(keys, results, "canvas")
    unmatched = matched(of_tests, unmatched, "canvas")[1]
    unfilled: list[tuple[str, str]] = []
    replaced: list[tuple[str, str]] = []
    for cells, row in zip(students, rows, strict=True):
        excused = row.result is not None and row.result.excused
        if not excused and not has_score(row, zeros):
            continue
        if not free(cell(cells, column), decimal):
            unfilled.append((row.id, cell(cells, column)))
        elif excused:
            put(cells, column, EXCUSED)
        else:
            score = scaled(row.result, most, decimal) if row.result else "0"
            if is_other(cell(cells, column), score, decimal):
                replaced.append((row.id, cell(cells, column)))
            put(cells, column, score)
    return Filled(table.content(), rows, unmatched, unfilled, replaced)


def _column(table: Table, assignment: str, gradebook: Path) -> int:
    """Find the assignment's column by its name, its number or both."""
    columns = []
    for place, head in enumerate(table.header):
        m = _ASSIGNMENT.fullmatch(head.strip())
        if head.strip() == assignment.strip() or (m and assignment.strip() in m.groups()):
            columns.append(place)
    if len(columns) == 1:
        return columns[0]
    assignments = [h for h in table.header if _ASSIGNMENT.fullmatch(h.strip())]
    words = (
        _("{gradebook} has two columns {name}: say which by its number; it has: {known}")
        if columns
        else _("{gradebook} has no column {name}; it has: {known}")
    )
    names = ", ".join(assignments) or _("no assignments")
    raise CommandError(words.format(gradebook=gradebook, name=repr(assignment), known=names))


def _identity(table: Table, gradebook: Path) -> int:
    """Find the column of Canvas's ids: by its name, or as the first that holds numbers alone."""
    named = table.column(*ID)
    if named is not None:
        return named
    for place, head in enumerate(table.header):
        cells = [text for text in table.cells(place) if text]
        if _ASSIGNMENT.fullmatch(head.strip()):
            break
        if cells and all(text.isdecimal() for text in cells) and len(set(cells)) == len(cells):
            return place
    words = _("{gradebook} has no column ID: it is not what Canvas exports", gradebook=gradebook)
    raise CommandError(words)


def _decimal(table: Table, column: int) -> str:
    """Tell the decimal mark, by the assignment's own column where it tells.

    Raises CommandError where numbers have one and the other.
    """
    separator = table.form.separator
    places = [p for p, head in enumerate(table.header) if _ASSIGNMENT.fullmatch(head.strip())]
    for cells in (table.cells(column), [text for p in places for text in table.cells(p)]):
        try:
            mark = decimal_mark(cells, "")
        except ValueError as error:
            raise CommandError(str(table.path) + _(": ") + str(error)) from None
        if mark == "," or any("." in text and number(text) is not None for text in cells):
            return mark
    return decimal_mark((), separator)


def _points(
    above: list[list[str]], column: int, decimal: str, points: float | None, gradebook: Path
) -> float:
    """Read the points possible from the rows above the learners, or take those given."""
    named = [row for row in above if any(POINTS in text.casefold() for text in row)]
    cells = [cell(row, column) for row in named] or [
        cell(row, column) for row in above if number(cell(row, column), decimal) is not None
    ]
    if points is not None:
        return points
    if len(cells) != 1:
        words = _(
            "{gradebook} does not tell the points possible: export it with that row, "
            "or say them with --points",
            gradebook=gradebook,
        )
        raise CommandError(words)
    return points_possible(cells[0], decimal, _("{file}, points possible", file=gradebook))


def _check_named(results: Sequence[Result], gradebook: Path) -> None:
    """Raise CommandError where results are of an anonymous assignment: they are nobody's there."""
    learners = [result.handed_in.learner if result.handed_in else "" for result in results]
    if learners and all(map(_ANONYMOUS.fullmatch, learners)):
        words = _(
            "{gradebook} cannot be filled: the assignment is anonymous, so Canvas does not tell "
            "whose each is; show the names there, then download and collect again",
            gradebook=gradebook,
        )
        raise CommandError(words)


def _is_test_student(table: Table, row: list[str]) -> bool:
    name, login = table.column("Student", "Student Name", "Name"), table.column("SIS Login ID")
    named = name is not None and cell(row, name).casefold() in TEST_STUDENTS
    hidden = login is not None and _LOGIN_OF_A_TEST_STUDENT.fullmatch(cell(row, login))
    return named or bool(hidden)
