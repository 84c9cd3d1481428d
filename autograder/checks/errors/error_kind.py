"""A kind of error that beginners meet, and what can be said of it in plain words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """How an error is recognised, and what is said of it.

    `errors` are the types that it may have, or inherit from, and `pattern` is searched in its
    message, `line` in the learner's line that it points to; their named groups may stand in the
    texts, and one that both have must be the same. `^$` means: no line of the learner's.
    `explanation` tells what the error says, `usually` what mostly leads to it, `try_this` what to
    do next.
    """

    name: str
    errors: tuple[str, ...]
    pattern: str
    explanation: str
    usually: str
    try_this: str
    line: str = ""
