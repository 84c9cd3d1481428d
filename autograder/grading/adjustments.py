"""Adjustments: the file in which people write what they decide beside the machine's verdict.

It lies in the results folder, where no submission can put one, and is written by people, by
their spreadsheets and by the review's page; `adjusting.py` puts it to the results.
"""

from __future__ import annotations

import codecs
import csv
import dataclasses
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.core.table import (
    Form,
    Table,
    cell,
    decimal_mark,
    number,
    put,
    read_table,
)
from autograder.course import current_course

from .decisions import AFTER_LATENESS, TOTAL, Adjustment
from .names import FORMULA_STARTS, csv_safe, escape_control
from .results import MAX_NUMBER, rounded, write_bytes

ADJUSTMENTS = "adjustments.csv"
COLUMNS = ("id", "exercise", "points", "comment", "by")
NEEDED = COLUMNS[:3]
EXCUSED = "excused"
TOTALS = (TOTAL, AFTER_LATENESS)
NEW = Form("utf-8", codecs.BOM_UTF8, "", ",", "\n", csv.QUOTE_MINIMAL, True)
"""The form of a new file: with the mark by which Excel knows UTF-8."""
_FORMULA = re.compile(f"'*[{re.escape(''.join(FORMULA_STARTS))}]")


def adjustments_path(out: Path) -> Path:
    """Return where the adjustments of a results folder are."""
    return out / ADJUSTMENTS


def read_adjustments(
    path: Path, ids: Iterable[str], exercises: Collection[str] = ()
) -> tuple[Adjustment, ...]:
    """Return the rows of a file of adjustments; none where there is no such file.

    `ids` are those of the submissions, `exercises` those that were graded, without any all of
    the course. Raises CommandError, with the line, for a row that cannot be taken as it stands.
    """
    if not path.exists():
        return ()
    table = read_table(path)
    for name in NEEDED:
        if table.column(name) is None:
            known = ", ".join(table.header)
            words = _("{file} has no column {name}: it has {known}")
            raise CommandError(words.format(file=path, name=name, known=escape_control(known)))
    rows: dict[tuple[str, str], Adjustment] = {}
    graded = exercises or [exercise.name for exercise in current_course().exercises]
    reader = _Reader(path, table, known_ids(ids), tuple(graded))
    for place, cells in enumerate(table.rows):
        if any(map(str.strip, cells)):
            row = reader.row(cells, table.lines[place])
            reader.check_single(row, rows)
            rows[row.id, row.exercise] = row
    return tuple(rows.values())


