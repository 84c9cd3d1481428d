"""How a submission was handed in, as far as the platform tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import msgspec

MAX_NUMBER = 10**12
"""Points and seconds of a stored result are less, so that whatever shows them can."""
BOUNDS = msgspec.Meta(gt=-MAX_NUMBER, lt=MAX_NUMBER)
Float = Annotated[float, BOUNDS]


@dataclass(frozen=True)
class Lateness:
    """How a submission was handed in, as the platform tells.

    `learner` is the platform's id, `time` is ISO 8601 or empty; `late` may be known
    without `seconds_late`. `handle` is how the platform calls what was handed in; a `claimed`
    time is what the learner's own clock said. `attempt` counts from 1 where each attempt is an
    entry of its own. `members` are the other learners whose submission it is too. `extended`
    says in words what more time there was: both are counted with it. `late_days` are those
    that this learner has, None where the rule tells, `late_days_used` those it took. `own` is how
    it counts for those of several learners who have an extension of their own. `platform` is the
    one that it was collected from, whose ids these are.
    """

    learner: str
    name: str = ""
    time: str = ""
    late: bool = False
    seconds_late: Float | None = None
    handle: str = ""
    claimed: bool = False
    attempt: int = 0
    members: tuple[str, ...] = ()
    extended: str = ""
    late_days: int | None = None
    late_days_used: int = 0
    own: tuple[Lateness, ...] = ()
    platform: str = ""
