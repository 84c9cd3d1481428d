"""The same call with one thing made simpler: where that is right, what is wrong shows itself."""

from __future__ import annotations

import dataclasses
import enum
import itertools
from collections.abc import Iterator, Mapping
from typing import Any

import torch

from autograder.core.languages import _
from autograder.sandbox.inside.answering import Answer, Question
from autograder.sandbox.inside.kinds import AnswerKind

from ..cases import Aspect, Case, alike
from ..compare import TOLERANCE, first_difference
from ..property import Property
from ..questions import questions
from ..sides import Respondent
from .known import ANSWERED, unscored

MAX_VARIATIONS = 8
"""Variations that are asked at most: each is a question more to a wrong submission."""
SMALLER = (0, 1, 2)
"""By how much squares are made smaller: with each stride up to 3, something is left over once."""


def where_it_is_right(
    case: Case,
    names: list[str],
    submission: Respondent,
    reference: Respondent,
    simplest: Mapping[str, int | None] | None = None,
) -> Property | None:
    """Say with which one change the same call gives the right value; None where with none.

    `names` are those of the arguments, in their order; `simplest` is the plainest value of whole
    numbers, where it is not 1, and None of what may be left out. Where nothing is left to compute,
    being right says nothing.
    """
    if case.question.scenario is not None or case.aspect is not Aspect.VALUE:
        return None
    simpler = itertools.islice(variations(case.question, names, simplest or {}), MAX_VARIATIONS)
    for words, variants in simpler:
        found: list[Right] = []
        for question in variants:
            found.append(_is_right(case, question, submission, reference))
            if found[-1] in (Right.NO, Right.NO_ANSWER):
                break
        if Right.NO_ANSWER in found:  # whoever loops or crashes is asked no more
            return None
        if Right.NO not in found and Right.YES in found:
            return Property(
                _("The same call gives the right answer {where}.", where=words),
                _("What does your code do differently in other cases?"),
            )
    return None


def otherwise_once_more(case: Case, got: Answer, submission: Respondent) -> Property | None:
    """Say that the same call is answered differently the second time; None where it is not."""
    question = unscored(case.question)
    again = submission.answer(dataclasses.replace(question, seed=question.seed + 1))
    exactly = dataclasses.replace(case, tolerance=min(case.tolerance, TOLERANCE))
    is_known = again.kind in ANSWERED and not questions()[case.name].random
    if not is_known or alike(again, got, exactly):
        return None
    return Property(
        _("The same call is answered differently the second time."),
        _(
            "What is drawn at random, kept from an earlier call, or read although nothing was "
            "written there?"
        ),
    )


def otherwise_alone(case: Case, got: Answer, submission: Respondent) -> Property | None:
    """Say that the same call is answered differently where none came before; None where not."""
    alone = submission.answer(dataclasses.replace(unscored(case.question), afresh=True))
    exactly = dataclasses.replace(case, tolerance=min(case.tolerance, TOLERANCE))
    is_known = alone.kind in ANSWERED and not questions()[case.name].random
    if not is_known or alike(alone, got, exactly):
        return None
    return Property(
        _("The same call is answered differently when no other call comes before it."),
        _("What does your file keep from call to call: a global, a cache, a default value?"),
    )


class Right(enum.Enum):
    """Whether a simpler question is answered rightly."""

    YES = enum.auto()
    NO = enum.auto()
    SAYS_NOTHING = enum.auto()
    NO_ANSWER = enum.auto()


def _is_right(
    case: Case, question: Question, submission: Respondent, reference: Respondent
) -> Right:
    try:
        expected = reference.answer(question)
    except LookupError:  # a released kit knows the answers to its own questions only
        return Right.SAYS_NOTHING
    if expected.kind != AnswerKind.VALUE or _is_given(expected.value, question):
        return Right.SAYS_NOTHING
    got = submission.answer(unscored(question))
    if got.kind not in ANSWERED:
        return Right.NO_ANSWER
    is_right = got.kind == AnswerKind.VALUE and not _differ(case, got.value, expected.value)
    return Right.YES if is_right else Right.NO


