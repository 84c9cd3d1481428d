"""A question as a check asks it: what is looked at in two answers, and whether they are alike."""

from __future__ import annotations

import dataclasses
import enum
import re
from collections.abc import Callable
from typing import Any

import torch

from autograder.sandbox.inside import sentences
from autograder.sandbox.inside.answering import Answer, Question
from autograder.sandbox.inside.kinds import AnswerKind
from autograder.sandbox.inside.plain import PRINTED, Unsupported
from autograder.sandbox.inside.sentences import sentence

from . import same_error
from .compare import Difference, first_difference, first_other_form, nothing_there
from .questions import questions

Projection = Callable[[Any], Any]
FEW_NUMBERS = 6
"""An answer of no more numbers than this may equal a mistake's by chance."""


class Aspect(enum.Enum):
    """What a check looks at in an answer, and at nothing else."""

    VALUE = "value"
    FORM = "form"
    PRODUCTS = "products"
    INPUTS = "inputs"
    NAMES = "names"
    ANSWERED = "answered"


@dataclasses.dataclass(frozen=True)
class Case:
    """A question, what is looked at in its answers, and how closely.

    Where an argument is `refused`, not all `others` may stand in the message too.
    """

    name: str
    question: Question
    view: Projection
    tolerance: float
    aspect: Aspect = Aspect.VALUE
    refused: str | None = None
    others: tuple[str, ...] = ()

    def names_what_is_refused(self, answer: Answer) -> bool:
        """Tell whether the message of an error says which argument it is about."""
        message = str(answer.message)
        every = bool(self.others) and all(is_named(name, message) for name in self.others)
        return self.refused is None or (is_named(self.refused, message) and not every)

    def says_the_same(self, one: Answer, other: Answer) -> bool:
        """Tell whether the messages of two errors name what is refused, another argument, or none.

        To name another one is another mistake than to name none, or all of them.
        """
        return self._named(one) == self._named(other)

    def _named(self, answer: Answer) -> str:
        if self.names_what_is_refused(answer):
            return "what is refused"
        message = str(answer.message)
        is_every = self.refused is not None and is_named(self.refused, message)
        others = [] if is_every else [name for name in self.others if is_named(name, message)]
        return "another" if others else "nothing alone"

    def project(self, answer: Answer) -> Any:
        """Return what the check looks at in an answer."""
        try:
            return self.view(_returned(answer))
        except KeyError:  # a scenario stopped before it came to that
            return Unsupported("unreadable", sentence(sentences.NOT_TO_BE_SEEN))
        except Exception as error:  # the view reads what a stranger's code returned
            words = sentence(sentences.UNREADABLE, error=type(error).__name__)
            return Unsupported("unreadable", words)


def _returned(answer: Answer) -> Any:
    """Return the value of an answer; what is printed only is none."""
    is_printed = isinstance(answer.value, Unsupported) and answer.value.type == PRINTED
    return None if is_printed else answer.value


def as_it_is(value: Any) -> Any:
    """Return a value as it is: nothing of it is left out where answers are compared."""
    return value


Listener = Callable[[Case, Answer | None], None]
"""Hears each question of a check before the submission is asked, and the reference's answer."""


def nobody_listens(case: Case, expected: Answer | None) -> None:
    """Hear nothing."""


def is_named(name: str, message: str) -> bool:
    """Tell whether a message names an argument; one called `x` is in many a word."""
    return re.search(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", message) is not None


def alike(one: Answer, other: Answer, case: Case) -> bool:
    """Tell whether two answers are the same, as far as the check looks at them."""
    if one.kind != other.kind or one.loading != other.loading:
        return False
    if one.kind == AnswerKind.RAISED:
        if case.refused is None or not same_error.is_refusal(one):
            return same_error.are_the_same(one, other)
        return same_error.of_one_type(one, other) and case.says_the_same(one, other)
    if one.kind != AnswerKind.VALUE:
        return one.kind == AnswerKind.NOT_WRITTEN
    if case.aspect is Aspect.INPUTS:
        return bool(one.changed) == bool(other.changed)
    if case.aspect is Aspect.ANSWERED:
        return True
    if case.aspect is Aspect.NAMES:
        return bool(one.renamed) == bool(other.renamed)
    if case.aspect is Aspect.PRODUCTS:
        return one.products == other.products
    if case.aspect is Aspect.FORM:
        return first_other_form(case.project(one), case.project(other)) is None
    values = [_with_plain_numbers(case.project(a)) for a in (one, other)]
    return first_difference(values[0], values[1], case.tolerance) is None


def difference_of(case: Case, got: Answer, expected: Answer) -> tuple[Case, Difference | None]:
    """Return where answers differ in what is looked at, and the case that is wrong there.

    Where less than the value is looked at, there must be one: whoever returns nothing has not
    kept the inputs as they were. Whether anything is returned at all, ANSWERED does not ask.
    """
    if case.aspect in (Aspect.PRODUCTS, Aspect.ANSWERED):
        return case, None
    if case.aspect is not Aspect.VALUE or case.view is not as_it_is:
        if empty := nothing_there(_returned(got), expected.value):
            return dataclasses.replace(case, aspect=Aspect.VALUE, view=as_it_is), empty
    values = case.project(got), case.project(expected)
    if case.aspect is Aspect.FORM:
        return case, first_other_form(*values)
    if case.aspect in (Aspect.INPUTS, Aspect.NAMES):
        return case, None
    return case, first_difference(*values, case.tolerance)


def is_right(case: Case, got: Answer, expected: Answer) -> bool:
    """Tell whether an answer is right in what is looked at, where a value is expected."""
    if got.kind != AnswerKind.VALUE or difference_of(case, got, expected)[1]:
        return False
    if case.aspect is Aspect.PRODUCTS:
        return got.products == expected.products
    is_looked_at = {Aspect.INPUTS: got.changed, Aspect.NAMES: got.renamed}
    return not is_looked_at.get(case.aspect)


def _with_plain_numbers(value: Any) -> Any:
    """Return tensors of one number as that number: the axes make no other mistake of it."""
    if isinstance(value, dict):
        return {name: _with_plain_numbers(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_with_plain_numbers(item) for item in value)
    if isinstance(value, torch.Tensor) and value.numel() == 1:
        return value if value.is_complex() else value.double().item()
    return value


def may_be_chance(case: Case, answer: Answer) -> bool:
    """Tell whether so little is looked at that chance may have made it.

    What loaders leave out by chance is another thing each time, so asking again tells nothing.
    """
    whole = case.aspect is not Aspect.VALUE or questions()[case.name].random
    return count_numbers(answer.value if whole else case.project(answer)) <= FEW_NUMBERS


def count_numbers(value: Any) -> int:
    """Count the numbers in a plain value."""
    if isinstance(value, dict):
        return sum(count_numbers(item) for item in value.values())
    if isinstance(value, list | tuple):
        return sum(count_numbers(item) for item in value)
    return int(value.numel()) if hasattr(value, "numel") else 1
