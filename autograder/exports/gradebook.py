"""What every export starts from: the results, one row a learner, and the roster."""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder import kit
from autograder.grading.names import visible
from autograder.grading.results import ERROR, HandedIn, Result


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


@dataclass(frozen=True)
class Table:
    """A CSV file as another system wrote it: with its first bytes, line ends and all columns."""

    header: list[str]
    rows: list[list[str]]
    mark: str
    line_end: str

    def column(self, *names: str) -> int | None:
        """Give the place of a column by any of its names, whatever their case."""
        plain = [cell.strip().casefold() for cell in self.header]
        return next((plain.index(n.casefold()) for n in names if n.casefold() in plain), None)

    def text(self) -> str:
        """Write it as it was read."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator=self.line_end)
        writer.writerows([self.header, *self.rows])
        return self.mark + text.getvalue()


def read_table(path: Path) -> Table:
    """Read a CSV file; raises KitError when it is none."""
    try:
        text = path.read_bytes().decode("utf-8")
        mark = "\ufeff" if text.startswith("\ufeff") else ""
        rows = list(csv.reader(io.StringIO(text.removeprefix(mark), newline=""), strict=True))
    except FileNotFoundError:
        raise kit.KitError(f"there is no file {path}") from None
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise kit.KitError(f"{path} cannot be read as CSV in UTF-8: {error}") from None
    if not rows or len(rows[0]) < 2:
        raise kit.KitError(f"{path} has no columns: a CSV with commas is needed")
    width = len(rows[0])
    body = [row + [""] * (width - len(row)) for row in rows[1:] if row]
    return Table(rows[0], body, mark, "\r\n" if "\r\n" in text else "\n")


def names_of(result: Result) -> set[str]:
    """Give every name by which a result may be known in a gradebook."""
    names = {result.submission_id}
    if result.handed_in:
        names.add(result.handed_in.learner)
    return {name.strip().casefold() for name in names}


def matched(
    keys: Iterable[Sequence[str]], results: Sequence[Result]
) -> tuple[list[Row], list[Result]]:
    """Put results to the learners of a gradebook; give the rows, and results of nobody.

    A result belongs to a learner when its id is one of the learner's keys, whatever the case;
    earlier keys count more than later ones. Raises KitError when two learners have the same
    key and a submission is known by it.
    """
    by_name: dict[str, Result] = {name: r for r in results for name in names_of(r)}
    learners = [[key.strip() for key in own] for own in keys]
    found: dict[int, Result] = {}
    for place in range(max(map(len, learners), default=0)):
        used = {result.submission_id for result in found.values()}
        taken: dict[str, int] = {}
        for number, own in enumerate(learners):
            result = by_name.get(own[place].casefold()) if place < len(own) else None
            if result is None or result.submission_id in used or number in found:
                continue
            if result.submission_id in taken:
                raise kit.KitError(
                    f"submission {visible(result.submission_id)} matches two rows, "
                    f"{visible(own[place])!r} stands in both: make the ids unique"
                )
            taken[result.submission_id] = number
            found[number] = result
    rows = [
        Row(tuple(filter(None, own)) or ("",), found.get(number))
        for number, own in enumerate(learners)
    ]
    used = {result.submission_id for result in found.values()}
    return rows, [result for result in results if result.submission_id not in used]


def of_class(results: Sequence[Result], roster: Path | None) -> tuple[list[Row], list[Result]]:
    """Give a row a learner: those of the roster, or without one those who handed in.

    The roster is a CSV with a column `id`, the gradebook's; every other cell of a row is
    another name of the learner (login, address, GitHub user, name).
    """
    if roster is None:
        return [Row((_learner(result),), result) for result in results], []
    table = read_table(roster)
    place = table.column("id")
    if place is None:
        raise kit.KitError(f"{roster} has no column id: it has {', '.join(table.header)}")
    keys = [[row[place], *row[:place], *row[place + 1 :]] for row in table.rows]
    return matched(keys, results)


def renamed(rows: Sequence[Row]) -> list[Result]:
    """Give the results of a roster's rows, each known by the roster's id from now on."""
    found = []
    for row in rows:
        if row.result is not None:
            handed_in = row.result.handed_in or HandedIn(row.id)
            handed_in = dataclasses.replace(handed_in, learner=row.id)
            found.append(dataclasses.replace(row.result, handed_in=handed_in))
    return found


def _learner(result: Result) -> str:
    return result.handed_in.learner if result.handed_in else result.submission_id


def scaled(result: Result, most: float | None) -> str:
    """Write a score for a gradebook whose most points are `most`, with two decimals at most.

    A submission that the grader failed on has no score: the cell stays empty.
    """
    if result.status == ERROR:
        return ""
    factor = 1.0 if most is None else most / result.max_score
    return f"{result.score * factor:.2f}".rstrip("0").rstrip(".")
