"""What every export starts from: the results, one row a learner, and the roster."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.core import table as tables
from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.core.table import cell, in_form, read_table
from autograder.grading.names import escape_control
from autograder.grading.results import Lateness, Result, Status


@dataclass(frozen=True)
class Filled:
    """A gradebook with the scores in it.

    `rows` are its learners, `unmatched` the results of nobody in it, `left` the learners whose
    cell was left alone and what stands there. So is the cell of a submission that the grader
    failed on, which has no score.
    """

    content: bytes
    rows: list[Row]
    unmatched: list[Result]
    left: list[tuple[str, str]]


@dataclass(frozen=True)
class Row:
    """A learner of the gradebook and what was handed in, if anything.

    `keys` are all names by which the gradebook knows the learner, the first is its own id.
    """

    keys: tuple[str, ...]
    result: Result | None

    @property
    def id(self) -> str:
        """The gradebook's id."""
        return self.keys[0]


def names_of(result: Result) -> set[str]:
    """Return every name by which a result may be known in a gradebook."""
    names = {result.submission_id}
    if result.handed_in:
        names.add(result.handed_in.learner)
    return {name.strip().casefold() for name in names}


def matched(
    keys: Iterable[Sequence[str]], results: Sequence[Result]
) -> tuple[list[Row], list[Result]]:
    """Put results to the learners of a gradebook; give the rows, and results of nobody.

    A result belongs to a learner when its id is one of the learner's keys, whatever the case;
    earlier keys count more than later ones. Raises CommandError when two learners have the same
    key and a submission is known by it.
    """
    by_name: dict[str, Result] = {name: r for r in results for name in names_of(r)}
    learners = [[key.strip() for key in row_keys] for row_keys in keys]
    results_by_row: dict[int, Result] = {}
    for place in range(max(map(len, learners), default=0)):
        used = {result.submission_id for result in results_by_row.values()}
        taken: dict[str, int] = {}
        for number, row_keys in enumerate(learners):
            result = by_name.get(row_keys[place].casefold()) if place < len(row_keys) else None
            if result is None or result.submission_id in used or number in results_by_row:
                continue
            if result.submission_id in taken:
                raise CommandError(
                    _(
                        "submission {name} matches two rows, {text} stands in both: make the "
                        "ids unique",
                        name=escape_control(result.submission_id),
                        text=repr(escape_control(row_keys[place])),
                    )
                )
            taken[result.submission_id] = number
            results_by_row[number] = result
    rows = [
        Row(tuple(filter(None, row_keys)) or ("",), results_by_row.get(number))
        for number, row_keys in enumerate(learners)
    ]
    used = {result.submission_id for result in results_by_row.values()}
    return rows, [result for result in results if result.submission_id not in used]


def rows_for(results: Sequence[Result], roster: Path | None) -> tuple[list[Row], list[Result]]:
    """Return a row for each learner: those of the roster, or without one those who handed in.

    The roster is a CSV with a column `id`, the gradebook's; every other cell of a row is
    another name of the learner (login, address, GitHub user, name).
    """
    if roster is None:
        return [Row((_learner(result),), result) for result in results], []
    table = read_table(roster)
    place = table.column("id")
    if place is None:
        raise CommandError(
            _("{file} has no column id: it has {known}", file=roster, known=", ".join(table.header))
        )
    rows = [row for row in table.rows if any(map(str.strip, row))]
    keys = [[cell(row, place), *row[:place], *row[place + 1 :]] for row in rows]
    return matched(keys, results)


def with_roster_ids(rows: Sequence[Row]) -> list[Result]:
    """Return the results of a roster's rows, each known by the roster's id from now on."""
    renamed = []
    for row in rows:
        if row.result is not None:
            lateness = row.result.handed_in or Lateness(row.id)
            lateness = dataclasses.replace(lateness, learner=row.id)
            renamed.append(dataclasses.replace(row.result, handed_in=lateness))
    return renamed


def _learner(result: Result) -> str:
    return result.handed_in.learner if result.handed_in else result.submission_id


def points_possible(text: str, decimal: str, where: str) -> float:
    """Return what full marks are in a gradebook; raises CommandError where scores cannot be scaled.

    `where` says what the number is, in a message.
    """
    if re.fullmatch(r"\d{1,3}[.,]\d{3}", text) and tables.number(text) != tables.number(text, ","):
        words = _("{where}: {text} can be read in two ways; say it with --points")
        raise CommandError(words.format(where=where, text=repr(text)))
    value = tables.number(text, decimal)
    if value is None or not text:
        words = _("{where}: {text} is not a number; say it with --points")
        raise CommandError(words.format(where=where, text=repr(text)))
    if value <= 0:
        words = _("{where}: {text}, to which no score can be scaled; change it there first")
        raise CommandError(words.format(where=where, text=text))
    return value


def free(text: str, decimal: str) -> bool:
    """Tell whether a cell may be written: it is empty, or holds a score and nothing else."""
    return text.strip() in ("", "-", "–") or tables.number(text, decimal) is not None


def has_score(row: Row, zeros: bool) -> bool:
    """Tell whether there is something to write for a learner."""
    return zeros if row.result is None else row.result.status != Status.ERROR


def scaled(result: Result, most: float, decimal: str = ".") -> str:
    """Write a score for a gradebook whose full marks are `most`, as its file writes numbers."""
    return in_form(result.score * most / result.max_score, decimal)
