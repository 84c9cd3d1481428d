"""How a submission was handed in, as far as the platform tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

import msgspec

BETWEEN_NAMES = "; "
"""Stands between the names of several learners: one may have a comma, as `Lovelace, Ada`."""
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
    entry of its own. `members` are the other learners whose submission it is too, `names` those of
    theirs that the platform tells, by their ids, `mails` the addresses of all. `extended`
    says in words what more time there was: both are counted with it. `late_days` are those
    that this learner has, None where the rule tells, `late_days_used` those it took. `own` is how
    it counts for those of several learners who have an extension of their own. `platform` is the
    one that it was collected from, whose ids these are; `listed` tells that its own list of the
    class says whose it is.
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
    names: Mapping[str, str] = field(default_factory=dict, hash=False)
    mails: Mapping[str, str] = field(default_factory=dict, hash=False)
    listed: bool = False

    def name_of(self, learner: str) -> str:
        """Return the name of one of its learners, empty where it is not known."""
        return self.name if learner == self.learner else self.names.get(learner, "")

    @property
    def every_name(self) -> str:
        """The names of all whose submission it is, as far as they are known."""
        every = (self.name, *map(self.name_of, self.members))
        return BETWEEN_NAMES.join(dict.fromkeys(filter(None, every)))

    @property
    def together(self) -> list[str]:
        """All whose submission it is, by id, with the names that are known."""
        return [
            f"{name} ({who})" if (name := self.name_of(who)) not in ("", who) else who
            for who in (self.learner, *self.members)
        ]
