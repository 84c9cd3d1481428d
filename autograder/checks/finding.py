"""What is found out about a wrong answer: a name, two names, a property, or else the next step."""

from __future__ import annotations

import dataclasses
from typing import Any

from autograder.core.languages import _, translate_sandbox_message
from autograder.core.words import Word
from autograder.course import handout
from autograder.sandbox.inside import sentences
from autograder.sandbox.inside.answering import Answer, Question
from autograder.sandbox.inside.kinds import AnswerKind

from . import failure
from .cases import Aspect, Case
from .compare import Difference, first_difference
from .diagnosis import Diagnosis
from .mistakes import Mistake
from .plain_words import in_plain_words
from .properties_of_values import (
    kind_of_difference,
    of_another_kind,
    properties_of,
    right_but_for_its_kind,
)
from .questions import questions
from .same_error import RAISES, doing
from .seen_again import Further, seen_again
from .sides import Respondent
from .smallest import Small, call_in_words, in_numbers, smallest_wrong
from .thinning import name_of_pair
from .variations import where_it_is_right

MAX_CALL = 320
"""Characters of a small call that is written out: four rows of a terminal."""

NOTHING = (sentences.NOTHING_GRADABLE, sentences.NOTHING_AMONG)


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
    input. An error in plain words is `kind` PLAIN_WORDS.
    """

    kind: FindingKind
    explanation: str = ""
    question: str = ""
    next_step: str = ""
    name: str | None = None
    details: tuple[str, ...] = ()

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


def finding_of(
    wrong: WrongAnswer,
    diagnosis: Diagnosis | None,
    submission: Respondent,
    reference: Respondent,
) -> Finding:
    """Find out the most that can be said of a wrong answer; at the least what to do next."""
    named = diagnosis is not None and _named(wrong, diagnosis, submission, reference)
    if named:
        return named
    got = wrong.got
    refusal = _of_own_raise(wrong)
    if refusal is not None:
        return refusal
    if got.kind in (AnswerKind.RAISED, AnswerKind.MISSING) and (
        wrong.case.refused is None or "ValueError" not in got.bases
    ):
        return _of_error(got, wrong.case.question.part)
    if got.kind == AnswerKind.FORBIDDEN:
        return _not_allowed(got, wrong.case.question.part)
    if got.kind == AnswerKind.UNREADABLE:
        words = translate_sandbox_message(got.message)
        step = _("Return what {handout} asks for, and nothing larger.")
        step = step.format(handout=handout(wrong.case.question.part))
        return Finding(kind=FindingKind.PLAIN_WORDS, explanation=words, next_step=step)
    if wrong.case.refused is not None:
        return _not_refused(wrong.case.refused, got)
    if wrong.difference is None:
        return _of_aspect(wrong)
    seen = _seen(wrong, wrong.difference, submission, reference)
    return seen or _next_step(wrong, wrong.difference, submission, reference)


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
    return of_two_at_once(both) if both else None


def of_mistakes(mistakes: list[Mistake]) -> Finding:
    """Say what a known mistake does; of two that give the same answer, that it is one of them."""
    if len(mistakes) == 1:
        explanation = _(mistakes[0].explanation)
    else:
        one, other = (_(mistake.explanation) for mistake in mistakes)
        explanation = _(
            "One of two things gives this answer. {one} Or: {other}", one=one, other=other
        )
    return Finding(
        kind=FindingKind.MISTAKE,
        explanation=explanation,
        question=_(mistakes[0].question),
        name=", ".join(mistake.name for mistake in mistakes),
    )


def of_two_at_once(mistakes: list[Mistake]) -> Finding:
    """Say what two known mistakes do that give an answer together, and ask about the first."""
    lines = [f"- {_(mistake.explanation)}" for mistake in mistakes]
    return Finding(
        kind=FindingKind.TWO_MISTAKES,
        explanation="\n".join([_("Two things at once give this answer:"), *lines]),
        question=_(mistakes[0].question),
        name=name_of_pair(*(mistake.name for mistake in mistakes)),
    )


def _of_error(got: Answer, exercise: str) -> Finding:
    """Say an error in plain words; where there are none, how to come nearer to its cause."""
    plain = in_plain_words(got)
    if plain:
        explanation = f"{plain.explanation}\n{plain.usually}"
        kind = FindingKind.PLAIN_WORDS
        return Finding(kind=kind, explanation=explanation, next_step=plain.try_this)
    if got.kind == AnswerKind.MISSING:
        words = translate_sandbox_message(got.message)
        is_empty = getattr(got.message, "template", "") in NOTHING  # that is said once, for all
        listed = _("{handout} lists what to write, by name.", handout=handout(exercise))
        step = "" if is_empty else listed
        return Finding(kind=FindingKind.PLAIN_WORDS, explanation=words, next_step=step)
    inside = _(
        "The call stopped in the line below. Print the values that this line uses, and compare "
        "them with what you think they are."
    )
    at_once = _("The call itself failed: compare the arguments below with your function's own.")
    return Finding(kind=FindingKind.NEXT_STEP, next_step=inside if got.lines else at_once)


def _of_own_raise(wrong: WrongAnswer) -> Finding | None:
    """Say of a `raise` in the learner's code that it refuses too much, or with another type."""
    got, name = wrong.got, wrong.case.refused
    if got.kind != AnswerKind.RAISED or got.loading or RAISES not in doing(got):
        return None
    if name is None and wrong.expected is not None and wrong.expected.kind == AnswerKind.VALUE:
        return Finding(
            kind=FindingKind.PROPERTY,
            explanation=_("Your code refuses this call, although its arguments make sense."),
            question=_("Which condition leads to your `raise`, and what should it let through?"),
        )
    if name is not None and "ValueError" not in got.bases:
        return Finding(
            kind=FindingKind.PROPERTY,
            explanation=_(
                "It is refused with a {error}; it should be a ValueError.", error=got.error
            ),
            question=_("Which type of error does the docstring ask for?"),
        )
    return None


