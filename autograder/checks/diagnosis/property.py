"""What is seen of a wrong answer that no known mistake gives."""

from __future__ import annotations

from typing import NamedTuple


class Property(NamedTuple):
    """What is seen of a wrong answer, and a question that leads to its cause.

    One that `may_be_chance` is said only where further answers have it too.
    """

    sentence: str
    question: str
    may_be_chance: bool = False
