"""Two results folders side by side: whose score changed, by which checks, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from autograder.core.folding import folded
from autograder.core.languages import N_, _

from .changes import RECOMPUTED, WORDS
from .decided import Adjustment
from .decisions.adjusting import machine
from .decisions.groups import learners_of
from .folder import Stored
from .record import RunRecord
from .results import Check, Part, Result

SUBMISSION, HANDED_IN, ADJUSTMENT = "submission", "handed_in", "adjustments"
EXERCISES, STATUS, UNKNOWN = "exercises", "status", "unknown"
REASONS = WORDS | {
    SUBMISSION: N_("the submission"),
    HANDED_IN: N_("when it was handed in"),
    ADJUSTMENT: N_("an adjustment"),
    EXERCISES: N_("the exercises that were graded"),
    STATUS: N_("whether it could be graded"),
    UNKNOWN: N_("no recorded reason"),
}
"""Why a score may change, and what that is called."""


@dataclass(frozen=True, slots=True)
class CheckChange:
    """A check that got other points, or another outcome; None where there was none."""

    part: str
    old: Check | None
    new: Check | None

    @property
    def title(self) -> str:
        """What people read of the check's name."""
        check = self.new or self.old
        return check.title if check else ""

    @property
    def points(self) -> float:
        """How many points it gives more than it gave."""
        return (self.new.score if self.new else 0) - (self.old.score if self.old else 0)


@dataclass(frozen=True)
class Difference:
    """One submission with another score, or with other verdicts behind the same score."""

    old: Result
    new: Result
    checks: tuple[CheckChange, ...]
    reasons: tuple[str, ...]

    @property
    def id(self) -> str:
        """The submission's id; where one folder alone has a member's own line, that line's."""
        return (self.old if self.old.of and not self.new.of else self.new).submission_id

    @property
    def points(self) -> float:
        """How much higher the score is now, 0 where one of the two is no score."""
        if not (self.old.has_score and self.new.has_score):
            return 0.0
        return round(self.new.score - self.old.score, 4)

    @property
    def changes_score(self) -> bool:
        """Tell whether a gradebook gets something else now."""
        return _score(self.old) != _score(self.new)

    @property
    def why(self) -> str:
        """The reasons in words."""
        return _(", ").join(_(REASONS[reason]) for reason in self.reasons)


@dataclass(frozen=True)
class Comparison:
    """What differs between two folders: those of a class that are in both, and in one alone.

    `runs` says what of the runs themselves differs.
    """

    differences: tuple[Difference, ...]
    unchanged: int
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]
    runs: tuple[str, ...]

    @property
    def changed(self) -> int:
        """How many scores changed."""
        return sum(difference.changes_score for difference in self.differences)

    @property
    def summary(self) -> list[str]:
        """Say in lines what differs."""
        both = len(self.differences) + self.unchanged
        lines = [_("{count} of {all} scores changed", count=self.changed, all=both)]
        if others := len(self.differences) - self.changed:
            lines.append(_("same score, other verdicts: {count}", count=others))
        if self.runs:
            what = _(", ").join(_(REASONS[reason]) for reason in self.runs)
            lines.append(_("the runs differ in: {what}", what=what))
        return lines


def compare(old: Stored, new: Stored) -> Comparison:
    """Compare the results of two folders, as people adjusted them."""
    runs = _runs(old.record, new.record)
    pairs, only_old, only_new = _pairs(old.results, new.results)
    found = [_difference(a, b, runs) for a, b in pairs]
    differences = [each for each in found if each is not None]
    differences.sort(key=lambda each: (not each.changes_score, -abs(each.points), each.id))
    return Comparison(
        tuple(differences),
        len(pairs) - len(differences),
        only_old,
        only_new,
        runs,
    )


def _pairs(
    old: Sequence[Result], new: Sequence[Result]
) -> tuple[list[tuple[Result, Result]], tuple[str, ...], tuple[str, ...]]:
    """Put results of two folders side by side; return the ids that are in one alone too.

    A member's own line in one is put beside the group's submission in the other.
    """
    before, now = _by_name(old), _by_name(new)
    pairs = {
        (a.submission_id, b.submission_id): (a, b)
        for a, b in (
            *((before.get(_first(b)), b) for b in new),
            *((a, now.get(_first(a))) for a in old),
        )
        if a is not None and b is not None
    }
    left = {name for name, _other in pairs}, {name for _other, name in pairs}
    only = [
        tuple(r.submission_id for r in results if r.submission_id not in found)
        for results, found in zip((old, new), left)
    ]
    return list(pairs.values()), only[0], only[1]


