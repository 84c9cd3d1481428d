"""What a platform's download holds: pieces of submissions, and what is asked of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath

from autograder.core.folding import folded
from autograder.core.table import Table
from autograder.grading.decisions.counting import Count
from autograder.grading.decisions.extensions import Extension


@dataclass(frozen=True)
class Sent:
    """One time that a platform recorded, and the commit that came then, where it tells.

    What the platform took from the commit itself is `claimed`.
    """

    time: datetime
    commit: str = ""
    claimed: bool = False


Times = dict[str, list[Sent]]
"""When each learner handed in, by every name of theirs in lower case."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is asked of a download, besides the platform it is from.

    `costs` tells that lateness costs points and excludes nothing; `times` are the platform's,
    `roster` is the class as CSV, `assignment` is one of nbgrader's, `extensions` say by names in
    lower case who has more time; `worksheet` is Moodle's, which tells who is in which group.
    """

    due: datetime | None = None
    costs: bool = False
    count: Count = Count.LATEST
    times: Times = field(default_factory=dict)
    roster: Path | None = None
    assignment: str | None = None
    extensions: Mapping[str, Extension] = field(default_factory=dict)
    worksheet: Table | None = None

    def due_for(self, *names: str) -> datetime | None:
        """Return the deadline of someone of these names, with an extension if they have one."""
        extension = next((e for name in names if (e := self.extensions.get(folded(name)))), None)
        if self.due is None or extension is None:
            return self.due
        return extension.until or self.due + timedelta(seconds=extension.seconds)

    def deadlines_for(self, *names: str) -> list[datetime]:
        """Return the deadlines that a clone may have: all, where a roster tells whose it is."""
        if self.due is None:
            return []
        if self.roster is None:
            return [due for due in (self.due_for(*names),) if due]
        return sorted({self.due, *filter(None, map(self.due_for, self.extensions))})

    def sent_by(self, *names: str) -> list[Sent]:
        """Return when someone of these names handed in, by the platform; the latest last."""
        for name in names:
            if sent := self.times.get(folded(name)):
                return sorted(sent, key=lambda one: one.time)
        return []


@dataclass(frozen=True)
class SubmittedFile:
    """One file of a submission: whose, from where in the download, to where.

    Pieces of a learner with one `attempt` are one attempt; of those with the same target all but
    the highest `version` are left out. `handle` is how the platform calls what was handed in, by
    which feedback finds its way back. A `time` that is `claimed` is what the learner's own clock
    said. `members` are further learners whose submission it is, `names` theirs by their ids,
    `mails` the addresses of all; `listed` tells that the platform's own list of the class says so.
    `read` gives the content of what is no file of the download.
    """

    learner: str
    source: str
    target: str
    name: str = ""
    attempt: float = 0
    version: int = 0
    late: bool = False
    time: datetime | None = None
    handle: str = field(default="", compare=False)
    claimed: bool = False
    members: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict, compare=False)
    mails: Mapping[str, str] = field(default_factory=dict, compare=False)
    listed: bool = field(default=False, compare=False)
    read: Callable[[], bytes] | None = field(default=None, compare=False)


def base(path: str) -> str:
    """Return the last part of a path."""
    return PurePosixPath(path).name
