"""What the results of a class tell: spread, item analysis, common mistakes, who needs a human."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.checks.verdict import Outcome
from autograder.core.languages import N_, _
from autograder.core.table import half_up
from autograder.course import current_course
from autograder.grading.classroom import IN_SHORT
from autograder.grading.results import Check, Part, Result, Status

BINS = 10
_OWN_LINE = re.compile(r"  \S.*\.(py|ipynb)\b.*\d")
"""Where a message tells a line of a learner's file: it differs from one learner to the next."""
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
    """A known mistake, its words, and the submissions that make it."""

    name: str
    explanation: str
    question: str
    who: tuple[Result, ...]

    @property
    def count(self) -> int:
        """How many submissions make it."""
        return len(self.who)


@dataclass(frozen=True)
class Cluster:
    """Submissions that fail in one way that has no name: a check of theirs says the same."""

    part: str
    check: Check
    words: str
    who: tuple[Result, ...]


@dataclass(frozen=True)
class Marks:
    """Mean and median of the scores, of those submissions that have one."""

    count: int
    mean: float
    median: float


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


def marks(results: Sequence[Result]) -> Marks | None:
    """Return mean and median of the scores; without any score None."""
    counted = [r for r in graded(results) if not r.excused and r.max_score]
    if not counted:
        return None
    most = max(result.max_score for result in counted)  # an excused exercise makes it less
    scores = [result.score * most / result.max_score for result in counted]
    mean, median = statistics.mean(scores), statistics.median(scores)
    return Marks(len(scores), half_up(mean, 1), half_up(median, 1))


def items(results: Sequence[Result]) -> list[ItemStatistics]:
    """Return the item analysis of each part."""
    analysed, every = [], [row for row in graded(results) if not row.excused]
    # Of a run of some exercises, results may hold fewer parts than others.
    for part in {part.name: part for row in every for part in row.parts}.values():
        rows = [row.points for row in every if part.name in row.points]
        scores = [points[part.name] for points in rows]
        rest = [sum(points.values()) - score for points, score in zip(rows, scores)]
        varies = len(set(scores)) > 1 and len(set(rest)) > 1
        analysed.append(
            ItemStatistics(
                part.name,
                statistics.mean(scores) / part.max_score if part.max_score and scores else 0.0,
                statistics.correlation(scores, rest) if varies else None,
            )
        )
    return analysed


def common_mistakes(results: Sequence[Result]) -> list[MistakeCount]:
    """List the known mistakes, the most common first; each counts once a submission."""
    who: dict[str, list[Result]] = {}
    words: dict[str, tuple[str, str]] = {}
    for result in results:
        # The first check tells the mistake; what follows from it later tells of this one network.
        first: dict[str, Check] = {}
        for check in failed(result):
            if check.mistake:
                first.setdefault(check.mistake, check)
        for name, check in first.items():
            who.setdefault(name, []).append(result)
            words.setdefault(name, (check.explanation or head(check.message), check.question))
    found = [MistakeCount(name, *words[name], tuple(own)) for name, own in who.items()]
    return sorted(found, key=lambda mistake: -mistake.count)


def head(message: str) -> str:
    """Return what a message says first, in a line: of several mistakes the words of all."""
    return " ".join(message.partition("\n\n")[0].split())


def clusters(results: Sequence[Result]) -> list[Cluster]:
    """List equal failures without a name that several submissions share, the most common first.

    Of each part the first such failure counts: what follows is mostly the same.
    """
    found: dict[tuple[str, ...], list[tuple[Check, Result]]] = {}
    for result in graded(results):
        for part in _with_own_failures(result):
            unnamed = (c for c in part.checks if not c.passed and not c.mistake)
            check = next((c for c in unnamed if c.outcome != Outcome.NOT_WRITTEN), None)
            if check is not None:
                key = (part.name, check.name, check.outcome, told(check.message))
                found.setdefault(key, []).append((check, result))
    shared = [
        Cluster(key[0], own[0][0], key[3], tuple(result for _check, result in own))
        for key, own in found.items()
        if len(own) > 1
    ]
    return sorted(shared, key=lambda cluster: -len(cluster.who))


def _with_own_failures(result: Result) -> list[Part]:
    """Return the parts whose failures are their own; what is measured follows from the others."""
    if has_single_cause(result):
        return []
    wrong = [part for part in result.parts if not all(check.passed for check in part.checks)]
    own = [part for part in wrong if not current_course().is_measured(part.name)]
    return own or wrong


def told(message: str) -> str:
    """Return what a message says, without the lines of a learner's own files below it."""
    lines = message[:IN_SHORT].splitlines()
    end = next((n for n, line in enumerate(lines) if _OWN_LINE.match(line)), len(lines))
    return "\n".join(lines[:end]).strip("\n")


TAGS = {"human": N_("needs a human"), "late": N_("late"), "zero": N_("0 points")}
"""What rows of the class can be chosen by, and how that is called."""


def tags(results: Sequence[Result], human: Sequence[tuple[Result, str]]) -> list[tuple[str, ...]]:
    """Return what each submission can be chosen by."""
    looked = {result.submission_id for result, _why in human}
    rows = []
    for result in results:
        holds = {
            "human": result.submission_id in looked,
            "late": bool(result.handed_in and result.handed_in.late),
            "zero": not result.score and not result.excused,
        }
        rows.append(tuple(tag for tag in TAGS if holds[tag]))
    return rows


def tag_counts(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, int]]:
    """Count the rows of each tag that there is."""
    counts = Counter(tag for row in rows for tag in row)
    return [(tag, counts[tag]) for tag in TAGS if counts[tag]]


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


def is_passed(part: Part, result: Result) -> bool:
    """Tell whether there is nothing to say of a part but that every check passed."""
    told = result.adjusted is not None and result.adjusted.row(part.name) is not None
    plain = all(check.passed and not check.carried for check in part.checks)
    return bool(part.checks) and plain and not told


def needs_review(results: Sequence[Result]) -> list[tuple[Result, str]]:
    """List the submissions that a human should look at, and why.

    Those in which nothing to grade was found come first.
    """
    submissions = []
    for result in results:
        outcomes = Counter(c.outcome for c in failed(result) if c.outcome in NEEDS_A_HUMAN)
        remarks = [_(outcome) + _(": ") + str(count) for outcome, count in outcomes.items()]
        if any(check.forbidden for check in failed(result)):
            remarks.append(_("forbidden operators"))
        notes = [_(": ").join(filter(None, (n.place, n.message))) for n in result.review]
        remarks = [*notes, *remarks]
        if result.status != Status.GRADED:
            remarks = [_(result.status) + _(": ") + result.message]
        if remarks:
            submissions.append((result, _(", ").join(dict.fromkeys(remarks))))
    return sorted(submissions, key=lambda pair: not any(not n.place for n in pair[0].review))
