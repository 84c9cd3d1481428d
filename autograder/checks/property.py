"""What is seen of a wrong answer that no known mistake gives."""

from __future__ import annotations

from typing import NamedTuple


class Property(NamedTuple):
    """What is seen of a wrong answer, and a question that leads to its cause."""

    sentence: str
    question: str
