"""Which of a learner's attempts counts: in time, with its lateness, or the best of all."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from autograder.core.folding import folded
from autograder.core.languages import _
from autograder.grading.decisions.counting import Count
from autograder.platforms.pieces import SubmittedFile, Wanted

Attempt = list[SubmittedFile]
"""The pieces of one attempt."""


def attempts_of(pieces: Iterable[SubmittedFile]) -> list[Attempt]:
    """Return a learner's attempts, the latest last; of each file the latest version is kept."""
    by_attempt: dict[float, dict[str, SubmittedFile]] = {}
    for piece in pieces:
        newest = by_attempt.setdefault(piece.attempt, {})
        other = newest.get(piece.target)
        if other is None or piece.version > other.version:
            newest[piece.target] = piece
    return [list(by_attempt[number].values()) for number in sorted(by_attempt)]


def counted(attempts: list[Attempt], wanted: Wanted, *names: str) -> list[Attempt]:
    """Return what counts of someone's attempts: one, or with `best` all, which grading chooses of.

    Where lateness costs points it is the last of all, otherwise the last that came in time, and
    the last of all where none did.
    """
    if wanted.count == Count.BEST:
        return attempts
    due = wanted.due_for(*names, *handles_of(attempts[-1]))
    if due is None or wanted.costs:
        return attempts[-1:]
    in_time = [one for one in attempts if (time := _time(one)) and time <= due]
    return in_time[-1:] or attempts[-1:]


def handles_of(pieces: Iterable[SubmittedFile]) -> list[str]:
    """Return how the platform calls what was handed in, and whose it says it is."""
    return sorted({piece.handle for piece in pieces} | {piece.name for piece in pieces})


def _time(attempt: Attempt) -> datetime | None:
    return max((piece.time for piece in attempt if piece.time), default=None)


def choose(
    pieces: Mapping[str, Sequence[SubmittedFile]], wanted: Wanted
) -> tuple[dict[tuple[str, int], Attempt], list[str]]:
    """Return what counts, by learner and number of the attempt (0 for the only one), and notes.

    An attempt of a team is one of each of its members': it is there once, with those for whom it
    counts.
    """
    attempts: dict[str, list[Attempt]] = {}
    for learner, files in sorted(pieces.items()):
        for attempt in attempts_of(files):
            for who in (learner, *attempt[0].members):
                attempts.setdefault(who, []).append(attempt)
    whose: dict[int, tuple[Attempt, dict[str, int]]] = {}
    notes = []
    for learner, own in sorted(attempts.items()):
        own.sort(key=lambda attempt: attempt[0].attempt)
        chosen = counted(own, wanted, learner)
        if len(own) > 1:
            notes.append(note(learner, own, chosen))
        for number, attempt in enumerate(chosen, 1):
            people = whose.setdefault(id(attempt), (attempt, {}))[1]
            people[learner] = number if len(chosen) > 1 else 0
    return dict(map(_shared, whose.values())), notes


def _shared(one: tuple[Attempt, dict[str, int]]) -> tuple[tuple[str, int], Attempt]:
    """Return an attempt as that of those for whom it counts, and the name of its entry."""
    attempt, people = one
    first = attempt[0].learner
    learner = first if first in people else next(iter(people))
    others = tuple(who for who in people if who != learner)
    names = {**attempt[0].names, first: attempt[0].name}
    theirs = {who: names[who] for who in others if names.get(who)}
    name = names.get(learner, "")
    changed = [
        dataclasses.replace(piece, learner=learner, members=others, name=name, names=theirs)
        for piece in attempt
    ]
    return (learner, people[learner]), changed


def note(learner: str, attempts: list[Attempt], chosen: list[Attempt]) -> str:
    """Say in a line which of several attempts counts."""
    if len(chosen) > 1:
        return _("{learner}: the best of {count} attempts counts").format(
            learner=learner, count=len(chosen)
        )
    if chosen[0] is attempts[-1]:
        return _("{learner}: the latest of several attempts counts", learner=learner)
    return _("{learner}: the last attempt in time counts, a later one came late", learner=learner)


def with_times(pieces: Mapping[str, list[SubmittedFile]], wanted: Wanted) -> list[str]:
    """Put the platform's times to pieces that have none, in place.

    Returns those for whom there is a time and no piece.
    """
    used = set()
    for learner, files in pieces.items():
        known = {piece.name for piece in files} | {piece.handle for piece in files}
        names = [learner, *sorted(known - {""})]
        every = {*names, *(member for piece in files for member in piece.members)}
        used |= {folded(name) for name in every}
        sent = wanted.sent_by(*names)
        if sent and not any(piece.time and not piece.claimed for piece in files):
            last = max(piece.attempt for piece in files)
            files[:] = [
                dataclasses.replace(piece, time=sent[-1].time, claimed=False)
                if piece.attempt == last
                else piece
                for piece in files
            ]
    rows: dict[int, list[str]] = {}
    for name, times in wanted.times.items():
        rows.setdefault(id(times), []).append(name)  # the names of one row share their times
    return sorted(names[0] for names in rows.values() if not used & set(names))
