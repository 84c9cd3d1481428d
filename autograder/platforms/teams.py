"""Moodle's groups: a zip calls what one handed in by its name and a number that is no learner's.

The number may be that of a participant, who would get the group's points. The grading worksheet
tells: each row has a participant's number and names, and their group's.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from autograder.core.table import Table, cell
from autograder.grading.results import Result

Teams = Mapping[str, tuple[str, ...]]
"""The participants' numbers of each group, by what Moodle calls its submission."""
_HANDLE = re.compile(r"(?P<name>.*?)(_(?P<number>\d+))?")


def teams_of(table: Table, identifier: int, handles: Iterable[str]) -> Teams:
    """Return whose submissions are a group's, by a worksheet; none where it is no group's.

    In a download of groups a name that the worksheet does not have is nobody's.
    """
    rows = {
        number_in(cell(row, identifier)): set(map(_letters, row))
        for row in table.rows
        if cell(row, identifier)
    }
    named: dict[str, tuple[str, ...]] = {}
    of_one = of_several = 0
    for handle in handles:
        m = _HANDLE.fullmatch(handle)
        name = _letters(m["name"]) if m else ""
        named[handle] = tuple(number for number, words in rows.items() if name and name in words)
        is_one = m is not None and m["number"] in named[handle]
        of_one += is_one
        of_several += bool(named[handle]) and not is_one
    return named if of_several > of_one else {}


def number_in(identifier: str) -> str:
    """Return the number of `Participant 123`, the word in whatever language."""
    m = re.search(r"(\d+)\s*$", identifier)
    return m[1] if m else identifier


def _letters(text: str) -> str:
    """Return a name's letters and digits: file names lack quotes, an accent may be a sign alone."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in plain if c.isalnum())


def with_teams(results: Sequence[Result], table: Table, identifier: int) -> list[Result]:
    """Return results that belong to the members of the groups that a worksheet tells."""
    teams = teams_of(table, identifier, filter(None, map(_handle, results)))
    return [_of_members(one, teams[h]) if (h := _handle(one)) in teams else one for one in results]


def _handle(result: Result) -> str:
    """Return what Moodle calls a submission of which nothing else tells that it is a group's."""
    handed = result.handed_in
    from_moodle = handed is not None and handed.platform == "moodle" and not handed.members
    return handed.handle if handed and from_moodle else ""


def _of_members(result: Result, members: Sequence[str]) -> Result:
    assert result.handed_in is not None
    first, *others = members or (result.handed_in.name,)
    handle = handle_of(result.handed_in.name, first)
    handed_in = dataclasses.replace(
        result.handed_in, learner=first, members=tuple(others), handle=handle
    )
    return dataclasses.replace(result, handed_in=handed_in)


def handle_of(name: str, number: str) -> str:
    """Return what Moodle calls a submission of a participant."""
    return f"{name}_{number}"
