"""Numbers that a platform makes up for learners: elsewhere the same number is somebody else."""

from __future__ import annotations

import re

from autograder.core.folding import folded
from autograder.grading.decisions.groups import learners_of
from autograder.grading.results import Result

_NUMBER = {
    "canvas": re.compile(r"(?:.*_)?(\d+)_\d+"),
    "moodle": re.compile(r"(?:.*_)?(\d+)"),
}
"""Where the number stands in what a platform calls a submission."""


def number_of(result: Result) -> str:
    """Return the number that a platform gave to a learner, empty where it is not known."""
    handed = result.handed_in
    pattern = _NUMBER.get(handed.platform) if handed else None
    m = pattern.fullmatch(handed.handle) if pattern and handed else None
    return m[1] if m else ""


def names_by_learner(result: Result) -> list[set[str]]:
    """Return the names of each learner whose submission it is, of who handed it in first."""
    first, *others = learners_of(result)
    mails = result.handed_in.mails if result.handed_in else {}
    by_learner = [{result.submission_id, first}, *({name} for name in others)]
    for names, who in zip(by_learner, (first, *others)):
        names |= {mails[who]} if who in mails else set()
    return [{folded(name) for name in names} for names in by_learner]


def names_in(result: Result, platform: str, own_column: bool) -> list[set[str]]:
    """Return the names by which each learner may be known in a column of a platform's gradebook.

    A number of the platform's counts in its own column, that of another platform or of a group
    nowhere. Without a `platform` every name counts.
    """
    by_learner, number = names_by_learner(result), number_of(result)
    handed = result.handed_in
    if not platform or handed is None or handed.platform not in _NUMBER or not handed.handle:
        return by_learner
    is_learners = own_column and handed.platform == platform
    not_meant = set() if is_learners else {number}
    if result.submission_id.isdecimal():
        not_meant |= {result.submission_id} - {number, *learners_of(result)}
    by_learner[0] -= not_meant
    if is_learners and number:
        by_learner[0] |= {number}  # a roster may have put another id in its place
    return by_learner
