"""Adjustments put to results: what people decide counts, the machine's verdict stays beside it."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import msgspec

from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.core.system import read_bounded

from ..decided import AFTER_LATENESS, TOTAL, Adjusted, Adjustment, Changed
from ..results import Part, Result, rounded, write_text
from ..versions import digest
from .adjustments import adjustments_path, read_adjustments
from .groups import learners_of
from .lateness import LateRule, penalty_of
from .lines import lines_of, rows_of_line
from .whose import Whose

TAKEN = "adjusted.json"
"""Beside the adjustments: what the machine had said when each row was first taken."""
Key = tuple[str, str, str]
"""Submission, the member whose own row it is, and exercise."""


@dataclass(frozen=True)
class Taken:
    """A row, and the machine's points and verdict for which it was written."""

    row: Adjustment
    points: float
    verdict: str


@dataclass(frozen=True)
class Adjustments:
    """What is adjusted of a results folder: the rows of each submission, by its id.

    `taken` is what the machine had said; `rule` is what lateness costs.
    """

    rows: Mapping[str, tuple[Adjustment, ...]] = field(default_factory=dict)
    taken: Mapping[Key, Taken] = field(default_factory=dict)
    rule: LateRule | None = None

    def lines_of(self, result: Result) -> tuple[Result, ...]:
        """Return a result as people adjusted it; one that nobody adjusted stays as it is.

        Of a group's submission each member for whom there is a row of their own is a line.
        """
        alone = {row.member for row in self.rows.get(result.submission_id, ())}
        return tuple(self._put_to(line, result) for line in lines_of(result, alone, self.rule))

    def _put_to(self, line: Result, whole: Result) -> Result:
        rows = rows_of_line(self.rows.get(whole.submission_id, ()), learners_of(line))
        if not rows:
            return line
        changed = tuple(each for row in rows for each in self._changed(row, whole))
        return adjusted(line, rows, self.rule, changed)

    def are_shown(self, ids: Collection[str]) -> bool:
        """Tell whether these submissions' rows are taken, as they are when pages are begun."""
        rows = {_key(row): row for rows in self.rows.values() for row in rows}
        return all(
            key in rows and key in self.taken and rows[key] == self.taken[key].row
            for key in {*rows, *self.taken}
            if key[0] in ids
        )

    def _changed(self, row: Adjustment, result: Result) -> list[Changed]:
        taken = self.taken.get(_key(row))
        points, verdict = _verdict(result, row.exercise)
        if taken is None or taken.row != row or taken.verdict == verdict:
            return []
        return [Changed(row, taken.points, points)]


NO_ADJUSTMENTS = Adjustments()


def stored_adjustments(
    out: Path,
    whose: Whose,
    exercises: Collection[str] = (),
    rule: LateRule | None = None,
    path: Path | None = None,
) -> Adjustments:
    """Return what is adjusted of a results folder, or will be by the file `path`.

    Raises CommandError as `read_adjustments` does, or where what the machine had said cannot be
    read.
    """
    rows: dict[str, tuple[Adjustment, ...]] = {}
    for row in read_adjustments(path or adjustments_path(out), whose, exercises):
        rows[row.id] = (*rows.get(row.id, ()), row)
    return Adjustments(rows, _read_taken(out), rule)


def _read_taken(out: Path) -> dict[Key, Taken]:
    path = out / TAKEN
    try:
        every = msgspec.convert(json.loads(read_bounded(path).decode("utf-8")), list[Taken])
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError, RecursionError) as error:
        words = _(
            "{path} is damaged ({error}): remove it; adjustments will then count as written today",
            path=path,
            error=" ".join(str(error).split()),
        )
        raise CommandError(words) from None
    return _by_key(every)


