"""The verdict of one check. Nothing heavy is imported: `autograder status` reads it too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from autograder.core.languages import N_, _, check_title, with_case
from autograder.core.words import Word
from autograder.course import current_course
from autograder.course.modules import has_play

from .brief import Brief

if TYPE_CHECKING:
    from .evidence import Evidence


class Outcome(Word):
    """What came of a check."""

    PASSED = N_("passed")
    FAILED = N_("failed")
    CRASHED = N_("crashed")
    TIMED_OUT = N_("timed out")
    OUT_OF_MEMORY = N_("out of memory")
    NOT_WRITTEN = N_("not written")
    GRADER_ERROR = N_("grader error")


@dataclass(frozen=True)
class CheckResult:
    """The verdict of one check: of one case of it, where it has several.

    `forbidden` tells that it called what its exercise forbids, `finding` how much is known of a
    wrong answer, as FindingKind says; empty where nothing was compared.
    """

    part: str
    sentence: str
    outcome: Outcome
    points: Fraction
    message: str = ""
    mistake: str | None = None
    properties: dict[str, Any] = field(default_factory=dict)
    evidence: Evidence | None = None
    function: str = ""
    carried: str | None = None
    review: tuple[str, ...] = ()
    brief: Brief = field(default_factory=Brief)
    case: str = ""
    forbidden: bool = False
    finding: str = ""

    @property
    def name(self) -> str:
        """What results call it, `The bias is added [3]`, in English."""
        return with_case(self.sentence, self.case)

    @property
    def title(self) -> str:
        """What people read of its name, in the language chosen."""
        return check_title(self.sentence, self.case)

    @property
    def summary(self) -> str:
        """The message in short: what fits the first screen."""
        return self.brief.text or self.message

    @property
    def measured(self) -> str:
        """What was measured, in a sentence; empty where nothing was."""
        training = self.properties.get("training")
        return str(training.in_a_sentence() if training else self.properties.get("measured", ""))

    @property
    def passed(self) -> bool:
        """Whether its points are earned."""
        return self.outcome == Outcome.PASSED


def all_passed() -> str:
    """Say that nothing is left to do, and how to see what was built at work."""
    return "\n".join([passed(), *([to_play()] if has_play(current_course()) else [])])


def passed() -> str:
    """Say that all checks that were run passed."""
    return _("All local checks passed. Grading asks the same questions with different numbers.")


def to_play() -> str:
    """Say how to see what was built at work."""
    return _("See it at work: autograder play")


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
