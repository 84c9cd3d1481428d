"""A failed check in short: what fits the first screen, and its pieces for editors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder.core.languages import columns

if TYPE_CHECKING:
    from autograder.sandbox.inside.answering import Line

ROW, MAX_COLUMNS = 80, 154
"""Columns of a terminal, and of a line in short: two rows."""
MAX_ROWS = 13
"""Rows of a failure in short: a screen of 24 holds its title, the points and what is next too."""


class DetailLine(str):
    """A line of a message that only the whole message has."""


class SummaryLine(str):
    """A line of a message that stands for others where it is told in short."""


@dataclass(frozen=True)
class Brief:
    """A failed check in short.

    `explanation` is the sentence on what is wrong, `question` that of a known mistake, `try_this`
    the next step after an error; `error` is the error as Python writes it. `details` are lines
    on what was asked and what differs. `place` is the learner's line: where it was raised, or
    else where the function begins.
    """

    explanation: str = ""
    question: str = ""
    try_this: str = ""
    error: str = ""
    details: tuple[str, ...] = ()
    place: Line | None = None

    @property
    def head(self) -> list[str]:
        """The sentence and the question, or the next step."""
        return [text for text in (self.explanation, self.question, self.try_this) if text]

    @property
    def text(self) -> str:
        """All of it; where it is too long for a screen, each detail in one row."""
        above = [*self.head, *([""] if self.head and self.details else [])]
        is_long = _rows([*above, *self.details]) > MAX_ROWS
        details = [cut(line, ROW) if is_long else line for line in self.details]
        return "\n".join([*above, *details])


def _rows(texts: Iterable[str]) -> int:
    """Count the rows of a terminal that texts take."""
    lines = [line for text in texts for line in text.split("\n")]
    return sum(max(1, -(-columns(line) // ROW)) for line in lines)


def whole(lines: Iterable[str]) -> str:
    """Join the lines of the whole message."""
    return "\n".join(line for line in lines if not isinstance(line, SummaryLine))


def summarize(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the lines that are told in short, each of two rows at most."""
    return tuple(cut(line) for line in lines if not isinstance(line, DetailLine) and line)


def cut(line: str, widest: int = MAX_COLUMNS) -> str:
    """Cut what is too long of a line; of several only the first is kept."""
    first, more, _ = line.partition("\n")
    if columns(first) <= widest:
        return f"{first} …" if more else first
    while columns(first) >= widest:
        first = first[: -max(1, (columns(first) - widest) // 2)]
    return f"{first}…"
