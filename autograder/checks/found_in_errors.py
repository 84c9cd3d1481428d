"""What is found out about an answer that is an error, or that should have been one."""

from __future__ import annotations

from autograder.core.languages import _, translate_sandbox_message
from autograder.course import handout
from autograder.sandbox.inside import sentences
from autograder.sandbox.inside.answering import Answer
from autograder.sandbox.inside.kinds import AnswerKind

from .found import Finding, FindingKind, WrongAnswer
from .plain_words import in_plain_words
from .same_error import RAISES, doing

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


def not_allowed(got: Answer, exercise: str) -> Finding:
    """Return what is not allowed, and where the handout says what is."""
    return Finding(
        kind=FindingKind.PLAIN_WORDS,
        explanation=_("Not allowed here: {what}", what=translate_sandbox_message(got.message)),
        next_step=_("{handout} says what is allowed instead.", handout=handout(exercise)),
    )


def not_refused(name: str, got: Answer) -> Finding:
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
