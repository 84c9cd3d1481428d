"""What every export starts from: the results, one row a learner, and the roster."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.core import table as tables
from autograder.core.control import escape_control
from autograder.core.errors import CommandError
from autograder.core.folding import folded
from autograder.core.languages import _
from autograder.core.table import cell, in_form
from autograder.grading.decisions.groups import learners_of, together, with_learners
from autograder.grading.results import Result
from autograder.platforms.numbers import names_by_learner, names_in
from autograder.platforms.roster import called, read_roster

_Share = tuple[str, int]
"""A learner's share in a submission: its id, and which of its learners."""


@dataclass(frozen=True)
class Filled:
    """A gradebook with the scores in it.

    `rows` are its learners, `unmatched` the results of nobody in it, `left` the learners whose
    cell was left alone and what stands there. So is the cell of a submission that the grader
    failed on, which has no score. `replaced` are the learners who had another score, and which,
    `commented` those who have a comment of somebody's, which stays.
    """

    content: bytes
    rows: list[Row]
    unmatched: list[Result]
    left: list[tuple[str, str]]
    replaced: list[tuple[str, str]] = field(default_factory=list)
    commented: list[str] = field(default_factory=list)

    @property
    def scored(self) -> int:
        """How many learners have the score of what they handed in."""
        left = {identity for identity, _stands in self.left}
        with_score = (row for row in self.rows if row.result and row.result.has_score)
        return sum(row.id not in left for row in with_score)


@dataclass(frozen=True)
class Row:
    """A learner of the gradebook and what was handed in, if anything.

    `keys` are all names by which the gradebook knows the learner, the first is its own id;
    `called` is the name that a roster writes.
    """

    keys: tuple[str, ...]
    result: Result | None
    called: str = ""

    @property
    def id(self) -> str:
        """The gradebook's id."""
        return self.keys[0]

    @property
    def name(self) -> str:
        """The learner's name by the roster, else as the platform tells it; empty if unknown."""
        if self.called or self.result is None or self.result.handed_in is None:
            return self.called
        keys = {folded(key) for key in self.keys}
        learners = learners_of(self.result)
        own = next((who for who in learners if folded(who) in keys), learners[0])
        return self.result.handed_in.name_of(own)


def names_of(result: Result) -> set[str]:
    """Return every name by which a result may be known in a gradebook."""
    return set().union(*names_by_learner(result))


def _shares(results: Iterable[Result], platform: str, own_column: bool) -> dict[str, _Share]:
    """Return whose share each name means in a column of a gradebook."""
    by_name: dict[str, _Share] = {}
    for result in results:
        for number, names in enumerate(names_in(result, platform, own_column)):
            by_name |= dict.fromkeys(names, (result.submission_id, number))
    return by_name


def matched(
    keys: Iterable[Sequence[str]], results: Sequence[Result], platform: str = ""
) -> tuple[list[Row], list[Result]]:
    """Put results to the learners of a gradebook; returns the rows, and results of nobody.

    A result belongs to a learner when its id is one of the learner's keys, whatever the case;
    earlier keys count more than later ones. The first key is the `platform`'s own number where
    it is named. That of a group belongs to each of its learners; one of them who is nobody is
    told as a result of that name. Raises CommandError when two learners have the same key and a
    submission is known by it.
    """
    by_number, by_name = (_shares(results, platform, own) for own in (True, False))
    learners = [[key.strip() for key in row_keys] for row_keys in keys]
    share_of: dict[int, _Share] = {}
    for place in range(max(map(len, learners), default=0)):
        names = by_name if place else by_number
        used, taken = _used(learners, share_of, by_number), set[_Share]()
        for number, row_keys in enumerate(learners):
            share = names.get(folded(row_keys[place])) if place < len(row_keys) else None
            if share is None or share in used or number in share_of:
                continue
            if share in taken:
                raise CommandError(
                    _(
                        "submission {name} matches two rows, {text} stands in both: make the "
                        "ids unique",
                        name=escape_control(share[0]),
                        text=repr(escape_control(row_keys[place])),
                    )
                )
            taken.add(share)
            share_of[number] = share
    by_id = {result.submission_id: result for result in results}
    rows = [
        Row(
            tuple(filter(None, row_keys)) or ("",),
            by_id[share_of[number][0]] if number in share_of else None,
        )
        for number, row_keys in enumerate(learners)
    ]
    used = _used(learners, share_of, by_number)
    return rows, [one for result in results for one in _of_nobody(result, used)]


def _used(
    learners: Sequence[Sequence[str]],
    share_of: Mapping[int, _Share],
    by_name: Mapping[str, _Share],
) -> set[_Share]:
    """Return the shares that have a row; one row may name several learners of a group."""
    used = set(share_of.values())
    for number, (identity, _number) in share_of.items():
        named = (by_name.get(folded(key)) for key in learners[number])
        used |= {share for share in named if share and share[0] == identity}
    return used


def _of_nobody(result: Result, used: Collection[_Share]) -> list[Result]:
    """Return a result that matches nobody, or for each learner of a group who is nobody one."""
    learners = learners_of(result)
    left = [n for n in range(len(learners)) if (result.submission_id, n) not in used]
    if len(left) == len(learners):
        return [result]
    return [_share_of(result, learners[number]) for number in left]


