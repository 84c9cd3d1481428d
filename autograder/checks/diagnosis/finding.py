"""What is found out about a wrong answer: a name, two names, a property, or else the next step."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator
from typing import Any

import torch

from autograder.core.languages import _, translate_sandbox_message
from autograder.course import current_course, handout
from autograder.sandbox.inside.answering import Answer
from autograder.sandbox.inside.kinds import AnswerKind
from autograder.sandbox.inside.plain import PRINTED, Unsupported

from .. import failure
from ..cases import Aspect
from ..compare import Difference, Place, first_difference
from ..mistakes import Mistake
from ..property import Property
from ..questions import questions
from ..sides import Respondent
from .diagnosis import Diagnosis, is_wrong
from .found import Finding, FindingKind, WrongAnswer
from .found_in_errors import (
    not_allowed,
    not_refused,
    of_a_class,
    of_error,
    of_own_raise,
    stopped_too_late,
)
from .known import Sides
from .next_step import next_step
from .properties_of_values import (
    a_pair,
    are_values_and_positions,
    of_another_form,
    of_another_kind,
    printed_only,
    right_but_for_its_kind,
)
from .seen_again import Further, of_answer, seen_again
from .thinning import name_of_pair
from .variations import otherwise_alone, otherwise_once_more, where_it_is_right

MOST_NUMBERS, MOST_TIMES = 1 << 18, 16
"""An answer of more numbers, so many times as many as asked for, is not looked into."""


def finding_of(
    wrong: WrongAnswer,
    diagnosis: Diagnosis | None,
    submission: Respondent,
    reference: Respondent,
) -> Finding:
    """Find out the most that can be said of a wrong answer; at the least what to do next."""
    if is_far_too_large(wrong):
        count = f"{_count(wrong.got):,}"
        words = _("The answer holds {count} numbers, far more than are asked for.", count=count)
        return _nothing_larger(wrong, words)
    named = diagnosis is not None and _named(wrong, diagnosis, submission, reference)
    if named:
        return named
    got = wrong.got
    refusal = of_a_class(wrong) or of_own_raise(wrong) or stopped_too_late(wrong, submission)
    if refusal is not None:
        return refusal
    if got.kind in (AnswerKind.RAISED, AnswerKind.MISSING) and (
        wrong.case.refused is None or "ValueError" not in got.bases
    ):
        return of_error(got, wrong.case.question.part)
    if got.kind == AnswerKind.FORBIDDEN:
        return not_allowed(got, wrong.case.question.part)
    if got.kind == AnswerKind.UNREADABLE:
        return _nothing_larger(wrong, translate_sandbox_message(got.message))
    if wrong.case.refused is not None:
        return not_refused(wrong)
    if wrong.difference is None:
        return _of_aspect(wrong)
    sides = diagnosis.sides(submission, reference) if diagnosis else None
    base = next(_wrong_bases(wrong, sides), "") if sides else ""
    seen = _seen(wrong, wrong.difference, sides or Sides(submission, reference, {}), base)
    return seen or next_step(wrong, wrong.difference, base, submission, reference)


def is_far_too_large(wrong: WrongAnswer) -> bool:
    """Tell whether an answer has so many more numbers that looking at each of them takes minutes.

    What is found out compares it with dozens of other answers, and asks for more of its kind.
    """
    count = _count(wrong.got.value)
    return count > MOST_NUMBERS and count > MOST_TIMES * _count(wrong.expected)


def _count(value: Any) -> int:
    """Count the numbers in a value's tensors."""
    if isinstance(value, Answer | Unsupported):
        return _count(value.value)
    if isinstance(value, list | tuple | dict):
        return sum(map(_count, value.values() if isinstance(value, dict) else value))
    return value.numel() if isinstance(value, torch.Tensor) else 0


def _nothing_larger(wrong: WrongAnswer, words: str) -> Finding:
    step = _("Return what {handout} asks for, and nothing larger.")
    step = step.format(handout=handout(wrong.case.question.part))
    return Finding(kind=FindingKind.PLAIN_WORDS, explanation=words, next_step=step)


def _named(
    wrong: WrongAnswer, diagnosis: Diagnosis, submission: Respondent, reference: Respondent
) -> Finding | None:
    if wrong.expected is None:
        return None
    sides = (submission, reference)
    mistakes = diagnosis.explain(wrong.case, wrong.got, wrong.expected, *sides)
    if mistakes:
        return of_mistakes(mistakes)
    both = diagnosis.explain_two(wrong.case, wrong.got, wrong.expected, *sides)
    if len(both) == 1:
        return of_mistakes(both)
    return of_two_at_once(both) if both else None


def of_mistakes(mistakes: list[Mistake]) -> Finding:
    """Say what a known mistake does; of two that give the same answer, that it is one of them."""
    if len(mistakes) == 1:
        explanation = _(mistakes[0].explanation)
    else:
        one, other = (_(mistake.explanation) for mistake in mistakes)
        explanation = _(
            "One of two mistakes leads to this answer. {one} Or: {other}", one=one, other=other
        )
    return Finding(
        kind=FindingKind.MISTAKE,
        explanation=explanation,
        question=_(mistakes[0].question),
        name=", ".join(mistake.name for mistake in mistakes),
        at=mistakes[0].at,
    )


