"""Results and their pieces for tests of what only reads them, and how strangers' input is drawn."""

from __future__ import annotations

import dataclasses
from typing import Any

from hypothesis import settings

from autograder.grading.results import Check, Part, Result

quickly = settings(derandomize=True, deadline=None, max_examples=40, database=None)
"""The same examples in every run, and few enough for milliseconds."""


def check(name: str = "It adds", score: float = 2, **other: Any) -> Check:
    """Make the verdict of a check of two points; failed where it got none."""
    passed = score > 0
    given: dict[str, Any] = {
        "outcome": "passed" if passed else "failed",
        "passed": passed,
        "max_score": 2,
        "message": "" if passed else "wrong by 1",
        "mistake": None,
    }
    return Check(name=name, score=score, **{**given, **other})


def part(name: str = "train", *checks: Check) -> Part:
    """Make a part whose points are those of its checks."""
    return Part(
        name, sum(one.score for one in checks), sum(one.max_score for one in checks), checks
    )


def result(identity: str = "ada", *parts: Part, **other: Any) -> Result:
    """Make a graded result whose points are those of its parts."""
    made = Result(
        identity,
        "graded",
        sum(one.score for one in parts),
        sum(one.max_score for one in parts),
        None,
        "",
        (),
        parts,
    )
    return dataclasses.replace(made, **other)


def committed(clone, who, moment):
    """Commit what was added, at a moment, with whatever the version of dulwich has for it."""
    from dulwich.repo import Repo

    with Repo(str(clone)) as repo:
        commit = repo.get_worktree().commit if hasattr(repo, "get_worktree") else repo.do_commit
        made = commit(
            message=b"m",
            author=who,
            committer=who,
            commit_timestamp=moment,
            author_timestamp=moment,
        )
    return made
