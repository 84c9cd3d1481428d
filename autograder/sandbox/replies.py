"""Read a worker's replies: whatever came as plain values becomes an answer within bounds."""

from __future__ import annotations

from typing import Any

from .inside import sentences
from .inside.answering import Answer, Line
from .watch import Ended

MAX_LINE_NUMBER = 10_000_000
MAX_KEY, MAX_PLACE = 400, 600
MAX_PRODUCTS = 1_000_000
ANSWER_KINDS = ("value", "raised", "not written", "missing", "forbidden", "out of memory")


def answer_of(value: Any, turn: str) -> Answer:
    """Read a worker's answer; raises Ended for what is none."""
    fields = value.get("answer") if isinstance(value, dict) else None
    if not isinstance(fields, dict) or value.get("turn") != turn:
        raise Ended("crashed", sentences.OTHER_ANSWER)
    kind = fields.get("kind")
    if kind not in (*ANSWER_KINDS, "unreadable"):
        raise Ended("crashed", sentences.NO_ANSWER)
    lines = [
        Line(file[:300], number, function[:100], text[:300])
        for file, number, function, text in _rows(fields.get("lines"))
    ]
    return Answer(
        kind,
        fields.get("value"),
        _text(fields.get("error"), 100),
        tuple(_text(base, 100) for base in _list(fields.get("bases"))[:20]),
        _text(fields.get("message"), 2000),
        tuple(lines),
        tuple(_text(name, 50) for name in _list(fields.get("changed"))[:20]),
        _count(fields.get("products"), MAX_PRODUCTS, -1),
        fields.get("loading") is True,
        meant=_text(fields.get("meant"), 100),
    )


def note(loading: list[str], key: str) -> None:
    """Keep the keys of the statements that are being run while something is loaded."""
    loading[:] = [key[:MAX_KEY]] if key else []


def left_out(value: Any) -> tuple[str, str] | None:
    """Read a note on what was left out: its place, and why; None for anything else."""
    pair = value.get("note") if isinstance(value, dict) else None
    if not isinstance(pair, list) or [type(item) for item in pair] != [str, str]:
        return None
    return pair[0][:MAX_PLACE], pair[1][:MAX_PLACE]


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []


def _rows(value: Any) -> list[Any]:
    """Keep the lines of a traceback: a file, a number, a function and a text each."""
    rows = [row for row in _list(value) if isinstance(row, list) and len(row) == 4]
    kinds = [str, int, str, str]
    rows = [row for row in rows if list(map(type, row)) == kinds and 0 <= row[1] <= MAX_LINE_NUMBER]
    return rows[:10]


def _count(value: Any, most: int, otherwise: int) -> int:
    return value if type(value) is int and 0 <= value <= most else otherwise


def _text(value: Any, most: int) -> str:
    return value[:most] if isinstance(value, str) else ""
