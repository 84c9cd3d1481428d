"""What the process that runs checks tells the one that shows them, which does without torch."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.core.languages import _
from autograder.sandbox.inside.line import Line


@dataclass(frozen=True)
class TimedOut:
    """An answer did not come within its seconds; the learner's lines where their code was then."""

    seconds: float
    lines: tuple[Line, ...] = ()

    def message(self) -> str:
        """Say so."""
        words = _(
            "No answer after {seconds} seconds. Does a loop never end? It was here:",
            seconds=f"{self.seconds:g}",
        )
        from autograder.checks.failure import trace_lines

        return "\n".join([words, *trace_lines(self.lines)])


@dataclass(frozen=True)
class Output:
    """The end of what the learner's code printed."""

    text: str


@dataclass(frozen=True)
class Alive:
    """A sign that the process goes on."""


@dataclass(frozen=True)
class Problem:
    """Why nothing can be checked."""

    words: str
