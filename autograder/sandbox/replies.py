"""Read a worker's replies, and its end: whatever came becomes an answer within bounds."""

from __future__ import annotations

import os
import signal
from typing import Any

from .inside import sentences
from .inside.answering import Answer, Line
from .inside.kinds import FOUND_OUTSIDE, AnswerKind
from .inside.sentences import Words, sentence
from .watch import Ended

MAX_LINE_NUMBER = 10_000_000
MAX_KEY, MAX_PLACE, MAX_MESSAGE = 400, 600, 2000
MAX_PRODUCTS = 1_000_000
ANSWER_KINDS = {kind.value: kind for kind in AnswerKind if kind not in FOUND_OUTSIDE}


def answer_of(value: Any, turn: str) -> Answer:
    """Read a worker's answer; raises Ended for what is none."""
    fields = value.get("answer") if isinstance(value, dict) else None
    if not isinstance(fields, dict) or value.get("turn") != turn:
        raise Ended(AnswerKind.CRASHED, sentence(sentences.OTHER_ANSWER))
    kind = ANSWER_KINDS.get(_text(fields.get("kind"), 100))
    if kind is None:
        raise Ended(AnswerKind.CRASHED, sentence(sentences.NO_ANSWER))
    lines = [
        Line(file[:300], number, function[:100], text[:300])
        for file, number, function, text in _rows(fields.get("lines"))
    ]
    return Answer(
        kind,
        fields.get("value"),
        _text(fields.get("error"), 100),
        tuple(_text(base, 100) for base in _list(fields.get("bases"))[:20]),
        sentences.read(fields.get("message"), MAX_MESSAGE) or "",
        tuple(lines),
        tuple(_text(name, 50) for name in _list(fields.get("changed"))[:20]),
        _count(fields.get("products"), MAX_PRODUCTS, -1),
        fields.get("loading") is True,
        meant=_text(fields.get("meant"), 100),
        doubted=fields.get("doubted") is True,
        renamed=tuple(_text(pair, 100) for pair in _list(fields.get("renamed"))[:20]),
    )


def note(loading: list[str], key: str) -> None:
    """Keep the keys of the statements that are being run while something is loaded."""
    loading[:] = [key[:MAX_KEY]] if key else []


def left_out(value: Any) -> tuple[Words, Words] | None:
    """Read a note on what was left out: its place, and why; None for anything else."""
    pair = value.get("note") if isinstance(value, dict) else None
    if not isinstance(pair, list) or len(pair) != 2:
        return None
    place, why = (sentences.read(words, MAX_PLACE) for words in pair)
    return None if place is None or why is None else (place, why)


def words_of_end(ended: Ended, status: int | None) -> Words:
    """Say how a worker ended; `status` is its exit status as os.waitpid returns it, or None."""
    if ended.kind != AnswerKind.CRASHED or ended.message:
        return ended.message
    if status is None:
        return sentence(sentences.LOST)
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        name = signal.Signals(number).name if number in set(signal.Signals) else str(number)
        return sentence(sentences.ENDED_BY_SIGNAL, name=name)
    return sentence(sentences.ENDED_WITH, code=os.WEXITSTATUS(status))


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