class _Reader:
    """Takes the rows of one file; each error names the file and the line."""

    def __init__(
        self, path: Path, table: Table, ids: Mapping[str, str], exercises: tuple[str, ...]
    ) -> None:
        self.path, self.table, self.ids = path, table, ids
        self.places = {name: table.column(name) for name in COLUMNS}
        self.names = {name.casefold(): name for name in (*exercises, *TOTALS)}
        self.names |= {AFTER_LATENESS.replace(" ", "_"): AFTER_LATENESS}
        try:
            self.decimal = _decimal(table)
        except ValueError as error:
            raise CommandError(f"{path}: {error}") from None

    def _cell(self, cells: list[str], name: str) -> str:
        place = self.places[name]
        return "" if place is None else without_apostrophe(cell(cells, place))

    def row(self, cells: list[str], line: int) -> Adjustment:
        """Return a row as it stands in the file; raises CommandError."""
        if any(map(str.strip, cells[len(self.table.header) :])):
            words = _("more cells than columns: write a number with a decimal comma in quotes")
            raise self._error(line, words)
        identity, name = self._cell(cells, "id"), self._cell(cells, "exercise")
        if not identity:
            raise self._error(line, _("no id"))
        known = self.ids.get(identity) or self.ids.get(identity.casefold())
        if known is None:
            words = _("there is no submission {id}", id=repr(escape_control(identity)))
            raise self._error(line, words)
        exercise = self.names.get(" ".join(name.casefold().split())) if name else ""
        if exercise is None:
            words = _("{name} is neither a graded exercise ({known}) nor {total} or {after}")
            shown = {"name": repr(escape_control(name)), "known": ", ".join(self._graded())}
            raise self._error(line, words.format(**shown, total=TOTAL, after=repr(AFTER_LATENESS)))
        points, excused = self._points(self._cell(cells, "points"), line)
        if not exercise and (excused or points is not None):
            raise self._error(line, _("points of which exercise? write its name, or total"))
        exercise = TOTAL if excused and exercise == AFTER_LATENESS else exercise
        comment, by = self._cell(cells, "comment"), self._cell(cells, "by")
        return Adjustment(known, exercise, points, excused, comment, by, line)

    def _graded(self) -> list[str]:
        return [name for name in self.names.values() if name not in TOTALS]

    def _points(self, text: str, line: int) -> tuple[float | None, bool]:
        """Return the points, None without any, and whether they are excused."""
        if not text or text.casefold() == EXCUSED:
            return None, bool(text)
        value = number(text, self.decimal)
        if value is None or not 0 <= value < MAX_NUMBER:
            words = _("points {text}: write a number from 0 on, or excused")
            raise self._error(line, words.format(text=repr(escape_control(text))))
        return (int(value) if value == int(value) else value), False

    def check_single(self, row: Adjustment, before: Mapping[tuple[str, str], Adjustment]) -> None:
        """Raise CommandError where a row says again what another one has said."""
        same = TOTALS if row.exercise in TOTALS and row.decides else (row.exercise,)
        for exercise in same:
            other = before.get((row.id, exercise))
            if other and (exercise == row.exercise or other.decides):
                what = row.exercise or _("the whole submission")
                words = _("{id}, {what} stands in line {other} already")
                id_shown = escape_control(row.id)
                raise self._error(row.line, words.format(id=id_shown, what=what, other=other.line))

    def _error(self, line: int, problem: str) -> CommandError:
        return CommandError(
            _("{file}, line {number}: {problem}", file=self.path, number=line, problem=problem)
        )


def known_ids(ids: Iterable[str]) -> dict[str, str]:
    """Return every way in which an id may stand in a file: as it is, as a spreadsheet shows it."""
    every = list(ids)
    known = {identity: identity for identity in every}
    for way in (_as_shown, str.casefold):
        shown = [way(identity) for identity in every]
        counts = Counter(shown)
        for name, identity in zip(shown, every):
            if counts[name] == 1:
                known.setdefault(name, identity)
    return known


def _as_shown(identity: str) -> str:
    return without_apostrophe(csv_safe(identity).strip())


def defused(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula; `without_apostrophe` undoes it."""
    shown = escape_control("\n".join(text.strip().splitlines()))
    return f"'{shown}" if _FORMULA.match(shown) else shown


def without_apostrophe(text: str) -> str:
    """Return a text without the apostrophe that keeps a spreadsheet from computing it."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def write_adjustment(
    out: Path,
    row: Adjustment,
    ids: Iterable[str],
    exercises: Collection[str] = (),
    remove: bool = False,
) -> None:
    """Write a row into a results folder's file, in the place of that of its id and exercise.

    With `remove` that one is taken out. All else of the file stays as it is, its form too. Raises
    CommandError where the file cannot be read or its rows cannot be taken, OSError where it cannot
    be written.
    """
    path = adjustments_path(out)
    there = read_adjustments(path, ids, exercises)
    table = read_table(path) if path.exists() else Table(list(COLUMNS), [], NEW)
    same = {each.line for each in there if (each.id, each.exercise) == (row.id, row.exercise)}
    places = [place for place, line in enumerate(table.lines) if line in same]
    if remove:
        for place in places:
            del table.rows[place]
    else:
        if not places:
            table.rows.append([])
        _fill(table, table.rows[places[0] if places else -1], row)
    write_bytes(path, _content(table))


def _fill(table: Table, cells: list[str], row: Adjustment) -> None:
    """Write a row into the cells of its line; columns that are missing are added."""
    for name in COLUMNS:
        place = table.column(name)
        text = EXCUSED if name == "points" and row.excused else getattr(row, name)
        if name == "points" and not row.excused:
            text = _number(row.points, table)
        if place is None and text:
            table.header.append(name)
            place = len(table.header) - 1
        if place is not None:
            put(cells, place, defused(text))


def _number(points: float | None, table: Table) -> str:
    """Write a number as the file writes its own."""
    return "" if points is None else f"{rounded(points)}".replace(".", _decimal(table))


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
