"""What people decide beside the machine's verdict, as data."""

from __future__ import annotations

from dataclasses import dataclass

TOTAL, AFTER_LATENESS = "total", "total after lateness"
"""What a row may stand for besides an exercise; an empty one is the whole submission."""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """One row of `adjustments.csv`: what somebody decided of a submission, or said of it.

    `exercise` is an exercise's name, `total` (in the place of the sum, before lateness), `total
    after lateness`, or empty for the whole submission. `points` is None for a comment alone. A
    row without points and comment says that `by` has seen it. `line` is where it stands in
    its file, 0 where it is in none.
    """

    id: str
    exercise: str = ""
    points: float | None = None
    excused: bool = False
    comment: str = ""
    by: str = ""
    line: int = 0

    @property
    def decides(self) -> bool:
        """Tell whether it changes points."""
        return self.excused or self.points is not None


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that was written for another verdict of the machine's: its points then and now."""

    row: Adjustment
    then: float
    now: float


@dataclass(frozen=True, slots=True)
class Adjusted:
    """What was adjusted of a result, and the machine's verdict beside it.

    `score` and `max_score` are the machine's, lateness taken off; `points` gives the machine's
    points of each exercise that was adjusted. `excused` tells that the whole submission counts
    for nothing, `excused_parts` names the exercises that do not count. `changed` are the rows
    that were written for another verdict of the machine's than there is now.
    """

    rows: tuple[Adjustment, ...]
    score: float
    max_score: float
    points: dict[str, float]
    excused: bool = False
    excused_parts: tuple[str, ...] = ()
    changed: tuple[Changed, ...] = ()

    def row(self, exercise: str) -> Adjustment | None:
        """Return the row of an exercise, of a total or, by an empty name, of all."""
        return next((row for row in self.rows if row.exercise == exercise), None)

    @property
    def decides(self) -> bool:
        """Tell whether any row changes points."""
        return any(row.decides for row in self.rows)