def _not_allowed(got: Answer, exercise: str) -> Finding:
    return Finding(
        kind=FindingKind.PLAIN_WORDS,
        explanation=_("Not allowed here: {what}", what=translate_sandbox_message(got.message)),
        next_step=_("{handout} says what is allowed instead.", handout=handout(exercise)),
    )


def _not_refused(name: str, got: Answer) -> Finding:
    """Say what came instead of an error that names an argument."""
    if got.kind == AnswerKind.VALUE:
        return Finding(
            kind=FindingKind.PROPERTY,
            explanation=_("A result came back, though `{name}` makes no sense here.", name=name),
            question=_("Where does your function look at `{name}` before it uses it?", name=name),
        )
    return Finding(
        kind=FindingKind.PROPERTY,
        explanation=_(
            "It is refused, but the message does not say that it is `{name}`.", name=name
        ),
        question=_("From the message alone, how would a caller know which argument to change?"),
    )


def _of_aspect(wrong: WrongAnswer) -> Finding:
    """Say what is wrong where the value is not: inputs that changed, or the number of products."""
    if wrong.case.aspect is Aspect.INPUTS:
        return Finding(
            kind=FindingKind.PROPERTY,
            explanation=_("What was handed over is not what it was before the call."),
            question=_("Which line writes into a tensor that it did not make itself?"),
        )
    expected = wrong.expected.products if wrong.expected else 0
    return Finding(
        kind=FindingKind.PROPERTY,
        explanation=failure.product_words(wrong.got.products, expected) + ".",
        question=_("Which sums of products does one matrix product compute at once?"),
    )


def _seen(
    wrong: WrongAnswer, difference: Difference, submission: Respondent, reference: Respondent
) -> Finding | None:
    """Say what the answer has to do with the right one, or where the function is right."""
    found, returned = None, questions()[wrong.case.name].returned
    if wrong.case.aspect is Aspect.FORM:
        found = right_but_for_its_kind() if _has_right_values(wrong) else None
    elif not difference.where or difference.where[-1] in returned:
        found = of_another_kind(difference)
    if found is None:
        further = Further(wrong.case, submission, reference, wrong.arguments_of)
        found = seen_again(properties_of(difference, wrong.arguments), further)
    if found is None:
        names, simplest = list(wrong.arguments), failure.whole_defaults(wrong.function)
        found = where_it_is_right(wrong.case, names, submission, reference, simplest)
    if found is None:
        return None
    return Finding(kind=FindingKind.PROPERTY, explanation=found.sentence, question=found.question)


def _has_right_values(wrong: WrongAnswer) -> bool:
    if wrong.expected is None:
        return False
    values = wrong.case.project(wrong.got), wrong.case.project(wrong.expected)
    return first_difference(*values, wrong.case.tolerance) is None


def _next_step(
    wrong: WrongAnswer, difference: Difference, submission: Respondent, reference: Respondent
) -> Finding:
    """Say what kind of difference it is, and what to work out by hand."""
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
    got = in_numbers(small.got.value)
    if small.got.kind == AnswerKind.RAISED:
        got = _("an error: {error}", error=failure.raised_words(small.got))
    words = _("{a} instead of {b}", a=got, b=in_numbers(small.expected.value))
    return (failure.line(_("it gives"), words),)
