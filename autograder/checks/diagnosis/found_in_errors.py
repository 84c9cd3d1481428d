"""What is found out about an answer that is an error, or that should have been one."""

from __future__ import annotations

import dataclasses
import re

from autograder.core.languages import _, translate_sandbox_message
from autograder.course import current_course, handout
from autograder.sandbox.inside import sentences
from autograder.sandbox.inside.answering import Answer, Question
from autograder.sandbox.inside.kinds import AnswerKind
from autograder.sandbox.inside.plain import Unsupported

from .. import failure
from ..cases import is_named
from ..errors.plain_words import in_plain_words
from ..same_error import RAISES, doing
from ..sides import Respondent
from .found import Finding, FindingKind, WrongAnswer
from .known import unscored

NOTHING = (sentences.NOTHING_GRADABLE, sentences.NOTHING_AMONG)


def of_error(got: Answer, exercise: str) -> Finding:
    """Return an error in plain words; where there are none, how to come nearer to its cause."""
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
    if got.loading and not got.lines:  # a file that is no text: the error says what to do
        return Finding(kind=FindingKind.PLAIN_WORDS)
    inside = _(
        "The call stopped in the line below. Print the values that this line uses, and compare "
        "them with what you think they are."
    )
    at_once = _(
        "None of your own lines raised this: what went into your function, or what came out of it, "
        "does not fit. Compare both with its docstring."
    )
    return Finding(kind=FindingKind.NEXT_STEP, next_step=inside if got.lines else at_once)


def of_own_raise(wrong: WrongAnswer) -> Finding | None:
    """Say of a `raise` in the learner's code that it refuses too much, or with another type."""
    got, name = wrong.got, wrong.case.refused
    if got.kind != AnswerKind.RAISED or got.loading or RAISES not in doing(got):
        return None
    if (
        got.lines
        and got.lines[-1].text.lstrip().startswith("assert ")
        and (got.error != "AssertionError")
    ):  # the condition itself cannot be computed
        return None
    if name is None and wrong.expected is not None and wrong.expected.kind == AnswerKind.VALUE:
        by_another = _refused_by_another(wrong)
        return by_another or Finding(
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


def _refused_by_another(wrong: WrongAnswer) -> Finding | None:
    """Say that another function of the exercises raised it: it may be called wrongly."""
    lines, asked = wrong.got.lines, wrong.case.question.name
    name = lines[-1].function if lines else ""
    functions = {f for own in current_course().functions.values() for f in own}
    first = next((n for n, line in enumerate(lines) if line.function == name), 0)
    if name == asked or name not in functions or not first:
        return None
    return Finding(
        kind=FindingKind.PROPERTY,
        explanation=_(
            "Your `{name}` refuses what it is called with, although the arguments of this call "
            "make sense.",
            name=name,
        ),
        question=_(
            "What does line {number} pass to `{name}`, and in which order?",
            number=lines[first - 1].number,
            name=name,
        ),
    )


def of_a_class(wrong: WrongAnswer) -> Finding | None:
    """Say that a class stands where a function is expected: calling it makes an object."""
    got, question = wrong.got, wrong.case.question
    if question.scenario is not None or isinstance(wrong.function, type):
        return None
    is_object = isinstance(got.value, Unsupported) and got.value.type == question.name
    start = rf"{re.escape(question.name)}(\.__init__\(\) |\(\) takes no arguments$)"
    is_not_made = got.error == "TypeError" and re.match(start, str(got.message)) is not None
    if not (is_object or is_not_made):
        return None
    return Finding(
        kind=FindingKind.PROPERTY,
        explanation=_(
            "`{name}` is a class in your file: calling it makes an object of that class. A "
            "function is expected.",
            name=question.name,
        ),
        question=_("What should `{name}(…)` itself return?", name=question.name),
    )


def stopped_too_late(wrong: WrongAnswer, submission: Respondent) -> Finding | None:
    """Say of an error that it is what should have been refused: with 1 in its place there is none.

    None where nothing is refused, the error is one of the learner's own, or it has other causes.
    """
    got, name = wrong.got, wrong.case.refused
    if name is None or got.kind != AnswerKind.RAISED or got.loading or "ValueError" in got.bases:
        return None
    question = _with_sense(wrong, name)
    if question is None or submission.answer(unscored(question)).kind != AnswerKind.VALUE:
        return None
    return Finding(
        kind=FindingKind.PROPERTY,
        explanation=_(
            "`{name}` makes no sense here, and your function fails only when it computes with it.",
            name=name,
        ),
        question=_("Where does your function look at `{name}` before it uses it?", name=name),
    )


def _with_sense(wrong: WrongAnswer, name: str) -> Question | None:
    """Return the question with 1 for each whole number of an argument; None where it has none."""
    value = wrong.arguments.get(name)
    numbers = value if isinstance(value, tuple) else (value,)
    if not all(type(number) is int for number in numbers):
        return None
    ones = (1,) * len(numbers) if isinstance(value, tuple) else 1
    question, place = wrong.case.question, list(wrong.arguments).index(name)
    if name in question.kwargs:
        return dataclasses.replace(question, kwargs=question.kwargs | {name: ones})
    args = (*question.args[:place], ones, *question.args[place + 1 :])
    return dataclasses.replace(question, args=args)


def not_allowed(got: Answer, exercise: str) -> Finding:
    """Return what is not allowed, and where the handout says what is."""
    return Finding(
        kind=FindingKind.PLAIN_WORDS,
        explanation=_("Not allowed here: {what}", what=translate_sandbox_message(got.message)),
        next_step=_("{handout} says what is allowed instead.", handout=handout(exercise)),
    )


def not_refused(wrong: WrongAnswer) -> Finding:
    """Say what came instead of an error that names an argument."""
    got, name = wrong.got, wrong.case.refused or ""
    if got.kind == AnswerKind.VALUE:
        explanation, question = _words_of_a_result(got, name)
    elif other := _another_named(wrong, name):
        explanation = _(
            "It is refused, but the message names `{other}`; it is `{name}` that makes no sense.",
            other=other,
            name=name,
        )
        question = _("From the message alone, which argument would a caller change?")
    else:
        explanation = _("It is refused, but the message does not say that it is `{name}`.")
        explanation = explanation.format(name=name)
        question = _("From the message alone, how would a caller know which argument to change?")
    return Finding(kind=FindingKind.PROPERTY, explanation=explanation, question=question)


def _words_of_a_result(got: Answer, name: str) -> tuple[str, str]:
    """Say that something came back where an error should be raised, and ask about it."""
    if got.value is None:
        return (
            _(
                "No error was raised, and nothing came back (None), though `{name}` makes no sense "
                "here.",
                name=name,
            ),
            _("Does your code look at `{name}`, and does it `raise` the error then?", name=name),
        )
    kind = got.value.type if isinstance(got.value, Unsupported) else ""
    if kind.endswith("Error"):
        return (
            _("The {kind} is returned, as if it were a result; it is never raised.", kind=kind),
            _("Which word passes an error on to the caller: `return` or `raise`?"),
        )
    return (
        _("A result came back, though `{name}` makes no sense here.", name=name),
        _("Where does your function look at `{name}` before it uses it?", name=name),
    )


def _another_named(wrong: WrongAnswer, name: str) -> str:
    """Return the one argument that a message names in the place of another; empty without one."""
    message = str(wrong.got.message)
    named = [each for each in failure.parameter_names(wrong.function) if is_named(each, message)]
    whole = [each for each in named if not any(each in other and each != other for other in named)]
    return whole[0] if len(whole) == 1 and whole != [name] else ""
