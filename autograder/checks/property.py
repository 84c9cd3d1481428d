"""What is seen of a wrong answer that no known mistake gives."""

from __future__ import annotations

from typing import Any, NamedTuple


class Property(NamedTuple):
    """What is seen of a wrong answer, and a question that leads to its cause.

    One that `may_be_chance` is said only where further answers have it too.
    """

    sentence: str
    question: str
    may_be_chance: bool = False


class WrongResult(NamedTuple):
    """What a scenario resulted in and should have, and the arguments by their names.

    `where` leads to the first difference in what a check looks at. The results are whole: what is
    right beside it says something too. What the learner's code returned may be anything.
    """

    where: tuple[str | int, ...]
    got: dict[str, Any]
    expected: dict[str, Any]
    arguments: dict[str, Any]
