"""Moodle's groups: a zip calls what one handed in by its name and a number that is no learner's.

The number may be that of a participant, who would get the group's points. The grading worksheet
tells: each row has a participant's number and names, and their group's.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from autograder.core.table import Table, cell
from autograder.grading.decisions.groups import learners_of
from autograder.grading.results import Result

Teams = Mapping[str, tuple[str, ...]]
"""The participants' numbers of each group, by what Moodle calls its submission."""
_HANDLE = re.compile(r"(?P<name>.*?)(_(?P<number>\d+))?")


def teams_of(table: Table, identifier: int, handles: Iterable[str]) -> Teams:
    """Return whose submissions are a group's, by a worksheet; none where it is no group's.

    In a download of groups a name that the worksheet does not have is nobody's.
    """
    named = _named(table, identifier, handles)
    of_one = sum(_number(handle) in members for handle, members in named.items())
    return named if len(list(filter(None, named.values()))) > 2 * of_one else {}


def listed_in(table: Table, identifier: int, handles: Iterable[str]) -> frozenset[str]:
    """Return the handles of which a worksheet tells whose submission it is.

    A number alone tells nothing, since a group's may be a participant's: the name must be theirs,
    or others' names must be and no name is that of a group.
    """
    named = _named(table, identifier, handles)
    if teams := teams_of(table, identifier, named):
        return frozenset(handle for handle, members in teams.items() if members)
    own = frozenset(handle for handle, members in named.items() if _number(handle) in members)
    if not own or any(members for handle, members in named.items() if handle not in own):
        return own
    numbers = {number_in(cell(row, identifier)) for row in table.rows}
    return frozenset(handle for handle in named if _number(handle) in numbers)


def _named(table: Table, identifier: int, handles: Iterable[str]) -> Teams:
    """Return the numbers of the participants in whose row the name of a handle stands."""
    told = [(cell(row, identifier), row) for row in table.rows if cell(row, identifier)]
    rows = {number_in(who): set(map(_letters, row)) for who, row in told}
    often = Counter(word for words in rows.values() for word in words)
    # Where names are hidden, everybody is called by the word of `Participant 123`.
    hidden = {_letters(who.removesuffix(number_in(who))) for who, _row in told}
    named: dict[str, tuple[str, ...]] = {}
    for handle in handles:
        m = _HANDLE.fullmatch(handle)
        name, number = (_letters(m["name"]), m["number"]) if m else ("", "")
        with_name = [own for own, words in rows.items() if name and name in words]
        own_words = {word for word in rows.get(number, ()) if often[word] == 1}
        is_hidden = name in hidden and number in rows
        is_own = is_hidden or (not with_name and _begins_or_ends(name, own_words))
        named[handle] = (number,) if is_own else tuple(with_name)
    return named


def _begins_or_ends(name: str, words: Iterable[str]) -> bool:
    """Tell whether one of these words begins or ends a name that has more: a group's, a login."""
    names = tuple(word for word in words if len(word) > 1 and not word.isdecimal())
    return name.startswith(names) or name.endswith(names)


def _number(handle: str) -> str:
    """Return the number at the end of what Moodle calls a submission, empty without one."""
    m = _HANDLE.fullmatch(handle)
    return (m["number"] or "") if m else ""


def number_in(identifier: str) -> str:
    """Return the number of `Participant 123`, the word in whatever language."""
    m = re.search(r"(\d+)\s*$", identifier)
    return m[1] if m else identifier


def _letters(text: str) -> str:
    """Return a name's letters and digits: file names lack quotes, an accent may be a sign alone."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in plain if c.isalnum())


def with_teams(results: Sequence[Result], table: Table, identifier: int) -> list[Result]:
    """Return results that belong to the members of the groups that a worksheet tells.

    One of which it does not tell whose it is loses its number, which may be somebody else's.
    """
    handles = [_handle(one) for one in results]
    single = [h for h, one in zip(handles, results) if h and len(learners_of(one)) == 1]
    teams = teams_of(table, identifier, single)
    listed = listed_in(table, identifier, filter(None, handles))
    found = []
    for handle, one in zip(handles, results):
        if handle in teams and len(learners_of(one)) == 1:
            found.append(_of_members(one, handle, teams[handle]))
        elif not handle or handle in listed or (one.handed_in and one.handed_in.listed):
            found.append(one)
        else:
            found.append(_of_members(one, handle, ()))
    return found


def _handle(result: Result) -> str:
    """Return what Moodle calls a submission, empty where it is another platform's."""
    handed = result.handed_in
    return handed.handle if handed and handed.platform == "moodle" else ""


def _of_members(result: Result, handle: str, members: Sequence[str]) -> Result:
    """Return a result that is that of participants by their numbers; of none it is nobody's."""
    assert result.handed_in is not None
    first, *others = members or (handle, *learners_of(result)[1:])
    handle = handle_of(result.handed_in.name, first if members else "")
    handed_in = dataclasses.replace(
        result.handed_in, learner=first, members=tuple(others), handle=handle
    )
    return dataclasses.replace(result, handed_in=handed_in)


def handle_of(name: str, number: str) -> str:
    """Return what Moodle calls a submission of a participant."""
    return f"{name}_{number}"
