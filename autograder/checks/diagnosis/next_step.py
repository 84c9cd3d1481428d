"""The next step where nothing is known: what to work out by hand, or to fix first."""

from __future__ import annotations

from autograder.core.languages import _
from autograder.course import handout
from autograder.sandbox.inside.kinds import AnswerKind

from .. import failure
from ..compare import Difference, first_difference
from ..sides import Respondent
from .found import Finding, FindingKind, WrongAnswer
from .properties_of_values import kind_of_difference
from .smallest import Small, call_in_words, in_numbers, smallest_wrong

MAX_CALL = 320
"""Characters of a small call that is written out: four rows of a terminal."""


def next_step(
    wrong: WrongAnswer,
    difference: Difference,
    base: str,
    submission: Respondent,
    reference: Respondent,
) -> Finding:
    """Say what kind of difference it is, and what to work out by hand, or to fix first."""
    if base:
        step = _("`{name}`, which it builds on, is wrong too: fix that first.", name=base)
        explanation = kind_of_difference(difference)
        return Finding(kind=FindingKind.NEXT_STEP, explanation=explanation, next_step=step)
    small = smallest_wrong(wrong.case.name, submission, reference)
    page = handout(wrong.case.question.part)
    kind = kind_of_difference(difference)
    call = ""
    if small is not None:
        arguments = failure.argument_names(small.question, wrong.function)
        call = call_in_words(wrong.case.question.name, arguments)
    if small is None or len(call) > MAX_CALL:
        step = _(
            "Follow this call through your code, line by line, as the worked example in {handout} "
            "does with its own. Which line is the first to do something else?",
            handout=page,
        )
        return Finding(kind=FindingKind.NEXT_STEP, explanation=kind, next_step=step)
    step = _(
        "Work out a small one by hand, as the worked example in {handout} does: {call}",
        handout=page,
        call=call,
    )
    return Finding(
        kind=FindingKind.NEXT_STEP, explanation=kind, next_step=step, details=_numbers_of(small)
    )


def _numbers_of(small: Small) -> tuple[str, ...]:
    """Write what a small input gives and should give."""
    got, expected = in_numbers(small.got.value), in_numbers(small.expected.value)
    if small.got.kind == AnswerKind.RAISED:
        got = _("an error: {error}", error=failure.raised_words(small.got))
    words = _("{a} instead of {b}", a=got, b=expected)
    first = first_difference(small.got.value, small.expected.value) if got == expected else None
    if first is not None:  # two that are too large to be written out look alike
        words = first.why
    return (failure.line(_("it gives"), words),)