def take(out: Path, adjustments: Adjustments, results: Iterable[Result]) -> Adjustments:
    """Write down for which verdict of the machine's each row was written, where it is new.

    `results` are as stored. A row that is written anew is taken anew. Returns the adjustments with
    that; raises OSError.
    """
    by_id = {result.submission_id: machine(result) for result in results}
    every: list[Taken] = []
    for row in (row for rows in adjustments.rows.values() for row in rows):
        before = adjustments.taken.get(_key(row))
        if before is not None and before.row == row:
            every.append(before)
        elif row.id in by_id:
            every.append(Taken(row, *_verdict(by_id[row.id], row.exercise)))
    path = out / TAKEN
    if every or path.exists():
        tree = msgspec.to_builtins(every)
        write_text(path, json.dumps(tree, indent=1, ensure_ascii=False) + "\n")
    return dataclasses.replace(adjustments, taken=_by_key(every))


def _by_key(every: Iterable[Taken]) -> dict[Key, Taken]:
    return {_key(taken.row): taken for taken in every}


def _key(row: Adjustment) -> Key:
    return (row.id, row.member, row.exercise)


def _verdict(result: Result, exercise: str) -> tuple[float, str]:
    """Return the machine's points for what a row stands for, and what they were found by."""
    parts = [
        part for part in result.parts if exercise not in _names(result) or part.name == exercise
    ]
    points = rounded(_sum(parts))
    if exercise in ("", AFTER_LATENESS):
        points = result.score
    wrong = [(p.name, c.name, str(c.outcome)) for p in parts for c in p.checks if not c.passed]
    return points, digest(repr((points, str(result.status), wrong)))


def _names(result: Result) -> set[str]:
    return {part.name for part in result.parts}


def adjusted(
    result: Result,
    rows: Sequence[Adjustment],
    rule: LateRule | None,
    changed: tuple[Changed, ...] = (),
) -> Result:
    """Return a result as these rows of its id adjust it.

    An exercise's points take the place of the machine's, a total that of the sum, and
    lateness is taken off anew; a total after lateness is the score. What is excused counts
    neither for points nor for what they are out of.
    """
    row_of = {row.exercise: row for row in sorted(rows, key=lambda row: row.decides)}
    parts = tuple(_adjusted_part(part, row_of.get(part.name)) for part in result.parts)
    names = tuple(p.name for p in parts if p.name in row_of and row_of[p.name].excused)
    counted = [part for part in parts if part.name not in names]
    total, after = row_of.get(TOTAL), row_of.get(AFTER_LATENESS)
    all_excused = bool(total and total.excused) or (bool(parts) and not counted)
    what = Adjusted(
        tuple(rows),
        result.score,
        result.max_score,
        result.penalty,
        {row.exercise: _verdict(result, row.exercise)[0] for row in rows if row.decides},
        all_excused,
        names,
        changed,
        result.penalty_reason,
    )
    if not what.decides or all_excused:
        return dataclasses.replace(result, adjusted=what)
    earned = _sum(counted) if total is None or total.points is None else _exact(total.points)
    penalty, reason = penalty_of(earned, result.handed_in, rule)
    score: float = rounded(earned - penalty)
    if after is not None and after.points is not None:
        score, penalty, reason = after.points, Fraction(0), ""
    return dataclasses.replace(
        result,
        score=score,
        max_score=rounded(_sum_of_most(counted)),
        parts=parts,
        penalty=rounded(penalty),
        penalty_reason=reason,
        adjusted=what,
    )


def _adjusted_part(part: Part, row: Adjustment | None) -> Part:
    if row is None or row.points is None:
        return part
    return dataclasses.replace(part, score=row.points)


def _sum(parts: Iterable[Part]) -> Fraction:
    return sum((_exact(part.score) for part in parts), Fraction(0))


def _sum_of_most(parts: Iterable[Part]) -> Fraction:
    return sum((_exact(part.max_score) for part in parts), Fraction(0))


def _exact(points: float) -> Fraction:
    return Fraction(str(points))


def machine(result: Result) -> Result:
    """Return the machine's own verdict of a result that people adjusted."""
    if result.adjusted is None:
        return result
    points = result.adjusted.points
    parts = tuple(
        dataclasses.replace(part, score=points.get(part.name, part.score)) for part in result.parts
    )
    return dataclasses.replace(
        result,
        score=result.adjusted.score,
        max_score=result.adjusted.max_score,
        penalty=result.adjusted.penalty,
        penalty_reason=result.adjusted.penalty_reason,
        parts=parts,
        adjusted=None,
    )
