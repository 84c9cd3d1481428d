"""Extensions: more time for one learner, taken into account before lateness costs anything."""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from autograder.core.due import in_english, in_words, read_due, translated
from autograder.core.errors import CommandError
from autograder.core.folding import folded
from autograder.core.languages import N_, _

from ..handed_in import Lateness
from .lateness import SECONDS
from .rows import Row, known_ids, read_rows
from .whose import Finder, Who, Whose

EXTENSIONS = "extensions.csv"
LATE_DAYS, BETWEEN = "late days: {count}", "; "
AMOUNTS = {
    "minute": (N_("{count} minute"), N_("{count} minutes")),
    "hour": (N_("{count} hour"), N_("{count} hours")),
    "day": (N_("{count} day"), N_("{count} days")),
}
IN_DAYS = N_("{count} late day"), N_("{count} late days")
_MORE = re.compile(r"(?P<number>\d{1,4}) ?(?P<unit>minute|hour|day)s?")
_DAYS = re.compile(re.escape(LATE_DAYS).replace(re.escape("{count}"), r"(\d+)"))


@dataclass(frozen=True)
class Extension:
    """More time for one submission: until a moment or by seconds, and late days of its own.

    `words` say it as it is stored, `row` is where it stands.
    """

    row: Row
    until: datetime | None = None
    seconds: int = 0
    late_days: int | None = None

    @property
    def words(self) -> str:
        """What the extension is, in words that `told` says in the reader's language."""
        written = " ".join(self.row.cells["until"].split())
        until = written if self.until is None else in_english(self.until)
        days = "" if self.late_days is None else LATE_DAYS.format(count=self.late_days)
        return BETWEEN.join(filter(None, (until, days)))

    def put_to(self, lateness: Lateness | None) -> Lateness:
        """Return how a submission was handed in with more time; raises CommandError.

        That is where nothing tells when it was handed in, or how late it is.
        """
        if lateness is None:
            raise self.row.error(_("nothing tells when it was handed in: see collect"))
        now = dataclasses.replace(lateness, extended=self.words, late_days=self.late_days)
        if self.until is not None:
            if not lateness.time:
                raise self.row.error(_("nothing tells when it was handed in: write '2 days'"))
            late = (datetime.fromisoformat(lateness.time) - self.until).total_seconds()
            if lateness.seconds_late is not None and late > lateness.seconds_late:
                words = _("until {moment}: that is before the deadline")
                raise self.row.error(words.format(moment=in_words(self.until)))
        elif not self.seconds or not lateness.late:
            return now
        elif lateness.seconds_late is None:
            words = _("it is late, but nothing tells by how much: adjust its points instead")
            raise self.row.error(words)
        else:
            late = lateness.seconds_late - self.seconds
        return dataclasses.replace(now, late=late > 0, seconds_late=max(0.0, late))

    def time_given(self, lateness: Lateness | None) -> tuple[float, float, float]:
        """Return what puts extensions of one submission in order: the most time comes first."""
        late = self.put_to(lateness).seconds_late
        until = self.until.timestamp() if self.until else 0.0
        return (math.inf if late is None else late, -until, -self.seconds)


def told(words: str) -> str:
    """Return stored words of an extension in the language chosen; what is unknown stays."""
    return _(BETWEEN).join(map(_piece, words.split(BETWEEN)))


def _piece(words: str) -> str:
    if m := _MORE.fullmatch(words.lower()):
        one, several = AMOUNTS[m["unit"]]
        number = int(m["number"])
        return _(one if number == 1 else several, count=number)
    days = _DAYS.fullmatch(words)
    if days is None:
        return translated(words)
    words = IN_DAYS[days[1] != "1"]
    return _(words, count=days[1])


def read_extensions(path: Path, ids: Iterable[str]) -> dict[str, Extension]:
    """Return the extensions of a file by ids; none where there is no such file.

    An id that is none of `ids` stays as it is written: who has more time may hand in nothing.
    Columns are `id`, `until` (a moment, as the deadline's, or `3 days`) and `late_days`. Raises
    CommandError, with the line, for a row that cannot be taken as it stands.
    """
    if not path.exists():
        return {}
    known, extensions = known_ids(ids), dict[str, Extension]()
    for row in read_rows(path, ("id", "until"), ("late_days",))[1]:
        written = row.cells["id"]
        if not written:
            raise row.error(_("no id"))
        identity = known.get(written) or known.get(folded(written)) or written
        if identity in extensions:
            words = _("{id} is already in line {other}")
            other = extensions[identity].row.line
            raise row.error(words.format(id=identity, other=other))
        extensions[identity] = _extension(row)
    return extensions


def _extension(row: Row) -> Extension:
    until, days = " ".join(row.cells["until"].split()), row.cells["late_days"]
    if days and not re.fullmatch(r"\d{1,4}", days):
        raise row.error(_("late_days {text}: write a number of days", text=repr(days)))
    late_days = int(days) if days else None
    if not until:
        if late_days is None:
            raise row.error(_("until when? write a time, or 3 days"))
        return Extension(row, late_days=late_days)
    more = _MORE.fullmatch(until.lower())
    if more:
        return Extension(row, None, int(more["number"]) * SECONDS[more["unit"]], late_days)
    try:
        return Extension(row, read_due(until, "until"), 0, late_days)
    except CommandError as error:
        raise row.error(str(error)) from None


def of_submissions(
    extensions: Mapping[str, Extension],
    handed_in: Mapping[str, Lateness | None],
    whose: Whose,
) -> tuple[dict[Who, Extension], tuple[str, ...]]:
    """Return the extension of each submission and each member, and who has no submission.

    A submission is known by its id, by its learner's and as its group's; a member's id means that
    one alone. Of several that are for one submission the most time counts, and the most late
    days. Raises CommandError, with the line, where a name could mean this or that.
    """
    finder = Finder.of(whose)
    several: dict[Who, list[Extension]] = {}
    for name, extension in extensions.items():
        try:
            concerned = finder.find(name)
        except ValueError as error:
            raise extension.row.error(str(error)) from None
        for who in concerned:
            several.setdefault(who, []).append(extension)
    found = {who: _most(own, handed_in.get(who.submission)) for who, own in several.items()}
    used = {each.row.line for own in several.values() for each in own}
    return found, tuple(name for name, each in extensions.items() if each.row.line not in used)


def _most(several: Sequence[Extension], lateness: Lateness | None) -> Extension:
    """Return what holds for one submission of learners who each have an extension."""
    if len(several) == 1:
        return several[0]
    days = [each.late_days for each in several if each.late_days is not None]
    longest = min(several, key=lambda each: each.time_given(lateness))
    return dataclasses.replace(longest, late_days=max(days, default=None))


def extended(
    lateness: Mapping[str, Lateness], extensions: Mapping[Who, Extension]
) -> dict[str, Lateness]:
    """Return how each submission was handed in with its extension; raises CommandError."""
    now = dict(lateness)
    for who, extension in sorted(extensions.items()):  # a submission's own before its members'
        told = extension.put_to(lateness.get(who.submission))
        if who.member:
            own = dataclasses.replace(told, learner=who.member, members=())
            whole = now.get(who.submission, lateness[who.submission])
            told = dataclasses.replace(whole, own=(*whole.own, own))
        now[who.submission] = told
    return now
