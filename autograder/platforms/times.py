"""When each learner handed in, from a file: Moodle's worksheet, or a CSV of ids and times."""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from datetime import datetime, timezone, tzinfo
from pathlib import Path

from autograder.core import about
from autograder.core.errors import CommandError
from autograder.core.folding import folded
from autograder.core.languages import _
from autograder.core.table import Table, cell, read_table
from autograder.platforms.moodle import worksheet_columns
from autograder.platforms.pieces import Sent, Times

IDS = ("id", "username", "user", "login")
MOMENTS = ("time", "datetime", "timestamp", "submitted", "pushed", "pushed_at", "created_at")
COMMITS = ("commit", "sha", "after")
SUBMITTED = (
    "Last modified (submission)",
    "Zuletzt geändert (Abgabe)",
    "最后修改时间(提交)",
    "最后修改（作业提交）",
    "上次修改（作业）",
    "最后修改时间（提交）",
)
ORDERS = ("DMY", "MDY")
_WEEKDAY = re.compile(r"\s*[(（][^()（）\d]*[)）]\s*")
"""A day of the week in brackets, as Chinese and Japanese write it behind a date."""
_EPOCH = re.compile(r"(\d{10})(\d{3})?(\.\d+)?")
"""Seconds since 1970, or thousandths of them, which are in UTC."""
PARSERS = ["custom-formats", "absolute-time"]
"""Of what the library reads: `2 hours ago` would be another time at each reading."""
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2\d{2,4}(?!\d)")
"""A date of numbers alone, of which the year stands last."""


def read_times(path: Path, zone: tzinfo | None) -> Times:
    """Return the times of a file by every name of the learner; a time without a zone is in `zone`.

    It is Moodle's grading worksheet in any language, or a CSV with columns `id` and `time`, and
    `commit` for pushes. Raises CommandError when it is neither, or a time can be read in two ways.
    """
    table = read_table(path)
    who, when = table.column(*IDS), table.column(*MOMENTS)
    if who is not None and when is not None:
        commits = table.column(*COMMITS)
        names = [[cell(row, who)] for row in table.rows]
    else:
        identities, before = worksheet_columns(table)
        when, commits = _submitted(table, before), None
        if not identities or when is None:
            words = _(
                "{file} tells no times: it is neither Moodle's grading worksheet nor a CSV with "
                "columns id and time",
                file=path,
            )
            raise CommandError(words)
        names = [
            [*_number(cell(row, identities[0])), *(cell(row, place) for place in identities)]
            for row in table.rows
        ]
    order = _order([cell(row, when) for row in table.rows], path)
    times: Times = {}
    for row, known in zip(table.rows, _own_names(names), strict=True):
        time = _read(cell(row, when), order, zone)
        if time is not None:
            sent = Sent(time, cell(row, commits) if commits is not None else "")
            row_times = next((times[name] for name in known if name in times), [])
            row_times.append(sent)
            times |= dict.fromkeys(known, row_times)
    return times


def _own_names(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the names of each row that are no other learner's, in lower case.

    A learner's rows have the same first name; of two who are called alike neither is known by that.
    """
    every = [[folded(name) for name in dict.fromkeys(row) if name] for row in rows]
    whose: dict[str, set[str]] = {}
    for row in every:
        for name in row:
            whose.setdefault(name, set()).add(row[0])
    firsts = {row[0] for row in every if row}
    return [
        [name for name in row if name == row[0] or (whose[name] == {row[0]} and name not in firsts)]
        for row in every
    ]


def _number(identifier: str) -> list[str]:
    digits = identifier.rstrip()[len(identifier.rstrip().rstrip("0123456789")) :]
    return [digits] if digits else []


def _submitted(table: Table, before: int) -> int | None:
    """Find the column of submissions' times: by name, or as the first that holds times."""
    named = table.column(*SUBMITTED)
    if named is not None:
        return named
    for place in range(before, len(table.header)):
        cells = [text for text in table.cells(place) if text not in ("", "-", "–")]
        if cells and all(_is_time(text) for text in cells):
            return place
    return None


def _is_time(text: str) -> bool:
    return any(c.isdigit() for c in text) and ":" in text and _parsed(text, ORDERS[0]) is not None


def _order(cells: Sequence[str], path: Path) -> str:
    """Return in which order days and months stand.

    Raises CommandError where both make sense, or neither does.
    """
    told = [text for text in cells if text not in ("", "-", "–")]
    ways = {order: [_parsed(text, order) for text in told] for order in ORDERS}
    right = [order for order, times in ways.items() if None not in times]
    if len(right) == 2 and ways["DMY"] != ways["MDY"]:
        words = _("{file}: its times can be read in two ways, as {text}")
        odd = next(
            text for text, a, b in zip(told, ways["DMY"], ways["MDY"], strict=True) if a != b
        )
        raise CommandError(words.format(file=path, text=repr(odd)))
    if not right:
        odd = next((t for t, *times in zip(told, *ways.values()) if not any(times)), told[0])
        words = _("{file}: {text} is not a time that can be read", file=path, text=repr(odd))
        raise CommandError(words)
    return right[0]


def _parsed(text: str, order: str) -> datetime | None:
    """Read a time in whatever language."""
    try:
        import dateparser
    except ImportError:
        raise about.not_installed("dateparser", "classroom") from None
    text = _WEEKDAY.sub(" ", text)
    if m := _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(m[1]), timezone.utc)
    try:
        time = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        settings = {"DATE_ORDER": order, "STRICT_PARSING": True, "PARSERS": PARSERS}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            time = dateparser.parse(text, settings=settings)  # type: ignore[arg-type]
    return time if time is not None and _stands_in(order, text, time) else None


def _stands_in(order: str, text: str, time: datetime) -> bool:
    """Tell whether a time was read in this order: the library takes 20/11 for November anyway."""
    match = _NUMBERS.search(text)
    read = {"D": time.day, "M": time.month}
    return match is None or [int(match[1]), int(match[3])] == [read[order[0]], read[order[1]]]


def _read(text: str, order: str, zone: tzinfo | None) -> datetime | None:
    time = None if text in ("", "-", "–") else _parsed(text, order)
    if time is None or time.tzinfo:
        return time
    return time.replace(tzinfo=zone) if zone else time.astimezone()
