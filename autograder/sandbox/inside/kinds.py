"""The kinds of answers that there are."""

from __future__ import annotations

import enum


class AnswerKind(str, enum.Enum):
    """What came of a question; what a worker may not say of itself is found out outside."""

    VALUE = "value"
    RAISED = "raised"
    NOT_WRITTEN = "not written"
    MISSING = "missing"
    FORBIDDEN = "forbidden"
    OUT_OF_MEMORY = "out of memory"
    UNREADABLE = "unreadable"
    CRASHED = "crashed"
    TIMED_OUT = "timed out"

    def __str__(self) -> str:  # as enum.StrEnum has it, from Python 3.11 on
        return str(self.value)


FOUND_OUTSIDE = (AnswerKind.CRASHED, AnswerKind.TIMED_OUT)