def _by_name(results: Sequence[Result]) -> dict[str, Result]:
    """Return results by their ids and, where lines of groups are, by those of their learners."""
    lines = {folded(name): r for r in results for name in learners_of(r)}
    return {**lines, **{result.submission_id: result for result in results}}


def _first(result: Result) -> str:
    """Return the name by which a result is looked for: a line by its learner's."""
    return folded(learners_of(result)[0]) if result.of else result.submission_id


def _runs(old: RunRecord, new: RunRecord) -> tuple[str, ...]:
    """Return what decides scores and is another in the second run."""
    names = [name for name in WORDS if getattr(old, name) != getattr(new, name)]
    if old.own_seeds != new.own_seeds and "seed" not in names:
        names.append("seed")
    return tuple(names)


def _score(result: Result) -> object:
    return (result.score, result.max_score) if result.has_score else str(result.status)


def _difference(old: Result, new: Result, runs: Sequence[str]) -> Difference | None:
    checks = tuple(_checks(old, new))
    if _score(old) == _score(new) and old.excused == new.excused and not checks:
        return None
    return Difference(old, new, checks, tuple(_reasons(old, new, checks, runs)))


def _checks(old: Result, new: Result) -> Iterator[CheckChange]:
    """Return the checks that differ, in the order of the second run."""
    parts = {part.name: part for part in old.parts}
    for part in new.parts:
        yield from _checks_of(parts.pop(part.name, None), part)
    for part in parts.values():
        yield from _checks_of(part, None)


def _checks_of(old: Part | None, new: Part | None) -> Iterator[CheckChange]:
    name = (new or old or Part("", 0, 0, ())).name
    before = {check.name: check for check in (old.checks if old else ())}
    for check in new.checks if new else ():
        other = before.pop(check.name, None)
        if other is None or (other.score, other.outcome) != (check.score, check.outcome):
            yield CheckChange(name, other, check)
    for check in before.values():
        yield CheckChange(name, check, None)


def _reasons(
    old: Result, new: Result, checks: Sequence[CheckChange], runs: Sequence[str]
) -> list[str]:
    """Return why a result differs: what explains its checks, its lateness, what people decided."""
    reasons = []
    if checks or old.status != new.status or _points(old) != _points(new):
        reasons += _of_grading(old, new, runs)
    if machine(old).penalty != machine(new).penalty:
        reasons += _of_lateness(old, new, runs)
    if _decided(old) != _decided(new):
        reasons.append(ADJUSTMENT)
    return reasons or [UNKNOWN]


def _points(result: Result) -> list[tuple[str, float, float]]:
    return [(part.name, part.score, part.max_score) for part in machine(result).parts]


def _of_grading(old: Result, new: Result, runs: Sequence[str]) -> list[str]:
    reasons = [SUBMISSION] if old.fingerprint != new.fingerprint else []
    if {part.name for part in old.parts} != {part.name for part in new.parts}:
        reasons.append(EXERCISES)
    seals = {part.name: part.graded_with for part in old.parts}
    resealed = any(seals.get(part.name, "") != part.graded_with for part in new.parts)
    if resealed:
        reasons += [name for name in runs if name not in RECOMPUTED]
    if resealed and not reasons:  # only a part was graded anew, or by a run before that
        reasons.append("kit_digest")
    if old.status != new.status and not reasons:
        reasons.append(STATUS)
    return reasons


def _of_lateness(old: Result, new: Result, runs: Sequence[str]) -> list[str]:
    a, b = old.handed_in, new.handed_in
    more = [(each.extended, each.late_days) if each else None for each in (a, b)]
    times = [(each.time, each.late, each.seconds_late) if each else None for each in (a, b)]
    reasons = ["late"] if "late" in runs else []
    if more[0] != more[1]:
        return [*reasons, "extensions"]
    return [*reasons, HANDED_IN] if times[0] != times[1] else reasons


def _decided(result: Result) -> set[tuple[str, float | None, bool]]:
    rows: tuple[Adjustment, ...] = result.adjusted.rows if result.adjusted else ()
    return {(row.exercise, row.points, row.excused) for row in rows if row.decides}
