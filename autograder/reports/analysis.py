"""What the results of a class tell: spread, item analysis, common mistakes, who needs a human."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.checks.verdict import Outcome
from autograder.core.languages import _
from autograder.grading.results import Check, Part, Result, Status

BINS = 10
NEEDS_A_HUMAN = {
    Outcome.TIMED_OUT,
    Outcome.CRASHED,
    Outcome.OUT_OF_MEMORY,
    Outcome.GRADER_ERROR,
}


@dataclass(frozen=True)
class ItemStatistics:
    """One part as an item of a test, over the graded submissions.

    `difficulty` is the mean share of its points; `discrimination` the correlation of its
    points with those of all other parts, None where one of the two never varies (F. M. Lord
    and M. R. Novick, Statistical Theories of Mental Test Scores, 1968, chapter 15).
    """

    name: str
    difficulty: float
    discrimination: float | None


@dataclass(frozen=True)
class MistakeCount:
    """A known mistake, how many submissions make it, and its words."""

    name: str
    count: int
    explanation: str
    question: str


def graded(results: Sequence[Result]) -> list[Result]:
    """Keep the submissions that have a verdict."""
    return [result for result in results if result.status == Status.GRADED]


def spread(results: Sequence[Result]) -> list[int]:
    """Count the graded submissions in ten bins of the score, full marks in the last."""
    counts = [0] * BINS
    for result in graded(results):
        share = result.score / result.max_score if result.max_score else 0.0
        counts[min(BINS - 1, int(BINS * share))] += 1
    return counts


def items(results: Sequence[Result]) -> list[ItemStatistics]:
    """Return the item analysis of each part."""
    analysed, rows = [], graded(results)
    for number, part in enumerate(rows[0].parts if rows else ()):
        scores = [row.parts[number].score for row in rows]
        rest = [row.score - points for row, points in zip(rows, scores)]
        varies = len(set(scores)) > 1 and len(set(rest)) > 1
        analysed.append(
            ItemStatistics(
                part.name,
                statistics.mean(scores) / part.max_score if part.max_score else 0.0,
                statistics.correlation(scores, rest) if varies else None,
            )
        )
    return analysed


def common_mistakes(results: Sequence[Result]) -> list[MistakeCount]:
    """List the known mistakes, the most common first; each counts once a submission."""
    counts: Counter[str] = Counter()
    words: dict[str, tuple[str, str]] = {}
    for result in results:
        # The first check tells the mistake; what follows from it later tells of this one network.
        first: dict[str, Check] = {}
        for check in failed(result):
            if check.mistake:
                first.setdefault(check.mistake, check)
        for name, check in first.items():
            counts[name] += 1
            first_line = check.message.partition("\n")[0]  # where there are no words of its own
            words.setdefault(name, (check.explanation or first_line, check.question))
    return [MistakeCount(name, count, *words[name]) for name, count in counts.most_common()]


@dataclass(frozen=True)
class Times:
    """Seconds that grading took: of all, of the middle one, and of the slowest."""

    total: float
    median: float
    slowest: list[Result]


def times(results: Sequence[Result]) -> Times | None:
    """Sum up how long grading took; rejected submissions took no time."""
    timed = [result for result in results if result.seconds]
    if not timed:
        return None
    seconds = [result.seconds for result in timed]
    slowest = sorted(timed, key=lambda result: -result.seconds)[:3]
    return Times(sum(seconds), statistics.median(seconds), slowest)


def failed(result: Result) -> list[Check]:
    """List the checks that were not passed."""
    return [check for part in result.parts for check in part.checks if not check.passed]


def group_by_mistake(part: Part) -> list[tuple[Check, list[Check]]]:
    """List a part's failed checks; those of one mistake, or of one message, stand together."""
    groups: dict[str, tuple[Check, list[Check]]] = {}
    for check in part.checks:
        if not check.passed:
            key = f"mistake {check.mistake}" if check.mistake else f"message {check.message}"
            if key in groups:
                groups[key][1].append(check)
            else:
                groups[key] = (check, [])
    return list(groups.values())


def has_single_cause(result: Result) -> bool:
    """Tell whether every check failed for one reason, which the result's message says."""
    messages = {check.message for part in result.parts for check in part.checks}
    return len(messages) == 1 and not result.score and bool(result.message)


def needs_review(results: Sequence[Result]) -> list[tuple[Result, str]]:
    """List the submissions that a human should look at, and why.

    Those in which nothing to grade was found come first.
    """
    submissions = []
    for result in results:
        outcomes = Counter(c.outcome for c in failed(result) if c.outcome in NEEDS_A_HUMAN)
        remarks = [f"{_(outcome)}: {count}" for outcome, count in outcomes.items()]
        if any(check.forbidden for check in failed(result)):
            remarks.append(_("forbidden operators"))
        remarks += [f"{note.place}: {note.message}".lstrip(": ") for note in result.review]
        if result.status != Status.GRADED:
            remarks = [f"{_(result.status)}: {result.message}"]
        elif result.review:
            remarks = [*dict.fromkeys(note.message for note in result.review), *remarks]
        if remarks:
            submissions.append((result, ", ".join(remarks)))
    return sorted(submissions, key=lambda pair: not any(not n.place for n in pair[0].review))
