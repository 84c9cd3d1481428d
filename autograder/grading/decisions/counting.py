"""Which of a learner's graded attempts counts."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.core.words import Word

from ..results import Result


class Count(Word):
    """Which of a learner's attempts counts."""

    LATEST = "latest"
    BEST = "best"


def one_each(results: Sequence[Result], count: Count) -> tuple[list[Result], list[Result]]:
    """Keep of each learner the one of several attempts that counts; return the others too.

    Of equally good attempts the earliest is the best one.
    """
    attempts: dict[str, list[Result]] = {}
    for result in results:
        if result.handed_in and result.handed_in.attempt:
            attempts.setdefault(result.handed_in.learner, []).append(result)
    kept = {_counting(several, count).submission_id for several in attempts.values()}
    every = {result.submission_id for several in attempts.values() for result in several}
    left = every - kept
    return (
        [result for result in results if result.submission_id not in left],
        [result for result in results if result.submission_id in left],
    )


def one_a_submission(results: Sequence[Result]) -> list[Result]:
    """Keep of the lines of a group's submission the first: the machine's verdict is the same."""
    return list({result.stored_id: result for result in reversed(results)}.values())[::-1]


def _counting(attempts: Sequence[Result], count: Count) -> Result:
    in_order = sorted(attempts, key=lambda r: r.handed_in.attempt if r.handed_in else 0)
    if count == Count.LATEST:
        return in_order[-1]
    return max(in_order, key=lambda result: (result.has_score, result.score))
