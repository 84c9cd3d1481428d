"""Grades into Moodle's grading worksheet, and the zip of feedback files that Moodle takes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.core.errors import CommandError
from autograder.core.languages import N_, _
from autograder.core.table import Table, cell, decimal_mark, number, put, read_table
from autograder.grading.results import Result
from autograder.platforms.clones import FEEDBACK
from autograder.platforms.comments import comments_column, renewed
from autograder.platforms.gradebook import (
    Filled,
    Row,
    free,
    has_score,
    is_other,
    matched,
    points_possible,
    scaled,
)
from autograder.platforms.teams import number_in, with_teams

IDENTIFIER = ("Identifier", "Teilnehmer/in", "标识符", "識別碼", "编号")
MAXIMUM = (
    *("Maximum Grade", "Bestwertung", "Höchste Bewertung"),
    *("最高分", "最大成绩", "最高分數", "最高成績"),
)
SCALE = ("Scale", "Skala", "等级", "量表", "尺度")
CHANGEABLE = (
    *("Grade can be changed", "Bewertung kann geändert werden"),
    *("允许更改成绩", "成绩可以更改"),
)
YES = {"yes", "ja", "是", "oui", "sí", "si", "sim", "tak", "да", "はい", "예", "sì"}
NO = {"no", "nein", "否", "non", "não", "nao", "nee", "nie", "нет", "いいえ", "아니오", "不"}


TOO_MANY = N_("more points than the maximum grade, which Moodle does not take: enter them there")


@dataclass(frozen=True)
class Columns:
    """Where a worksheet's columns are; None for one that it does not have."""

    identifier: int
    grade: int
    most: int | None
    changeable: int | None
    comments: int | None


def fill_in(
    worksheet: Path, results: Sequence[Result], zeros: bool, points: float | None = None
) -> Filled:
    """Fill grade and feedback into the worksheet, scaled to its maximum grade.

    Learners are known by the number in `Identifier` (`Participant 123`), their ID number,
    address or name. A grade that cannot be changed, or is no number, is left alone, and so is
    a comment that somebody wrote. `points` is for a file that does not tell the maximum. Raises
    CommandError when the file is no worksheet or its scores cannot be scaled.
    """
    table = read_table(worksheet)
    columns = _columns(table, worksheet)
    learners, rows, unmatched = _learners(table, columns, results)
    try:
        numbers = [columns.grade] if columns.most is None else [columns.most, columns.grade]
        cells = (text for place in numbers for text in table.cells(place))
        decimal = decimal_mark(cells, table.form.separator)
    except ValueError as error:
        raise CommandError(str(worksheet) + _(": ") + str(error)) from None
    unfilled: list[tuple[str, str]] = []
    replaced: list[tuple[str, str]] = []
    kept: list[str] = []
    for cells_of, row in zip(learners, rows, strict=True):
        if row.result is not None and row.result.excused:
            unfilled.append((row.id, _("excused")))
        if not has_score(row, zeros):
            continue
        if why := _why_left(row, cells_of, columns, decimal):
            unfilled.append((row.id, why))
            continue
        where = _("{file}, maximum grade", file=worksheet)
        maximum = "" if columns.most is None else cell(cells_of, columns.most)
        most = points or points_possible(maximum, decimal, where)
        score = scaled(row.result, most, decimal) if row.result else "0"
        if is_other(cell(cells_of, columns.grade), score, decimal):
            replaced.append((row.id, cell(cells_of, columns.grade)))
        put(cells_of, columns.grade, score)
        if row.result is None or columns.comments is None:
            continue
        comment = renewed(cell(cells_of, columns.comments), row.result)
        if comment is None:
            kept.append(row.id)
        else:
            put(cells_of, columns.comments, comment)
    return Filled(table.content(), rows, unmatched, unfilled, replaced, kept)


def known_in(worksheet: Path, results: Sequence[Result]) -> tuple[list[Row], list[Result]]:
    """Return a row for each participant of a worksheet, and results of nobody in it.

    Learners are known as in `fill_in`. Raises CommandError when the file is no worksheet.
    """
    table = read_table(worksheet)
    return _learners(table, _columns(table, worksheet), results)[1:]


def _learners(
    table: Table, columns: Columns, results: Sequence[Result]
) -> tuple[list[list[str]], list[Row], list[Result]]:
    """Return the table's rows of participants, the same with their results, and those of nobody."""
    learners = [row for row in table.rows if cell(row, columns.identifier)]
    others = _names(table, columns)
    keys = [
        [number_in(cell(row, columns.identifier)), *(cell(row, p) for p in others)]
        for row in learners
    ]
    results = with_teams(results, table, columns.identifier)
    return learners, *matched(keys, results, "moodle")


