"""A known mistake and the side that makes it, and the further inputs that tell mistakes apart."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from autograder.sandbox.inside.answering import Answer, Question
from autograder.sandbox.inside.kinds import AnswerKind

from .cases import Case, alike
from .inputs import Draw, seed_of
from .mistakes import Mistake
from .questions import questions
from .sides import Respondent

FURTHER_INPUTS = 6
UNWRITTEN = (AnswerKind.NOT_WRITTEN, AnswerKind.MISSING)


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
    return Case(name, further_question(name, number), spec.compared or whole, spec.tolerance)


def whole(value: object) -> object:
    """Look at all of an answer."""
    return value


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
            self.answers[key] = self.submission.answer(question)
        return self.answers[key]

    def has_value(self, question: Question) -> bool:
        """Tell whether the reference returns a value; of what is not recorded, it is taken to."""
        try:
            return self.reference.answer(question).kind == AnswerKind.VALUE
        except LookupError:
            return True
