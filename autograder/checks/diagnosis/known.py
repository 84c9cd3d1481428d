"""A known mistake and the side that makes it, and the further inputs that tell mistakes apart."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from autograder.sandbox.inside.answering import Answer, Question
from autograder.sandbox.inside.kinds import AnswerKind

from ..cases import Case, alike, as_it_is, count_numbers
from ..inputs import Draw, seed_of
from ..mistakes import Mistake
from ..questions import questions
from ..sides import Respondent

FURTHER_INPUTS = 6
UNWRITTEN = (AnswerKind.NOT_WRITTEN, AnswerKind.MISSING)
ANSWERED = (AnswerKind.VALUE, AnswerKind.RAISED)
MAX_NUMBERS, MAX_RATIO = 1000, 4
"""An answer is kept with up to MAX_NUMBERS numbers, or MAX_RATIO times the reference's."""


@dataclasses.dataclass(frozen=True)
class KnownMistake:
    """A known mistake, the side that makes it, and what its answers can be compared with.

    Of a recorded answer not everything is kept; `look` leaves the same of any other answer.
    `reached` are the functions in whose answers it can show, None where that is not known.
    """

    mistake: Mistake
    side: Respondent
    look: Callable[[Answer], Answer] = lambda answer: answer
    reached: frozenset[str] | None = None

    def may_show(self, question: Question) -> bool:
        """Tell whether it can show in the answer to a question; asking takes its time."""
        asked = [target.split(".") for target in question.targets]
        if self.reached is None or any(part != question.part for part, _name in asked):
            return True
        return any(name in self.reached for _part, name in asked)


def explains(candidate: KnownMistake, case: Case, got: Answer, expected: Answer) -> bool:
    """Tell whether a mistake answers a question as the submission does, and wrongly."""
    return answers_as(candidate, case, got) and not answers_as(candidate, case, expected)


def answers_as(candidate: KnownMistake, case: Case, answer: Answer) -> bool:
    """Tell whether a mistake answers a question in this way."""
    return alike(candidate.side.answer(case.question), candidate.look(answer), case)


def further_question(name: str, number: int) -> Question:
    """Draw one of the further questions of a name: the same in every run, so it can be recorded."""
    draw = Draw(seed_of("further", name, number))
    spec = questions()[name]
    assert spec.extra_inputs is not None, f"no extra inputs of {name}"
    args, kwargs = spec.extra_inputs(draw)
    return spec.question(args, kwargs, draw.seed % 2**31)


def further_case(name: str, number: int) -> Case:
    """Return a further question with how its answers are compared."""
    spec = questions()[name]
    return Case(name, further_question(name, number), spec.compared or as_it_is, spec.tolerance)


def unscored(question: Question) -> Question:
    """Return a question whose answer explains another one: it takes no time off the checks."""
    return dataclasses.replace(question, unscored=True)


def _size(value: object) -> int:
    """Count the numbers and letters of a plain value."""
    if isinstance(value, dict):
        return sum(map(_size, value.values()))
    if isinstance(value, list | tuple):
        return sum(map(_size, value))
    return len(value) if isinstance(value, str | bytes) else count_numbers(value)


@dataclasses.dataclass(frozen=True)
class Sides:
    """Who is asked further questions; what the submission answered before is remembered."""

    submission: Respondent
    reference: Respondent
    answers: dict[bytes, Answer]

    def own(self, question: Question) -> Answer:
        """Return the submission's answer."""
        key = question.fingerprint
        if key not in self.answers:
            answer = self.submission.answer(unscored(question))
            if _size(answer.value) > self._most(question):
                answer = dataclasses.replace(answer, value=None)  # whatever it is, it is not right
            self.answers[key] = answer
        return self.answers[key]

    def _most(self, question: Question) -> int:
        """Return how many numbers of an answer are kept: a stranger may send very many."""
        try:
            right = _size(self.reference.answer(question).value)
        except LookupError:
            right = 0
        return max(MAX_NUMBERS, MAX_RATIO * right)

    def has_value(self, question: Question) -> bool:
        """Tell whether the reference returns a value; of what is not recorded, it is taken to."""
        try:
            return self.reference.answer(question).kind == AnswerKind.VALUE
        except LookupError:
            return True