def _share_of(result: Result, learner: str) -> Result:
    """Return a result as that of one of its learners alone, who is nobody in the gradebook."""
    own = dataclasses.replace(result, submission_id=f"{learner} ({result.submission_id})")
    own = with_learners(own, (learner,))
    assert own.handed_in is not None and result.handed_in is not None
    handed_in = dataclasses.replace(own.handed_in, name=result.handed_in.name_of(learner))
    return dataclasses.replace(own, handed_in=handed_in)


def rows_for(results: Sequence[Result], roster: Path | None) -> tuple[list[Row], list[Result]]:
    """Return a row for each learner: those of the roster, or without one those who handed in.

    The roster is a CSV with a column `id`, the gradebook's; every other cell of a row is
    another name of the learner (login, address, GitHub user, name), but that of a column `group`
    is what learners who work together have in common.
    """
    if roster is None:
        return [Row((name,), result) for result in results for name in learners_of(result)], []
    table, place = read_roster(roster)
    rows = [row for row in table.rows if any(map(str.strip, row))]
    group = table.column("group")
    others = [number for number in range(len(table.header)) if number not in (place, group)]
    keys = [[cell(row, place), *(cell(row, other) for other in others)] for row in rows]
    if group is not None:
        results = _grouped(results, keys, [cell(row, group) for row in rows])
    found, unmatched = matched(keys, results)
    names = called(dataclasses.replace(table, rows=rows))
    return [dataclasses.replace(r, called=n) for r, n in zip(found, names)], unmatched


def _grouped(
    results: Sequence[Result], keys: Sequence[Sequence[str]], groups: Sequence[str]
) -> list[Result]:
    """Return results that belong to all of their group, by the groups of a roster's rows."""
    handed_in = {result.submission_id: result.handed_in for result in results}
    known = {name for result in results for name in names_of(result)}
    members: dict[str, tuple[str, ...]] = {}
    for row_keys, group in zip(keys, groups):
        if group:
            # Who handed in is known by that name, who did not by the roster's id.
            name = next((key for key in row_keys if folded(key) in known), row_keys[0])
            members[group] = (*members.get(group, ()), name)
    shared = together(handed_in, members)
    return [with_learners(result, shared.get(result.submission_id, ())) for result in results]


def with_roster_ids(rows: Sequence[Row]) -> list[Result]:
    """Return the results of a roster's rows, each known by the roster's id from now on."""
    ids: dict[str, list[str]] = {}
    results: dict[str, Result] = {}
    for row in rows:
        if row.result is not None:
            result = results.get(row.result.submission_id, row.result)
            results[row.result.submission_id] = _renamed(result, row)
            ids.setdefault(row.result.submission_id, []).append(row.id)
    return [with_learners(result, ids[identity]) for identity, result in results.items()]


def _renamed(result: Result, row: Row) -> Result:
    """Return a result in which the learner of a roster's row has the roster's id."""
    keys = {folded(key) for key in row.keys}
    mails = result.handed_in.mails if result.handed_in else {}
    learners = [
        row.id if keys & {folded(name), folded(mails.get(name, name))} else name
        for name in learners_of(result)
    ]
    if result.handed_in is None or list(learners_of(result)) == learners:
        return result
    pairs = list(zip(learners_of(result), learners))
    names = {new: result.handed_in.name_of(old) for old, new in pairs}
    mails = {new: mails[old] for old, new in pairs if old in mails}
    handed_in = dataclasses.replace(
        result.handed_in,
        learner=learners[0],
        members=tuple(learners[1:]),
        names=names,
        mails=mails,
    )
    return dataclasses.replace(result, handed_in=handed_in)


def points_possible(text: str, decimal: str, where: str) -> float:
    """Return what full marks are in a gradebook; raises CommandError where scores cannot be scaled.

    `where` says what the number is, in a message.
    """
    if re.fullmatch(r"\d{1,3}[.,]\d{3}", text) and tables.number(text) != tables.number(text, ","):
        words = _("{where}: {text} can be read in two ways; say it with --points")
        raise CommandError(words.format(where=where, text=repr(text)))
    value = tables.number(text, decimal)
    if value is None or not text:
        words = _("{where}: {text} is not a number; say it with --points")
        raise CommandError(words.format(where=where, text=repr(text)))
    if value <= 0:
        words = _("{where}: {text}, to which no score can be scaled; change it there first")
        raise CommandError(words.format(where=where, text=text))
    return value


def free(text: str, decimal: str) -> bool:
    """Tell whether a cell may be written: it is empty, or holds a score and nothing else."""
    return text.strip() in ("", "-", "–") or tables.number(text, decimal) is not None


def is_other(before: str, after: str, decimal: str) -> bool:
    """Tell whether a cell held a score that is not the one that is written now."""
    stood = tables.number(before, decimal)
    return stood is not None and stood != tables.number(after, decimal)


def has_score(row: Row, zeros: bool) -> bool:
    """Tell whether there is something to write for a learner."""
    return zeros if row.result is None else row.result.has_score


def scaled(result: Result, most: float, decimal: str = ".") -> str:
    """Write a score for a gradebook whose full marks are `most`, as its file writes numbers."""
    return in_form(result.score * most / result.max_score, decimal)
