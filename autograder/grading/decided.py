"""What people decide beside the machine's verdict, as data."""

from __future__ import annotations

from dataclasses import dataclass, field

from autograder.core.languages import N_, _
from autograder.core.table import in_form

TOTAL, AFTER_LATENESS = N_("total"), N_("total after lateness")
TOTALS = (TOTAL, AFTER_LATENESS)
"""What a row may stand for besides an exercise; an empty one is the whole submission."""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """One row of `adjustments.csv`: what somebody decided of a submission, or said of it.

    `id` is the submission's; of a group's a row may be for one `member` alone. `exercise` is an
    exercise's name, `total` (in the place of the sum, before lateness), `total
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
    member: str = ""
    line: int = field(default=0, compare=False, repr=False)

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

    `score`, `max_score`, `penalty` and its reason are the machine's; `points` gives the
    machine's points for each row that changes them, by its exercise or total. `excused` tells
    that the whole submission counts for nothing, `excused_parts` names the exercises that do
    not count. `changed` are the rows that were written for another verdict of the machine's
    than there is now.
    """

    rows: tuple[Adjustment, ...]
    score: float
    max_score: float
    penalty: float
    points: dict[str, float]
    excused: bool = False
    excused_parts: tuple[str, ...] = ()
    changed: tuple[Changed, ...] = ()
    penalty_reason: str = ""

    def row(self, exercise: str) -> Adjustment | None:
        """Return the row of an exercise, of a total or, by an empty name, of all.

        One member's own comes before that of the group.
        """
        return next((row for row in reversed(self.rows) if row.exercise == exercise), None)

    @property
    def decides(self) -> bool:
        """Tell whether any row changes points."""
        return any(row.decides for row in self.rows)

    @property
    def decides_total(self) -> bool:
        """Tell whether the score is what somebody decided."""
        return any(row.decides for row in self.rows if row.exercise in TOTALS)

    @property
    def told(self) -> tuple[Adjustment, ...]:
        """The rows that say something, those of all the submission first."""
        rows = [row for row in self.rows if row.decides or row.comment]
        return tuple(sorted(rows, key=lambda row: row.exercise not in ("", TOTAL, AFTER_LATENESS)))

    def decision(self, row: Adjustment) -> str:
        """Say in words what a row decides; of a comment alone what it is about."""
        what = _(row.exercise) if row.exercise in TOTALS else row.exercise
        if row.excused:
            return _("{what}: excused", what=what)
        if row.points is None:
            return what
        shown = {
            "points": in_form(row.points),
            "machine": in_form(self.points.get(row.exercise, 0)),
        }
        return _("{what}: {points} instead of {machine} points", what=what, **shown)

    def in_words(self) -> list[str]:
        """Say each row that says something in a line: what, why, and who decided it."""
        return [
            _(": ").join(filter(None, (self.decision(row), row.comment)))
            + (f" ({row.by})" if row.by else "")
            for row in self.told
        ]
