"""What is said of a function that is not written yet."""

from __future__ import annotations

from autograder.core.languages import _, translate_sandbox_message
from autograder.course import current_course
from autograder.sandbox.inside.answering import Answer
from autograder.sandbox.inside.sentences import Sentence

from .brief import Brief
from .cases import Case
from .failure import CheckFailed, trace_lines
from .verdict import Outcome


def not_written(case: Case, got: Answer) -> CheckFailed:
    """Say that a function is not written, or one that it calls; of half a one, what is left over.

    Only what says more than that has a place, and is shown beside the table.
    """
    asked, calls = case.question.name, _unwritten_one(case, got)
    words = _("{name} is not written yet.", name=asked)
    if calls:
        words = _("{name} is not written yet, and {asked} calls it.", name=calls, asked=asked)
    if not isinstance(got.message, Sentence):
        return CheckFailed(Outcome.NOT_WRITTEN, words)
    why = translate_sandbox_message(got.message)
    at = trace_lines(got.lines[-1:])
    brief = Brief(words, try_this=why, details=tuple(at), place=got.lines[-1])
    message = "\n".join([words, why, "", *at])
    return CheckFailed(Outcome.NOT_WRITTEN, message, brief=brief)


def _unwritten_one(case: Case, got: Answer) -> str:
    """Return another function of the exercises that is the one not written; empty for none."""
    name = got.lines[-1].function if got.lines else ""
    functions = {each for own in current_course().functions.values() for each in own}
    is_another = name in functions and name != case.question.name
    return name if is_another and not case.question.is_measured else ""
