"""A group's submission as lines: one for each member with a row of their own, one for the rest.

A line is a result: it has a row in grades and exports, a page and feedback of its own.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Sequence

from autograder.core.folding import folded

from ..decided import TOTALS, Adjustment
from ..handed_in import Lateness
from ..results import Result
from .groups import learners_of
from .lateness import LateRule, apply_lateness


def lines_of(result: Result, alone: Collection[str], rule: LateRule | None) -> list[Result]:
    """Return a line for each learner of a result who is `alone`, and one for all who are left.

    So is who has an extension of their own. The result itself where nobody is alone.
    """
    learners = learners_of(result)
    extended = [own.learner for own in result.handed_in.own] if result.handed_in else []
    single = [name for name in learners if name in alone or name in extended]
    if len(learners) == 1 or not single:
        return [result]
    left = tuple(name for name in learners if name not in single)
    lines = [_line(result, (name,), rule, alone=True) for name in single]
    return [*lines, *([_line(result, left, rule, alone=False)] if left else [])]


def _line(result: Result, learners: tuple[str, ...], rule: LateRule | None, alone: bool) -> Result:
    """Return the result of some of its learners, with the lateness of one who has their own."""
    whole = result.handed_in or Lateness(learners[0])
    own = next((each for each in whole.own if alone and each.learner == learners[0]), None)
    has_handed_in = whole.learner in learners
    handed_in = dataclasses.replace(
        own or whole,
        learner=learners[0],
        members=learners[1:],
        name=whole.name_of(learners[0]),
        names={who: name for who in learners[1:] if (name := whole.name_of(who))},
        handle=whole.handle if has_handed_in else "",
        listed=whole.listed and has_handed_in,
        own=(),
    )
    name, of = _name(result, learners, alone), result.submission_id
    line = dataclasses.replace(result, submission_id=name, of=of, alone=alone, handed_in=handed_in)
    return apply_lateness(line, handed_in, rule) if own else line


def _name(result: Result, learners: Sequence[str], alone: bool) -> str:
    """Return the id of a line: the submission's for whom it is named after, else the learner's."""
    name, every = result.submission_id, learners_of(result)
    owner = next((one for one in every if folded(one) == folded(name)), None)
    attempt = result.handed_in.attempt if result.handed_in else 0
    owner = every[0] if attempt else owner
    if owner in learners or (owner is None and not alone):
        return name
    return f"{learners[0]} ({name})" if attempt else learners[0]


def rows_of_line(rows: Sequence[Adjustment], learners: Sequence[str]) -> tuple[Adjustment, ...]:
    """Return the rows that count for a line: the group's, and those of its only learner.

    What a member's own row decides takes the place of what the group's decides.
    """
    own = [row for row in rows if row.member and list(learners) == [row.member]]
    decided = {_kind(row) for row in own if row.decides}
    of_all = [row for row in rows if not row.member]
    return (*(row for row in of_all if not (row.decides and _kind(row) in decided)), *own)


def _kind(row: Adjustment) -> str:
    """Return what a row decides: both totals are one thing."""
    return TOTALS[0] if row.exercise in TOTALS else row.exercise
