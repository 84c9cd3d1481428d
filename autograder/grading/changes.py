"""What a run would change of what is stored: refused, or said before it happens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from autograder.core.control import escape_control
from autograder.core.errors import CommandError
from autograder.core.languages import N_, _

from .classroom import checks_digest, stored, taken_in
from .handed_in import Lateness
from .jobs import GradedEntry
from .merging import Asked
from .record import RunRecord
from .results import RESULTS, Result, Status
from .settings import Settings

WORDS = {
    "seed": N_("the seed"),
    "data_digest": N_("the data set"),
    "kit_digest": N_("the checks of the kit"),
    "late": N_("the rule for lateness"),
    "extensions": N_("the extensions"),
    "limits": N_("the limits"),
    "sandbox": N_("the sandbox"),
    "device": N_("the device"),
    "settings": N_("the course's settings"),
}
"""What of a run decides scores, and what it is called."""
NEVER_MIXED = {"seed", "data_digest"}
RECOMPUTED = {"late", "extensions"}
"""What changes a score without grading anything."""
MAX_NAMED = 3


def check_class(out: Path, before: RunRecord | None, now: RunRecord) -> None:
    """Raise CommandError where the results folder belongs to another class or course."""
    if before is None:
        return
    if before.submissions and not _same_class(before, now):
        words = _(
            "{out} holds the results of {before}, not of {now}: name a new results folder",
            out=out,
            before=before.submissions,
            now=now.submissions,
        )
        raise CommandError(words)
    if before.format and before.course != now.course:
        words = _(
            "{out} holds the results of another course ({before}, here {now}): "
            "name a new results folder",
            out=out,
            before=_course_in_words(before),
            now=_course_in_words(now),
        )
        raise CommandError(words)


def _same_class(before: RunRecord, now: RunRecord) -> bool:
    """Tell whether it is one class: the same folder, a copy of it, or one that was moved.

    A copy has the same ids, so that no results are mixed; of a moved one most ids stay.
    """
    if before.submissions == now.submissions:
        return True
    moved = before.submissions is not None and not Path(before.submissions).exists()
    stay = before.members.keys() & now.members.keys()
    copied = bool(stay) and before.members.keys() == now.members.keys()
    return copied or (moved and 2 * len(stay) > len(before.members))


def _course_in_words(record: RunRecord) -> str:
    most = f"{sum(record.course.values()):g}"
    return _("{count} exercises, {most} points", count=len(record.course), most=most)


def check_selection(
    out: Path, before: RunRecord | None, entries: Sequence[GradedEntry], request: Asked
) -> None:
    """Raise CommandError where a submission changed, so that its other verdicts cannot be kept."""
    if before is None or not request.exercises or request.exercises >= set(before.exercises):
        return
    changed = []
    for item in entries:
        existing = stored(out, item)
        if (
            existing
            and existing.status != Status.ERROR
            and existing.fingerprint != taken_in(item)[1]
        ):
            changed.append(item.entry.id)
    if changed:
        words = _(
            "--exercise keeps the verdicts of the other exercises, but these submissions changed "
            "since: {names}; grade without --exercise",
            names=_some(changed),
        )
        raise CommandError(words)


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(escape_control(name) for name in names[:MAX_NAMED])
    more = len(names) - MAX_NAMED
    return _("{names} and {count} more", names=shown, count=more) if more > 0 else shown


def changes(
    out: Path,
    before: RunRecord | None,
    now: RunRecord,
    entries: Sequence[GradedEntry],
    settings: Settings,
    request: Asked,
    finish: Callable[[Result], Result],
) -> str:
    """Return what would change stored scores, and how many, in a line; empty where nothing would.

    Raises CommandError for what would mix the verdicts of two seeds or data sets in one result.
    """
    there = [result for item in entries if (result := stored(out, item))]
    if before is None or not before.format:
        return _of_an_earlier_version(out, there, request)
    differing = [name for name in WORDS if getattr(before, name) != getattr(now, name)]
    stale = [result for result in there if _is_stale(result, request, checks_digest(settings))]
    if request.keeps_verdicts(before.exercises):
        if "kit_digest" in differing:  # that is what grading a part anew is for
            differing.remove("kit_digest")
        if there:
            _check_unmixed(differing)
    elif stale and not differing and before.language == now.language:
        differing = ["kit_digest"]  # only a part was graded with the checks of now
    if not set(differing) - RECOMPUTED:
        stale = [
            result
            for result in there
            if _costs(later := finish(result)) != _costs(result)
            and (differing or _is_the_same_time(result, later))
        ]
    if not stale:
        return ""
    what = _(", ").join(_(WORDS[name]) for name in differing) or _("how submissions were handed in")
    words = _("unlike the run in {out}: {what}; stored scores that may change: {count}")
    return words.format(out=out, what=what, count=len(stale))


def _costs(result: Result) -> tuple[float, tuple[Lateness, ...]]:
    """Return what changes with lateness: the score, and what members have of their own."""
    return result.score, result.handed_in.own if result.handed_in else ()


def _is_the_same_time(before: Result, now: Result) -> bool:
    """Tell whether a submission came when it came before: what is handed in again may be later."""
    times = [result.handed_in.time if result.handed_in else "" for result in (before, now)]
    return times[0] == times[1] or not all(times)


def _of_an_earlier_version(out: Path, there: Sequence[Result], request: Asked) -> str:
    """Say that all is graded anew; raises CommandError where a selection would drop verdicts."""
    names = {part.name for result in there for part in result.parts}
    if request.keeps_verdicts(names):
        words = _(
            "an earlier version graded {out}, whose verdicts cannot be kept: "
            "grade without --exercise, or name a new results folder",
            out=out,
        )
        raise CommandError(words)
    count = len(list((out / RESULTS).glob("*.json")))
    words = _("an earlier version graded {out}; all {count} are graded anew")
    return words.format(out=out, count=count) if count else ""


def _check_unmixed(differing: Sequence[str]) -> None:
    """Raise CommandError where kept verdicts and new ones would be of two seeds or data sets."""
    for name in set(differing) & NEVER_MIXED:
        words = _(
            "other verdicts are kept, but {what} is a different one: grade all of it, "
            "or name a new results folder",
            what=_(WORDS[name]),
        )
        raise CommandError(words)


def _is_stale(result: Result, request: Asked, graded_with: str) -> bool:
    """Tell whether a stored score would be found anew, since it was found otherwise."""
    parts = [p for p in result.parts if not request.exercises or p.name in request.exercises]
    return result.status == Status.GRADED and any(part.graded_with != graded_with for part in parts)
