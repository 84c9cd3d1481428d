"""New verdicts of some exercises beside the stored ones of the others."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Collection
from dataclasses import dataclass

from autograder.course import current_course

from .folder import Details
from .results import Note, Result, Status, rounded, summary
from .settings import Settings


@dataclass(frozen=True)
class Asked:
    """What of a class a run is asked for.

    The submissions of `anew` are graded whatever is stored; of those that are graded again,
    only `exercises` are, or without any all; `others` says whether further submissions are
    graded where what is stored of them is no longer what would be found.
    """

    anew: frozenset[str] = frozenset()
    exercises: frozenset[str] = frozenset()
    others: bool = True

    def keeps_verdicts(self, parts: Collection[str]) -> bool:
        """Tell whether stored verdicts stay beside new ones, where `parts` is what is stored."""
        return not self.others or (bool(self.exercises) and not self.exercises >= set(parts))


ALL = Asked()
"""Whatever is not graded yet as it would be now."""


def parts_to_grade(
    existing: Result | None, settings: Settings, request: Asked, graded_with: str
) -> tuple[str, ...]:
    """Return the exercises of a submission that are to be graded, in the chapter's order.

    `known` is what is stored of the same bytes. What is asked for is graded where it was not
    graded with what `graded_with` digests; what has no verdict yet is graded in any case.
    """
    every = [exercise.name for exercise in settings.chosen]
    if existing is None:
        return tuple(every)
    anew = existing.submission_id in request.anew
    there = {part.name: part.graded_with for part in existing.parts}
    wanted = set(request.exercises or every) | {name for name in every if not there.get(name)}
    return tuple(n for n in every if n in wanted and (anew or there.get(n) != graded_with))


def merged(existing: Result | None, fresh: Result, graded_with: str) -> Result:
    """Return a result of the fresh parts, and of those known that were not graded again.

    The score is summed up anew, without a penalty for lateness.
    """
    seal = graded_with if fresh.status == Status.GRADED else ""
    new = {p.name: dataclasses.replace(p, graded_with=seal) for p in fresh.parts}
    old = {p.name: p for p in existing.parts} if existing else {}
    both = old | new
    parts = tuple(both[e.name] for e in current_course().exercises if e.name in both)
    complete = all(part.graded_with for part in parts)
    result = dataclasses.replace(
        fresh,
        status=Status.GRADED if complete else Status.ERROR,
        score=rounded(sum(part.score for part in parts)),
        max_score=rounded(sum(part.max_score for part in parts)),
        parts=parts,
    )
    if existing is None:
        return result
    return dataclasses.replace(
        result,
        test_accuracy=(
            fresh if any(map(current_course().is_measured, new)) else existing
        ).test_accuracy,
        message=summary(parts) if complete else fresh.message or existing.message,
        seconds=round(existing.seconds + fresh.seconds, 3),
        notes=_both(existing.notes, fresh.notes, new),
        review=_both(existing.review, fresh.review, new),
    )


def _both(
    existing: tuple[Note, ...], fresh: tuple[Note, ...], renewed: Collection[str]
) -> tuple[Note, ...]:
    """Keep the notes that are not about a renewed exercise, and add those that are new."""
    unchanged = tuple(note for note in existing if note.place not in renewed)
    return (*unchanged, *(note for note in fresh if note not in unchanged))


def merged_details(existing: Details, fresh: str, renewed: Collection[str]) -> str:
    """Return as JSON what a page shows: the fresh details of renewed exercises, known others."""
    new = json.loads(fresh) if fresh else {"checks": [], "training": None}
    unchanged = [check for check in existing["checks"] if check["part"] not in renewed]
    order = [exercise.name for exercise in current_course().exercises]
    checks = sorted([*unchanged, *new["checks"]], key=lambda check: order.index(check["part"]))
    training = (new if any(map(current_course().is_measured, renewed)) else existing)["training"]
    tree = {"checks": checks, "training": training, "format": existing["format"]}
    return json.dumps(tree, separators=(",", ":")) + "\n"
