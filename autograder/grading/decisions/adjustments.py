"""Adjustments: the file in which people write what they decide beside the machine's verdict.

It lies in the results folder, where no submission can put one, and is written by people, by
their spreadsheets and by the review's page; `adjusting.py` puts it to the results.
"""

from __future__ import annotations

import codecs
import csv
import dataclasses
from collections import Counter
from collections.abc import Collection, Mapping
from pathlib import Path

from autograder.core.control import escape_control
from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.core.table import Form, Table, cell, decimal_mark, number, put, read_table
from autograder.course import current_course

from ..decided import AFTER_LATENESS, TOTAL, TOTALS, Adjustment
from ..handed_in import MAX_NUMBER
from ..results import rounded, write_bytes
from .rows import Row, defused, read_rows
from .whose import Finder, Who, Whose

ADJUSTMENTS = "adjustments.csv"
COLUMNS = ("id", "exercise", "points", "comment", "by")
EXCUSED = "excused"
THOUSANDS = 3
"""Digits behind a mark that may stand between thousands."""
NEW = Form("utf-8", codecs.BOM_UTF8, "", ",", "\n", csv.QUOTE_MINIMAL, True)
"""The form of a new file: with the mark by which Excel knows UTF-8."""


def adjustments_path(out: Path) -> Path:
    """Return where the adjustments of a results folder are."""
    return out / ADJUSTMENTS


def read_adjustments(
    path: Path, whose: Whose, exercises: Collection[str] = ()
) -> tuple[Adjustment, ...]:
    """Return the rows of a file of adjustments; none where there is no such file.

    `exercises` are those that were graded, without any all of the course. A row that concerns
    several submissions is there for each. Raises CommandError, with the line, for a row that
    cannot be taken as it stands.
    """
    if not path.exists():
        return ()
    table, given = read_rows(path, COLUMNS[:3], COLUMNS[3:])
    graded = exercises or [exercise.name for exercise in current_course().exercises]
    try:
        reader = _Reader(Finder.of(whose), tuple(graded), _decimal(table))
    except ValueError as error:
        raise CommandError(str(path) + _(": ") + str(error)) from None
    rows: dict[tuple[Who, str], Adjustment] = {}
    for row in given:
        for taken in reader.adjustments(row):
            _check_single(row, taken, rows)
            rows[Who(taken.id, taken.member), taken.exercise] = taken
    return tuple(rows.values())


class _Reader:
    """Takes the rows of one file, whose numbers have this decimal mark."""

    def __init__(self, finder: Finder, exercises: tuple[str, ...], decimal: str) -> None:
        self.finder, self.exercises, self.decimal = finder, exercises, decimal
        self.names = {name.casefold(): name for name in (*exercises, *TOTALS)}

    def adjustments(self, row: Row) -> list[Adjustment]:
        """Return what a row says, of each that it concerns; raises CommandError, with its line."""
        concerned, name = self._concerned(row), row.cells["exercise"]
        exercise = self.names.get(" ".join(name.casefold().split())) if name else ""
        if exercise is None:
            words = _("{name} is neither a graded exercise ({known}) nor {total} or {after}")
            shown = {"name": repr(escape_control(name)), "known": ", ".join(self.exercises)}
            raise row.error(words.format(**shown, total=TOTAL, after=repr(AFTER_LATENESS)))
        points, excused = self._points(row)
        if not exercise and (excused or points is not None):
            raise row.error(_("points of which exercise? write its name, or total"))
        exercise = TOTAL if excused and exercise == AFTER_LATENESS else exercise
        said = (row.cells["comment"], row.cells["by"])
        return [
            Adjustment(who.submission, exercise, points, excused, *said, who.member, row.line)
            for who in concerned
        ]

    def _concerned(self, row: Row) -> tuple[Who, ...]:
        """Return whom a row concerns; raises CommandError where that is nobody, or not clear."""
        name = row.cells["id"]
        if not name:
            raise row.error(_("no id"))
        try:
            found = self.finder.find(name)
        except ValueError as error:
            raise row.error(str(error)) from None
        if not found:
            raise row.error(_("there is no submission {id}", id=repr(escape_control(name))))
        return found

    def _points(self, row: Row) -> tuple[float | None, bool]:
        """Return the points, None without any, and whether they are excused."""
        text = row.cells["points"]
        if not text or text.casefold() == EXCUSED:
            return None, bool(text)
        value = number(text, self.decimal)
        if value is None or not 0 <= value < MAX_NUMBER:
            words = _("points {text}: write a number from 0 on, or excused")
            raise row.error(words.format(text=repr(escape_control(text))))
        return (int(value) if value == int(value) else value), False