def of_two_at_once(mistakes: list[Mistake]) -> Finding:
    """Say what two known mistakes do that give an answer together, and ask about the first."""
    lines = [f"- {_(mistake.explanation)}" for mistake in mistakes]
    return Finding(
        kind=FindingKind.TWO_MISTAKES,
        explanation="\n".join([_("Two mistakes together lead to this answer:"), *lines]),
        question=_(mistakes[0].question),
        name=name_of_pair(*(mistake.name for mistake in mistakes)),
        at=mistakes[0].at,
    )


def _of_aspect(wrong: WrongAnswer) -> Finding:
    """Say what is wrong where the value is not: inputs that changed, or the number of products."""
    if wrong.case.aspect is Aspect.INPUTS:
        return Finding(
            kind=FindingKind.PROPERTY,
            explanation=_("What was handed over is not what it was before the call."),
            question=_("Which line writes into a tensor that it did not make itself?"),
        )
    if wrong.case.aspect is Aspect.NAMES:
        return Finding(
            kind=FindingKind.PROPERTY,
            explanation=_(
                "A call that hands over `{name}=…` by name finds no such parameter."
            ).format(name=wrong.got.renamed[0].partition(" ")[0]),
            question=_("What are the parameters called in the docstring and in the handout?"),
        )
    expected = wrong.expected.products if wrong.expected else 0
    return Finding(
        kind=FindingKind.PROPERTY,
        explanation=failure.product_words(wrong.got.products, expected) + ".",
        question=_("Which sums of products does one matrix product compute at once?"),
    )


def _seen(
    wrong: WrongAnswer, difference: Difference, sides: Sides, base: str = ""
) -> Finding | None:
    """Say what the answer has to do with the right one, or where the function is right.

    Where it follows from a `base` that is wrong too, what may be chance is.
    """
    found, returned = None, questions()[wrong.case.name].returned
    if _is_printed(wrong):
        found = printed_only()
    elif wrong.case.aspect is Aspect.FORM:
        found = right_but_for_its_kind() if _has_right_values(wrong) else None
        found = found or of_another_kind(difference) or of_another_form(difference)
    elif isinstance(difference.got, Unsupported) and wrong.expected is not None:
        whole = first_difference(wrong.got.value, wrong.expected.value, wrong.case.tolerance)
        found = of_another_kind(whole) if whole else None
    elif are_values_and_positions(_at(wrong.got.value, difference.where), difference.expected):
        found = a_pair()
    elif not difference.where or difference.where[-1] in returned:
        found = of_another_kind(difference)
    found = found or _changes_an_argument(wrong)
    is_plain = wrong.case.question.scenario is None
    if found is None and is_plain:  # before what such an answer only seems to be
        found = _otherwise(wrong, sides)
    if found is None:
        further = Further(wrong.case, sides, wrong.arguments_of)
        answers = wrong.got.value, wrong.expected.value if wrong.expected else None
        seen = of_answer(difference, answers, wrong.case.question, further)
        found = seen_again((p for p in seen if not (base and p.may_be_chance)), further)
    if found is None and not is_plain:  # what is set up takes its time
        found = _otherwise(wrong, sides)
    if found is None:
        names, simplest = list(wrong.arguments), failure.plain_defaults(wrong.function)
        found = where_it_is_right(wrong.case, names, sides.submission, sides.reference, simplest)
    if found is None:
        return None
    return Finding(
        kind=FindingKind.PROPERTY,
        explanation=found.sentence,
        question=found.question,
        at=found.at,
    )


def _otherwise(wrong: WrongAnswer, sides: Sides) -> Property | None:
    """Say that the same call is answered differently the second time, or alone."""
    asked = (wrong.case, wrong.got, sides.submission)
    return otherwise_once_more(*asked) or otherwise_alone(*asked)


def _changes_an_argument(wrong: WrongAnswer) -> Property | None:
    """Say of a wrong value that the call changed an argument: it may follow from that."""
    changed, names = wrong.got.changed, list(wrong.arguments)
    if not changed or wrong.case.question.scenario is not None:
        return None
    is_number = changed[0].isdecimal() and int(changed[0]) < len(names)
    name = names[int(changed[0])] if is_number else changed[0]
    return Property(
        _("The call changed `{name}` itself, which should stay as it was.", name=name),
        _("Which line writes into a tensor that it did not make itself?"),
    )


def _at(value: Any, where: Place) -> Any:
    """Return a piece of an answer as it came; None where there is none."""
    with contextlib.suppress(LookupError, TypeError):
        for piece in where:
            value = value[piece]
        return value
    return None


def _is_printed(wrong: WrongAnswer) -> bool:
    """Tell whether the right result is printed and nothing is returned."""
    value = wrong.got.value
    if wrong.expected is None or not isinstance(value, Unsupported) or value.type != PRINTED:
        return False
    printed = dataclasses.replace(wrong.got, value=value.value)
    values = wrong.case.project(printed), wrong.case.project(wrong.expected)
    return first_difference(*values, wrong.case.tolerance) is None


def _has_right_values(wrong: WrongAnswer) -> bool:
    if wrong.expected is None:
        return False
    values = wrong.case.project(wrong.got), wrong.case.project(wrong.expected)
    return first_difference(*values, wrong.case.tolerance) is None


def _wrong_bases(wrong: WrongAnswer, sides: Sides) -> Iterator[str]:
    """Name the functions of the same file that the asked one builds on and that are wrong too."""
    function = questions()[wrong.case.name].function
    own_file = current_course().functions.get(wrong.case.question.part, ())
    bases = (base for base in current_course().bases_of(function) if base in own_file)
    yield from (base for base in bases if is_wrong(base, sides))
