"""The smallest input that shows a wrong answer, small enough to be worked out by hand.

The inputs that are tried are a function's further inputs made smaller, with whole numbers. They
are the same in every run, so that a released kit holds the reference's answers to them.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Iterator
from typing import Any

import torch

from autograder.core.languages import _
from autograder.sandbox.inside.answering import Answer, Question
from autograder.sandbox.inside.kinds import AnswerKind

from ..cases import alike, count_numbers
from ..questions import questions
from ..sides import Respondent
from ..written import written
from .known import ANSWERED, further_case, further_question, unscored

DRAWN = 4
"""Further inputs that are made smaller, each to every scale: 28 questions, some 30 ms."""
LARGEST_INT = 2
"""Of strides and the like beside arrays; what is all ints is made smaller like sizes are."""
SCALES = ((1, 0), (1, 1), (2, 0), (2, 1), (3, 0), (3, 1), (4, 1))
"""How large sizes become at most, and by how much the largest of an input stays larger."""
MAX_WORDS = 200


@dataclasses.dataclass(frozen=True)
class Small:
    """A small question, what was answered, and what should have been."""

    question: Question
    got: Answer
    expected: Answer


def smallest_wrong(name: str, submission: Respondent, reference: Respondent) -> Small | None:
    """Return the first small question that is answered wrongly; None where all are right.

    One that ends in an error shows another mistake than a wrong value: it comes last.
    """
    failing = None
    for question in small_questions(name):
        case = dataclasses.replace(further_case(name, 0), question=question)
        try:
            expected = reference.answer(question)
        except LookupError:  # a released kit holds no answer: the reference had none
            continue
        if expected.kind != AnswerKind.VALUE or not count_numbers(expected.value):
            continue
        got = submission.answer(unscored(question))
        if got.kind not in ANSWERED:  # whoever loops or crashes is asked no more
            return None
        if not alike(got, expected, case):
            small = Small(question, got, expected)
            if got.kind == AnswerKind.VALUE:
                return small
            failing = failing or small
    return failing


@functools.cache
def small_questions(name: str) -> tuple[Question, ...]:
    """Return small questions to a name, the smallest first; none where a scenario sets it up."""
    spec = questions()[name]
    if spec.scenario is not None or spec.extra_inputs is None:
        return ()
    every = {
        question.fingerprint: question
        for number in range(DRAWN)
        for question in _made_smaller(further_question(name, number))
    }
    return tuple(sorted(every.values(), key=_size))


def _size(question: Question) -> int:
    values = [*question.args, *question.kwargs.values()]
    return sum(v.numel() if isinstance(v, torch.Tensor) else sum(_ints(v)) for v in values)


def _ints(value: Any) -> tuple[int, ...]:
    items = value if isinstance(value, tuple) else (value,)
    return tuple(item for item in items if isinstance(item, int))


def _made_smaller(question: Question) -> Iterator[Question]:
    """Cut sizes down: equal ones stay equal, so that what belongs together fits together."""
    values = [*question.args, *question.kwargs.values()]
    arrays = [value for value in values if isinstance(value, torch.Tensor)]
    largest = max((size for array in arrays for size in array.shape), default=0)
    for most, more in SCALES:

        def size(was: int, most: int = most, more: int = more) -> int:
            return min(was, most + more * (was == largest))

        def smaller(value: Any, most: int = most, size: Callable[[int], int] = size) -> Any:
            if isinstance(value, torch.Tensor):
                return _cut(value, size)
            return _with_small_ints(value, LARGEST_INT if arrays else most + 1)

        args = tuple(smaller(value) for value in question.args)
        kwargs = {name: smaller(value) for name, value in question.kwargs.items()}
        yield dataclasses.replace(question, args=args, kwargs=kwargs)


def _cut(array: torch.Tensor, size: Callable[[int], int]) -> torch.Tensor:
    """Cut an array and make whole numbers of what is left, none of them 0."""
    piece = array[tuple(slice(size(was)) for was in array.shape)]
    if piece.is_floating_point():
        piece = piece.round()
        piece = torch.where(piece == 0, torch.ones_like(piece), piece)
    return piece.contiguous()


def _with_small_ints(value: Any, most: int) -> Any:
    if isinstance(value, tuple):
        return tuple(_with_small_ints(item, most) for item in value)
    is_int = isinstance(value, int) and not isinstance(value, bool)
    return min(value, most) if is_int else value


def call_in_words(name: str, arguments: dict[str, Any]) -> str:
    """Write a small call with all its numbers."""
    words = _(", ").join(f"{key} {in_numbers(value)}" for key, value in arguments.items())
    call = _("{name} with", name=name)
    return f"{call} {words}"


def in_numbers(value: Any) -> str:
    """Write a small value with all its numbers, a large one by its shape."""
    if not isinstance(value, torch.Tensor):
        return written(value, MAX_WORDS)
    text = _nested(value.tolist()) if value.numel() <= MAX_WORDS else None
    if text is None or len(text) > MAX_WORDS:
        return _("a tensor {shape}", shape=tuple(value.shape))
    return text


def _nested(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_nested, value))}]"
    return f"{value:g}" if isinstance(value, float) else str(value)