def _is_given(value: Any, question: Question) -> bool:
    """Tell whether a right answer is one of the arguments, unchanged."""
    arrays = [v for v in (*question.args, *question.kwargs.values()) if torch.is_tensor(v)]
    if not torch.is_tensor(value):
        return False
    return any(a.shape == value.shape and torch.equal(a, value) for a in arrays)


def _differ(case: Case, got: Any, expected: Any) -> bool:
    try:
        values = case.view(got), case.view(expected)
    except Exception:  # the view reads what a stranger's code returned
        return True
    return first_difference(*values, case.tolerance) is not None


def variations(
    question: Question, names: list[str], simplest: Mapping[str, int | None]
) -> Iterator[tuple[str, list[Question]]]:
    """Return simpler questions, each with the words for what was changed.

    Those that belong together must all be answered rightly.
    """
    values = dict(zip(names, [*question.args, *question.kwargs.values()]))
    equal = _("when height and width are equal")
    if any(map(_is_unequal_pair, values.values())):
        yield equal, [_changed(question, names, new) for new in _squares(values)]
    for name, value in values.items():
        simpler = simplest.get(name, 1)
        if simpler is None and value is not None:
            words = _("without `{name}`", name=name)
            yield words, [_changed(question, names, {name: None})]
        simpler = 1 if simpler is None else simpler
        if _is_larger(value, simpler):
            words = _("with `{name}` {value}", name=name, value=simpler)
            yield words, [_changed(question, names, {name: simpler})]
    arrays = {name: v for name, v in values.items() if isinstance(v, torch.Tensor)}
    if any(_square(array).shape != array.shape for array in arrays.values()):
        yield equal, [_changed(question, names, new) for new in _squares(arrays)]
    single = {name: _single(array) for name, array in arrays.items()}
    if any(single[name].shape != array.shape for name, array in arrays.items()):
        yield _("with a single channel"), [_changed(question, names, single)]


def _is_unequal_pair(value: Any) -> bool:
    is_pair = isinstance(value, tuple) and len(value) == 2
    return is_pair and all(type(item) is int for item in value) and value[0] != value[1]


def _squares(values: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Make height and width equal in all arguments: as high, as wide, and of other sizes.

    What a division leaves over, or does not, may be chance in one of them.
    """
    arrays = {name: v for name, v in values.items() if isinstance(v, torch.Tensor)}
    pairs = {name: v for name, v in values.items() if _is_unequal_pair(v)}
    for less in SMALLER if arrays else (0,):
        for place in (0, 1) if pairs else (0,):
            squares = {name: _square(array, less) for name, array in arrays.items()}
            yield squares | {name: (pair[place],) * 2 for name, pair in pairs.items()}
    if pairs and not arrays:
        first = next(iter(pairs))
        new = {name: (pair[0],) * 2 for name, pair in pairs.items()}
        yield new | {first: (pairs[first][0] + 1,) * 2}


def _is_larger(value: Any, simpler: int) -> bool:
    if isinstance(value, tuple) and value:
        return all(isinstance(item, int) for item in value) and max(value) > simpler
    return isinstance(value, int) and not isinstance(value, bool) and value > simpler


def _square(array: torch.Tensor, less: int = 0) -> torch.Tensor:
    if array.ndim < 2:
        return array
    size = max(1, min(array.shape[-2:]) - less)
    return array[..., :size, :size]


def _single(array: torch.Tensor) -> torch.Tensor:
    return array[..., :1, :, :] if array.ndim > 2 else array


def _changed(question: Question, names: list[str], new: dict[str, Any]) -> Question:
    """Put other values in the place of some arguments."""
    args = tuple(new.get(name, value) for name, value in zip(names, question.args))
    kwargs = {name: new.get(name, value) for name, value in question.kwargs.items()}
    return dataclasses.replace(question, args=args, kwargs=kwargs)