def _why_left(row: Row, cells: list[str], columns: Columns, decimal: str) -> str:
    """Say why a learner's grade is left as it is, empty where it is not."""
    if columns.changeable is not None and _is_no(cell(cells, columns.changeable)):
        return _("locked")
    stands = cell(cells, columns.grade)
    if not free(stands, decimal):
        return stands
    has_more = row.result is not None and row.result.score > row.result.max_score
    return _(TOO_MANY) if has_more else ""  # Moodle would skip it without a word


def _columns(table: Table, worksheet: Path) -> Columns:
    """Find the columns by their names or, in a language that is not known here, by what is in them.

    Moodle writes them in this order: identifier, names, status, grade, the most or the scale,
    whether it can be changed, times, comments.
    """
    identifier = _found(table, IDENTIFIER, _are_identifiers)
    named = table.column(*MAXIMUM)
    most = _most(table) if named is None else named
    scale = table.column(*SCALE)
    if scale is not None and most is None:
        items = next(filter(None, table.cells(scale)), "")
        words = _("{file} grades by the scale {items}: scores cannot be items of a scale")
        raise CommandError(words.format(file=worksheet, items=repr(items)))
    grade = table.column("Grade")
    if grade is None and most is not None and most > 0:
        grade = most - 1
    if identifier is None or grade is None or grade == identifier:
        words = _(
            "{file} is not a grading worksheet of Moodle: columns for the identifier "
            "('Participant 12') and the grade were not found",
            file=worksheet,
        )
        raise CommandError(words)
    return Columns(
        identifier,
        grade,
        most,
        _found(table, CHANGEABLE, lambda cells: all(map(_is_yes_or_no, cells)), grade + 1),
        comments_column(table, grade),
    )


def worksheet_columns(table: Table) -> tuple[list[int], int]:
    """Return where a worksheet's learners are named, and from where on its times stand.

    The first column is that of the identifiers; none where the file is no worksheet.
    """
    identifier = _found(table, IDENTIFIER, _are_identifiers)
    if identifier is None:
        return [], 0
    named = ("ID number", "Email address", "Username", "Full name")
    others = [place for name in named if (place := table.column(name)) is not None]
    last = (table.column(*names) for names in (MAXIMUM, SCALE, CHANGEABLE))
    before = max(place or 0 for place in (identifier, _most(table), *last))
    return list(dict.fromkeys([identifier, *others])), before + 1


def _found(
    table: Table, names: Sequence[str], fits: Callable[[Sequence[str]], bool], first: int = 0
) -> int | None:
    """Find a column by its name, or as the one from `first` on whose every cell fits."""
    named = table.column(*names)
    if named is not None:
        return named
    for place in range(first, len(table.header)):
        cells = [text for text in table.cells(place) if text]
        if cells and len(cells) == sum(1 for row in table.rows if any(row)) and fits(cells):
            return place
    return None


def _are_identifiers(cells: Sequence[str]) -> bool:
    """Tell whether cells are a word, the same in all, and a number, another one in each."""
    matches = [re.fullmatch(r"(\D+?)\s*(\d+)", text) for text in cells]
    words, numbers = {m[1] for m in matches if m}, {m[2] for m in matches if m}
    return all(matches) and len(words) == 1 and len(numbers) == len(cells)


def _most(table: Table) -> int | None:
    """Find the maximum: one number in every row, and left of it grades, or nothing yet."""
    columns = None
    for place in range(1, len(table.header)):
        cells, neighbours = set(table.cells(place)) - {""}, table.cells(place - 1)
        if len(cells) == 1 and _is_number(cells.pop()) and any(map(_is_grade, neighbours)):
            columns = place if all(map(_is_grade, neighbours)) else columns
    return columns


def _is_number(text: str) -> bool:
    return number(text, ".") is not None or number(text, ",") is not None


def _is_grade(text: str) -> bool:
    return free(text, ".") or free(text, ",")


def _is_yes_or_no(text: str) -> bool:
    return text.casefold() in YES | NO


def _is_no(text: str) -> bool:
    return text.casefold() in NO


def _names(table: Table, columns: Columns) -> list[int]:
    """List the columns by which learners are known: those that Moodle names, or all before."""
    named = ("ID number", "Email address", "Username", "Full name")
    name_columns = [place for name in named if (place := table.column(name)) is not None]
    before = range(columns.identifier, columns.grade)
    return list(dict.fromkeys([columns.identifier, *name_columns, *before]))


def feedback_path(name: str, number: str) -> str:
    """Return how Moodle's import of feedback files wants a learner's page to be called.

    What stands before the first underscore is not read, so the name may hold none.
    """
    plain = re.sub(r"[^\w .-]|_", " ", name).strip()
    return f"{plain or 'Participant'}_{number}_assignfeedback_file_{FEEDBACK}"


def zipped(files: dict[str, bytes]) -> bytes:
    """Pack files into a zip; the same files give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(path), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
