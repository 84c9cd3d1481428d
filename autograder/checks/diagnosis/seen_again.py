"""Which properties of a wrong answer are none of chance: those of further wrong answers too."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from autograder.sandbox.inside.answering import Question
from autograder.sandbox.inside.kinds import AnswerKind
from autograder.sandbox.inside.plain import Unsupported

from ..cases import Case
from ..compare import Difference, first_difference
from ..failure import argument_names
from ..property import Property, WrongResult
from ..questions import function_of, questions
from .known import ANSWERED, FURTHER_INPUTS, Sides, further_question
from .properties_of_values import properties_of

ENOUGH = 2
"""Further answers that have a property, unless fewer are wrong at all."""


@dataclasses.dataclass(frozen=True)
class Further:
    """The case whose answer is wrong, who is asked more, and how arguments are named."""

    case: Case
    sides: Sides
    arguments_of: Callable[[Question], dict[str, Any]]


def seen_again(properties: Iterable[Property], further: Further) -> Property | None:
    """Return the first property that is none of chance; None where there is none."""
    seen: list[set[str]] | None = None
    for found in properties:
        if not found.may_be_chance:
            return found
        if seen is None:
            seen = list(_seen_of_others(further))
        count = max(sum(sign in signs for signs in seen) for sign in found.known_by)
        if count and count >= min(ENOUGH, len(seen)):
            return found
    return None


def of_answer(
    difference: Difference, answers: tuple[Any, Any], question: Question, further: Further
) -> Iterator[Property]:
    """Say what a wrong answer has to do with the right one: what its exercise sees comes first.

    The `answers` to the question are whole, the wrong one and the right one.
    """
    seen = questions()[further.case.name].seen
    if seen is not None and len({isinstance(each, dict) for each in answers}) == 1:
        names = argument_names(question, function_of(question, further.sides.reference))
        with contextlib.suppress(Exception):  # it reads what a stranger's code returned
            yield from list(seen(WrongResult(difference.where or ("",), *answers, names)))
    yield from properties_of(difference, further.arguments_of(question))


def _seen_of_others(further: Further) -> Iterator[set[str]]:
    """Return by what is known what is seen of each further answer that is wrong."""
    case = further.case
    if questions()[case.name].extra_inputs is None:
        return
    for number in range(FURTHER_INPUTS):
        question = further_question(case.name, number)
        try:
            expected = further.sides.reference.answer(question)
        except LookupError:  # a released kit keeps no such answer
            continue
        if expected.kind != AnswerKind.VALUE:
            continue
        got = further.sides.own(question)
        if got.kind not in ANSWERED:  # whoever loops or crashes is asked no more
            return
        difference = _difference(case, got.value, expected.value)
        if got.kind == AnswerKind.VALUE and difference is not None:
            found = of_answer(difference, (got.value, expected.value), question, further)
            yield {sign for each in found for sign in each.known_by}


def _difference(case: Case, got: Any, expected: Any) -> Difference | None:
    try:
        values = case.view(got), case.view(expected)
    except Exception:  # the view reads what a stranger's code returned
        return None
    if any(isinstance(value, Unsupported) for value in values):
        return None
    return first_difference(*values, case.tolerance)
