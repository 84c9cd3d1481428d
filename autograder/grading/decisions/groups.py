"""Groups: one submission for several learners, each of whom gets its points."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from autograder.core.control import escape_control
from autograder.core.errors import CommandError
from autograder.core.folding import folded
from autograder.core.languages import _

from ..handed_in import Lateness
from ..results import Result
from .rows import read_rows

GROUPS = "groups.csv"
Groups = Mapping[str, tuple[str, ...]]
"""The ids of each group's members, by its name."""


def read_groups(path: Path) -> dict[str, tuple[str, ...]]:
    """Return the groups of a file with the columns `id` and `group`; none without such a file.

    Raises CommandError, with the line, for a learner who stands there twice.
    """
    if not path.exists():
        return {}
    groups: dict[str, tuple[str, ...]] = {}
    lines: dict[str, int] = {}
    for row in read_rows(path, ("id", "group"), ())[1]:
        identity, group = row.cells["id"], row.cells["group"]
        if not identity:
            raise row.error(_("no id"))
        if folded(identity) in lines:
            words = _("{id} is already in line {other}")
            shown = escape_control(identity)
            raise row.error(words.format(id=shown, other=lines[folded(identity)]))
        lines[folded(identity)] = row.line
        if group:
            groups[group] = (*groups.get(group, ()), identity)
    return groups


def learners_of(result: Result) -> tuple[str, ...]:
    """Return the ids of all whose submission it is, the first being who handed it in."""
    handed = result.handed_in
    return (handed.learner, *handed.members) if handed else (result.submission_id,)


def together(
    handed_in: Mapping[str, Lateness | None], groups: Groups
) -> dict[str, tuple[str, ...]]:
    """Return whose each group's submission is, by its id, who handed it in being first.

    `handed_in` has every submission of the class. A group's submission is that of a member, or
    is named as the group. Of several the latest counts for those who handed in nothing. Raises
    CommandError where nothing tells which that is.
    """
    by_name: dict[str, str] = {}
    for identity, lateness in handed_in.items():
        of_platform = (lateness.learner, *lateness.members) if lateness else ()
        for name in (identity, *of_platform):
            by_name.setdefault(folded(name), identity)
    shared: dict[str, tuple[str, ...]] = {}
    for group, ids in groups.items():
        found = (by_name[folded(n)] for n in (group, *ids) if folded(n) in by_name)
        own = {identity: handed_in[identity] for identity in found}
        others = tuple(name for name in ids if folded(name) not in by_name)
        if own and others:
            chosen = _latest(group, own, others)
            lateness = own[chosen]
            first = (lateness.learner, *lateness.members) if lateness else (chosen,)
            named = tuple(name for name in first if folded(name) != folded(group))
            shared[chosen] = (*shared.get(chosen, named), *others)
    for identity, each in handed_in.items():  # every attempt of a learner's is the group's
        same = by_name[folded(each.learner)] if each and each.attempt else identity
        if same in shared:
            shared.setdefault(identity, shared[same])
    return shared


def _latest(group: str, own: Mapping[str, Lateness | None], others: Iterable[str]) -> str:
    times = {identity: lateness.time if lateness else "" for identity, lateness in own.items()}
    if len(own) > 1 and not all(times.values()):
        words = _(
            "the group {group} handed in several submissions ({names}), and nothing tells which is "
            "the latest, so which counts for {others} is not known: take all but one out of the "
            "group",
            group=escape_control(group),
            names=escape_control(", ".join(own)),
            others=escape_control(", ".join(others)),
        )
        raise CommandError(words)
    return max(times, key=lambda identity: _moment(times[identity]))


def _moment(time: str) -> float:
    return datetime.fromisoformat(time).timestamp() if time else 0.0


def with_learners(result: Result, learners: Sequence[str]) -> Result:
    """Return a result that is the submission of all these learners; of none it stays as it is."""
    if not learners:
        return result
    lateness = with_members(result.handed_in, learners)
    return dataclasses.replace(result, handed_in=lateness)


def with_members(lateness: Lateness | None, learners: Sequence[str]) -> Lateness | None:
    """Return how a submission of all these learners was handed in; of none it stays as it is."""
    if not learners:
        return lateness
    lateness = lateness or Lateness(learners[0])
    names = {who: name for who in learners if (name := lateness.name_of(who))}
    # What is named after the group has its name, which is nobody's of them.
    name = lateness.name if lateness.learner not in learners else names.pop(learners[0], "")
    return dataclasses.replace(
        lateness, learner=learners[0], members=tuple(learners[1:]), name=name, names=names
    )
