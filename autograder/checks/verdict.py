"""The verdict of one check. Nothing heavy is imported: `autograder status` reads it too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from autograder.core.languages import N_, _

from .brief import Brief

if TYPE_CHECKING:
    from .evidence import Evidence

FAILED, CRASHED, TIMED_OUT = N_("failed"), N_("crashed"), N_("timed out")
OUT_OF_MEMORY, NOT_WRITTEN = N_("out of memory"), N_("not written")
PASSED, GRADER_ERROR = N_("passed"), N_("grader error")


@dataclass(frozen=True)
class CheckResult:
    """The verdict of one check."""

    part: str
    name: str
    outcome: str
    points: Fraction
    message: str = ""
    mistake: str | None = None
    properties: dict[str, Any] = field(default_factory=dict)
    evidence: Evidence | None = None
    function: str = ""
    carried: str | None = None
    review: tuple[str, ...] = ()
    brief: Brief = field(default_factory=Brief)

    @property
    def summary(self) -> str:
        """The message in short: what fits the first screen."""
        return self.brief.text or self.message

    @property
    def passed(self) -> bool:
        """Whether its points are earned."""
        return self.outcome == PASSED


def causes(results: Iterable[CheckResult]) -> list[str]:
    """List the functions whose mistakes were carried forward, each once."""
    return list(dict.fromkeys(result.carried for result in results if result.carried))


def right_given(function: str) -> str:
    """Say that an answer follows from a mistake in a function."""
    return _("right, given your `{name}`", name=function)


def fix_first(functions: Iterable[str]) -> str:
    """Say what to fix before anything is read into answers that follow from it."""
    return _(", ").join(
        _("right, given your `{name}`: fix that first", name=name) for name in functions
    )
