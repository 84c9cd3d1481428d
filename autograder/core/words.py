"""Closed sets of words, as results keep them and pages say them."""

from __future__ import annotations

import enum


class Word(str, enum.Enum):
    """One of a few words: equal to it, written as it, as enum.StrEnum is from Python 3.11 on."""

    def __str__(self) -> str:
        return str(self.value)