def _check_single(
    row: Row, taken: Adjustment, before: Mapping[tuple[Who, str], Adjustment]
) -> None:
    """Raise CommandError where a row says again what another one has said."""
    same = TOTALS if taken.exercise in TOTALS and taken.decides else (taken.exercise,)
    for exercise in same:
        other = before.get((Who(taken.id, taken.member), exercise))
        if other and (exercise == taken.exercise or other.decides):
            shown = {"id": escape_control(taken.member or taken.id), "other": other.line}
            what = taken.exercise or _("the whole submission")
            raise row.error(_("{id}, {what} is already in line {other}", what=what, **shown))


def write_adjustment(
    out: Path,
    row: Adjustment,
    whose: Whose,
    exercises: Collection[str] = (),
    remove: bool = False,
) -> None:
    """Write a row into a results folder's file, in the place of that of its id and exercise.

    With `remove` that one is taken out. All else of the file stays as it is, its form too. Raises
    CommandError where the file cannot be read or its rows cannot be taken, OSError where it cannot
    be written.
    """
    path = adjustments_path(out)
    there = read_adjustments(path, whose, exercises)
    table = read_table(path) if path.exists() else Table(list(COLUMNS), [], NEW)
    own = {each.line: (each.id, each.member, each.exercise) for each in there}
    counts = Counter(each.line for each in there)  # a row of several submissions is no one's own
    what = (row.id, row.member, row.exercise)
    same = {line for line, of in own.items() if of == what and counts[line] == 1}
    places = [place for place, line in enumerate(table.lines) if line in same]
    if remove:
        for place in places:
            del table.rows[place]
    else:
        if not places:
            table.rows.append([])
        named = dataclasses.replace(row, id=whose.written(Who(row.id, row.member)))
        _fill(table, table.rows[places[0] if places else -1], named)
    write_bytes(path, _content(table))


def _fill(table: Table, cells: list[str], row: Adjustment) -> None:
    """Write a row into the cells of its line; columns that are missing are added, an id stays."""
    for name in COLUMNS:
        place = table.column(name)
        text = EXCUSED if name == "points" and row.excused else getattr(row, name)
        if name == "points" and not row.excused:
            text = _number(row.points, table)
        if place is None and text:
            table.header.append(name)
            place = len(table.header) - 1
        if place is not None and not (name == "id" and cell(cells, place)):
            put(cells, place, defused(text))


def _number(points: float | None, table: Table) -> str:
    """Write a number as the file writes its own; three decimals would read as thousands."""
    if points is None:
        return ""
    text = f"{rounded(points)}"
    text += "0" if len(text.partition(".")[2]) == THOUSANDS else ""
    return text.replace(".", _decimal(table))


def _decimal(table: Table) -> str:
    """Return the file's decimal mark; raises ValueError where its numbers have two."""
    place = table.column("points")
    cells = [] if place is None else table.cells(place)
    numbers = [text for text in cells if any(map(str.isdigit, text))]
    return decimal_mark(numbers, table.form.separator)


def _content(table: Table) -> bytes:
    """Return the file's bytes; where its encoding lacks a letter, as UTF-8."""
    text = "".join(map(str, [table.header, *table.rows]))
    try:
        text.encode(table.form.encoding)
    except UnicodeEncodeError:
        form = dataclasses.replace(table.form, encoding="utf-8", mark=codecs.BOM_UTF8)
        table = dataclasses.replace(table, form=form)
    return table.content()
