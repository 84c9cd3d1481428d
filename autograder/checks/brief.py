"""A failed check in short: what fits the first screen, and its pieces for editors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder.core.languages import columns

if TYPE_CHECKING:
    from autograder.sandbox.inside.answering import Line

MAX_COLUMNS = 154
"""Columns of a line in short: two rows of a terminal."""


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
        """All of it."""
        return "\n".join([*self.head, *([""] if self.head and self.details else []), *self.details])


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
