"""A wrong answer, and what is found out about it."""

from __future__ import annotations

import dataclasses
from typing import Any

from autograder.core.words import Word
from autograder.sandbox.inside.answering import Answer, Question

from .. import failure
from ..cases import Case
from ..compare import Difference
from ..questions import questions


class FindingKind(Word):
    """How much is known of a wrong answer."""

    MISTAKE = "known mistake"
    TWO_MISTAKES = "two mistakes at once"
    PROPERTY = "property"
    PLAIN_WORDS = "error in plain words"
    NEXT_STEP = "next step"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Finding:
    """What is said of a wrong answer: what is wrong, a question that leads on, or the next step.

    `name` is that of the known mistake; of two at once both, with a plus between them, and of two
    that give the same answer both, with a comma. `details` are lines with the numbers of a small
    input. An error in plain words is `kind` PLAIN_WORDS. `at` names what of a class it is about.
    """

    kind: FindingKind
    explanation: str = ""
    question: str = ""
    next_step: str = ""
    name: str | None = None
    details: tuple[str, ...] = ()
    at: tuple[str, ...] = ()

    @property
    def head(self) -> list[str]:
        """The lines above what was asked."""
        return [text for text in (self.explanation, self.question, self.next_step) if text]


@dataclasses.dataclass(frozen=True)
class WrongAnswer:
    """A wrong answer, and what is known of the question.

    `expected` is None where nothing is compared, `difference` where an answer was refused or
    there is none; the parameters of `function` name the arguments.
    """

    case: Case
    got: Answer
    expected: Answer | None
    difference: Difference | None
    function: Any = None

    @property
    def arguments(self) -> dict[str, Any]:
        """The arguments of the question by their names; of a scenario's own, what learners know."""
        return self.arguments_of(self.case.question)

    def arguments_of(self, question: Question) -> dict[str, Any]:
        """Return those of another question to the same function."""
        arguments = failure.argument_names(question, self.function)
        if question.scenario is None:
            return arguments
        shown = questions()[self.case.name].shown
        return {name: value for name, value in arguments.items() if name in shown}
