"""Grades into Classroom 50's `scores.json`: its entries, each marked so that it stays.

Its collector keeps entries with `"override": true` as they are. Points are whole numbers there.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import msgspec

from autograder.core.control import escape_control
from autograder.core.errors import CommandError
from autograder.core.languages import N_, _
from autograder.core.system import read_bounded, reason_of
from autograder.core.table import half_up
from autograder.grading.decisions.groups import learners_of
from autograder.grading.results import Result
from autograder.platforms.clones import SCHEMA
from autograder.platforms.gradebook import Filled, Row, has_score, matched

SCORES = "classroom50/scores/v1"
ALONE_TYPE = "individual"
ALONE = N_("a group has one entry: points of one member alone cannot be written into it")


def fill_in(
    scores: Path, assignment: str, results: Sequence[Result], points: float | None = None
) -> Filled:
    """Write the results into the entries of an assignment; who has none there gets one.

    Whoever was collected from another platform is left out: those ids are no user names.
    `points` is what full marks are, by default those of the results. Raises CommandError when the
    file is none of Classroom 50's, or has no such assignment.
    """
    tree = _read(scores)
    assignments = tree["assignments"]
    slug = next((name for name in assignments if name.lower() == assignment.lower()), None)
    if slug is None:
        known = ", ".join(map(escape_control, sorted(assignments))) or _("none")
        words = _("{file} has no assignment {name}; it has: {known}")
        raise CommandError(words.format(file=scores, name=repr(assignment), known=known))
    bucket = assignments[slug]
    entries: list[dict[str, Any]] = bucket.setdefault("entries", [])
    about = {"classroom": scores.parent.name, "assignment_type": bucket.get("type", ALONE_TYPE)}
    alone = [(result.submission_id, _(ALONE)) for result in results if result.alone]
    of_all = [result for result in results if not result.alone]
    rows, others = matched([_names(entry) for entry in entries], of_all)
    for entry, row in zip(entries, rows, strict=True):
        if row.result is not None and has_score(row, zeros=False):
            _fill(entry, row.result, about, points)
    unmatched = [result for result in others if not _may_be_user(result)]
    for result in others:
        if _may_be_user(result) and has_score(Row((result.submission_id,), result), zeros=False):
            owner, *more = learners_of(result)
            entry = {"owner": owner, "submissions": []}
            if more:
                entry["member_usernames"] = [owner, *more]
            _fill(entry, result, about, points)
            entries.append(entry)
            rows.append(Row((owner,), result))
    text = json.dumps(tree, indent=2, ensure_ascii=False) + "\n"
    return Filled(text.encode(), rows, unmatched, alone)


def _may_be_user(result: Result) -> bool:
    """Tell whether an id may be a GitHub user's: earlier versions did not note the platform."""
    return result.handed_in is None or result.handed_in.platform in ("", "classroom50", "git")


class _Entry(msgspec.Struct):
    """What is read of an entry; all else in it stays as it is."""

    owner: str
    submissions: list[dict[str, Any]] = []
    member_usernames: list[str] | None = None


class _Bucket(msgspec.Struct):
    """An assignment of the file."""

    entries: list[_Entry] = []
    type: str = ALONE_TYPE


class _Scores(msgspec.Struct):
    """The file's form, as far as it is read."""

    assignments: dict[str, _Bucket]


def _read(path: Path) -> dict[str, Any]:
    try:
        tree = json.loads(read_bounded(path).decode("utf-8-sig"))
        if tree["schema"] != SCORES:
            raise ValueError(tree["schema"])
        msgspec.convert(tree, _Scores)
    except FileNotFoundError:
        raise CommandError(_("there is no file {path}", path=path)) from None
    except OSError as error:
        words = _("{path} cannot be read: {reason}", path=path, reason=reason_of(error))
        raise CommandError(words) from None
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        words = _("{file} is not Classroom 50's scores.json: {error}", file=path, error=error)
        raise CommandError(words) from None
    assert isinstance(tree, dict)
    return tree


def _names(entry: dict[str, Any]) -> list[str]:
    members = entry.get("member_usernames")
    return [str(entry.get("owner") or ""), *map(str, members if isinstance(members, list) else [])]


def _fill(
    entry: dict[str, Any], result: Result, about: Mapping[str, Any], points: float | None
) -> None:
    """Put points into the latest submission of an entry; without one, one of our own."""
    submissions = entry.setdefault("submissions", [])
    if not submissions:
        submissions.append(_submission(entry, result, about))
    most = points or result.max_score
    share = most / result.max_score
    whole = math.ceil(most)
    submissions[0] |= {
        "score": min(whole, int(half_up(result.score * share))),
        "max-score": whole,
        "tests": [
            {
                "test-name": part.name,
                "passed": part.score == part.max_score,
                "score": int(half_up(part.score)),
                "max-score": math.ceil(part.max_score),
            }
            for part in result.parts
        ],
    }
    entry["override"] = True


def _submission(entry: dict[str, Any], result: Result, about: Mapping[str, Any]) -> dict[str, Any]:
    """Make the record of a submission that the platform has none of, as its own manual ones are."""
    told = result.handed_in.time if result.handed_in else ""
    moment = datetime.fromisoformat(told) if told else datetime.now(timezone.utc)
    time = moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    tag = f"submit/manual-{time.replace(':', '-')}"
    return {
        "schema": SCHEMA,
        **about,
        "owner": entry["owner"],
        **dict.fromkeys(("submission", "commit", "release", "review"), tag),
        "datetime": time,
    }
