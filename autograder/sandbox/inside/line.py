"""A line of a learner's code. Nothing heavy is imported: who only shows it reads this."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One line of the learner's own code in a traceback."""

    file: str
    number: int
    function: str
    text: str
