"""CSV files that people write about a class: their rows, or an error that names the line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.core.control import escape_control
from autograder.core.errors import CommandError
from autograder.core.folding import folded
from autograder.core.languages import _
from autograder.core.table import Table, cell, read_table

from ..names import FORMULA_STARTS, csv_safe

_FORMULA = re.compile(f"'*[{re.escape(''.join(FORMULA_STARTS))}]")


@dataclass(frozen=True)
class Row:
    """A row of a file: its cells by the names of their columns, and where it stands."""

    path: Path
    line: int
    cells: Mapping[str, str]

    def error(self, problem: str) -> CommandError:
        """Return what to raise where this row cannot be taken."""
        words = _("{file}, line {number}: {problem}")
        return CommandError(words.format(file=self.path, number=self.line, problem=problem))


def read_rows(path: Path, needed: Sequence[str], others: Sequence[str]) -> tuple[Table, list[Row]]:
    """Return a file and its rows that are not empty; raises CommandError.

    Columns that are missing are refused where they are `needed`, and empty otherwise; further
    ones are not looked at.
    """
    table = read_table(path)
    places = {name: table.column(name) for name in (*needed, *others)}
    for name in needed:
        if places[name] is None:
            known = escape_control(", ".join(table.header))
            words = _("{file} has no column {name}: it has {known}")
            raise CommandError(words.format(file=path, name=name, known=known))
    rows = []
    for line, cells in zip(table.lines, table.rows):
        if not any(map(str.strip, cells)):
            continue
        told = {
            name: "" if place is None else without_apostrophe(cell(cells, place))
            for name, place in places.items()
        }
        row = Row(path, line, told)
        if any(map(str.strip, cells[len(table.header) :])):
            words = _("more cells than columns: write a number with a decimal comma in quotes")
            raise row.error(words)
        rows.append(row)
    return table, rows


def known_ids(ids: Iterable[str]) -> dict[str, str]:
    """Return every way in which an id may stand in a file: as it is, as a spreadsheet shows it."""
    every = list(ids)
    known = {identity: identity for identity in every}
    for way in (_as_shown, folded):
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
