"""What is seen of a wrong answer that no known mistake gives."""

from __future__ import annotations

from typing import Any, NamedTuple

RETURN = "return"
"""The place of a class where its result is returned."""


class Property(NamedTuple):
    """What is seen of a wrong answer, and a question that leads to its cause.

    One that `may_be_chance` is said only where further answers have it too. `signs` are what it is
    known by there, where its sentence has numbers that are others each time. `at` names what of a
    class it is about, the first that is there: a method, a layer, or RETURN.
    """

    sentence: str
    question: str
    may_be_chance: bool = False
    signs: tuple[str, ...] = ()
    at: tuple[str, ...] = ()

    @property
    def known_by(self) -> tuple[str, ...]:
        """What tells that another answer has the same property."""
        return self.signs or (self.sentence,)


class WrongResult(NamedTuple):
    """What a scenario resulted in and should have, and the arguments by their names.

    `where` leads to the first difference in what a check looks at. The results are whole: what is
    right beside it says something too. Most are pieces by their names. What the learner's code
    returned may be anything.
    """

    where: tuple[str | int, ...]
    got: Any
    expected: Any
    arguments: dict[str, Any]
