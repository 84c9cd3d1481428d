"""Name the mistake behind a wrong answer: the known mistake that answers the same."""

from __future__ import annotations

import dataclasses
import enum
import re
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

import torch

from autograder.course import current_course
from autograder.course.reference import solution_of
from autograder.sandbox.inside.answering import Answer, Question
from autograder.sandbox.inside.kinds import AnswerKind
from autograder.sandbox.inside.plain import Unsupported

from . import same_error
from .compare import first_difference, first_other_form
from .inputs import Draw, seed_of
from .mistakes import Mistake, calling_sources, mistaken_source, mistakes_of
from .questions import names_of, questions
from .sides import Cached, InProcess, Respondent

Projection = Callable[[Any], Any]
FURTHER_INPUTS = 6
MAX_NAMES = 2
UNWRITTEN = (AnswerKind.NOT_WRITTEN, AnswerKind.MISSING)
FEW_NUMBERS = 6
"""An answer of no more numbers than this may equal a mistake's by chance."""


@dataclasses.dataclass(frozen=True)
class KnownMistake:
    """A known mistake, the side that makes it, and what its answers can be compared with.

    Of a recorded answer not everything is kept; `look` leaves the same of any other answer.
    """

    mistake: Mistake
    side: Respondent
    look: Callable[[Answer], Answer] = lambda answer: answer


class Aspect(enum.Enum):
    """What a check looks at in an answer, and at nothing else."""

    VALUE = "value"
    FORM = "form"
    PRODUCTS = "products"
    INPUTS = "inputs"


@dataclasses.dataclass(frozen=True)
class Case:
    """A question, what is looked at in its answers, and how closely.

    Where an argument is `refused`, not all `others` may stand in the message too.
    """

    name: str
    question: Question
    view: Projection
    tolerance: float
    aspect: Aspect = Aspect.VALUE
    refused: str | None = None
    others: tuple[str, ...] = ()

    def names_what_is_refused(self, answer: Answer) -> bool:
        """Tell whether the message of an error says which argument it is about."""
        message = str(answer.message)
        # An argument may be called `x`, which is in many a word.
        words = (rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])" for name in self.others)
        every = bool(self.others) and all(re.search(word, message) for word in words)
        return self.refused is None or (self.refused in message and not every)

    def project(self, answer: Answer) -> Any:
        """Return what the check looks at in an answer."""
        try:
            return self.view(answer.value)
        except Exception as error:  # the view reads what a stranger's code gave back
            return Unsupported(
                "unreadable", f"something that cannot be read ({type(error).__name__})"
            )


class Diagnosis:
    """Knows the catalogue; loads a part's mistakes when its first wrong answer comes."""

    def __init__(self, known_of: Callable[[str], list[KnownMistake]] | None = None) -> None:
        self.known_of = known_of or known_mistakes_of
        self.known: dict[str, list[KnownMistake]] = {}
        self.variants: dict[tuple[str, ...], Respondent | None] = {}
        self.further_answers: WeakKeyDictionary[Respondent, dict[bytes, Answer]] = (
            WeakKeyDictionary()
        )

    def explain(
        self,
        case: Case,
        got: Answer,
        expected: Answer,
        submission: Respondent,
        reference: Respondent,
    ) -> list[Mistake]:
        """Return the known mistake that answers as the submission does: one, at most two, or none.

        It must answer so on this input and on further ones, as far as these can tell. What is
        measured is made of several exercises, whose own checks name their mistakes.
        """
        if (
            got.kind not in (AnswerKind.VALUE, AnswerKind.RAISED)
            or got.loading
            or case.question.is_measured
        ):
            return []
        matching = [
            candidate
            for candidate in self.of_part(case.question.part)
            if explains(candidate, case, got, expected)
        ]
        if not matching:
            return []
        matching = _of_the_same_words(matching, case, got)
        sure = len(matching) == 1 and got.kind == AnswerKind.VALUE and not _may_be_chance(case, got)
        answers = self.further_answers.setdefault(submission, {})
        sides = _Sides(submission, reference, answers)
        remaining, count = _narrowed(matching, case, sides, 2 if sure else FURTHER_INPUTS)
        if not remaining or (len(remaining) == 1 and not sure and not count and len(matching) == 1):
            return []
        named = _causes(remaining, case)
        return named if len(named) <= (MAX_NAMES if got.kind == AnswerKind.VALUE else 1) else []

    def mistakes_of(self, exercise: str) -> list[Mistake]:
        """List the mistakes that are known of a part."""
        return [candidate.mistake for candidate in self.of_part(exercise)]

    def variant(self, mistakes: tuple[Mistake, ...]) -> Respondent | None:
        """Return the side that makes all of these mistakes; None where there is none."""
        names = tuple(mistake.name for mistake in mistakes)
        if names not in self.variants:
            self.variants[names] = self._variant(mistakes)
        return self.variants[names]

    def _variant(self, mistakes: tuple[Mistake, ...]) -> Respondent | None:
        if len(mistakes) == 1:
            candidate = self.of_part(part_of(mistakes[0].function))
            return next(k.side for k in candidate if k.mistake == mistakes[0])
        sources: dict[str, str] = {}
        try:
            for mistake in mistakes:
                part = part_of(mistake.function)
                source = sources.get(part) or solution_of(part)
                sources[part] = mistaken_source(source, mistake)
        except (ValueError, OSError):  # two that change the same words, or a kit without sources
            return None
        return Cached(InProcess.of_reference(sources))

    def of_part(self, exercise: str) -> list[KnownMistake]:
        """Return a part's known mistakes, each with the side that makes it."""
        if exercise not in self.known:
            self.known[exercise] = self.known_of(exercise)
        return self.known[exercise]


def explains(candidate: KnownMistake, case: Case, got: Answer, expected: Answer) -> bool:
    """Tell whether a mistake answers a question as the submission does, and wrongly."""
    return answers_as(candidate, case, got) and not answers_as(candidate, case, expected)


def answers_as(candidate: KnownMistake, case: Case, answer: Answer) -> bool:
    """Tell whether a mistake answers a question in this way."""
    return _alike(candidate.side.answer(case.question), candidate.look(answer), case)


def known_mistakes_of(exercise: str) -> list[KnownMistake]:
    """Return a part's known mistakes, each made in the kit's own reference.

    Its other parts call what they build on, so that the mistake shows in their answers too.
    """
    source, others = solution_of(exercise), calling_sources()
    return [
        KnownMistake(
            m, Cached(InProcess.of_reference({**others, exercise: mistaken_source(source, m)}))
        )
        for m in mistakes_of(exercise)
    ]


def part_of(function: str) -> str:
    """Name the part that defines a public function or class."""
    return current_course().exercise_of(function).name


def _another(case: Case, mistake: Mistake, number: int) -> Case:
    """Draw one more question, to the function that the mistake is in.

    All of the answer is looked at, but for the order of what the loaders give.
    """
    here = mistake.function == case.question.name
    name = case.name if here else names_of(mistake.function)[0]
    question = further_question(name, number)
    spec = questions()[name]
    view, tolerance = spec.compared or _whole, case.tolerance if here else spec.tolerance
    return Case(name, question, view, tolerance, case.aspect)


def further_question(name: str, number: int) -> Question:
    """Draw one of the further questions of a name: the same in every run, so it can be recorded."""
    draw = Draw(seed_of("further", name, number))
    spec = questions()[name]
    assert spec.extra_inputs is not None, f"no extra inputs of {name}"
    args, kwargs = spec.extra_inputs(draw)
    return spec.question(args, kwargs, draw.seed % 2**31)


def _whole(value: Any) -> Any:
    return value


@dataclasses.dataclass(frozen=True)
class _Sides:
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


def _narrowed(
    matching: list[KnownMistake], case: Case, sides: _Sides, inputs: int
) -> tuple[list[KnownMistake], int]:
    """Keep the mistakes that also explain further answers, each asked where it is made.

    Returns them with the number of further answers that could tell.
    """
    remaining, count = matching, 0
    for number in range(inputs):
        agreeing = [(candidate, _agrees(candidate, case, number, sides)) for candidate in remaining]
        if all(agrees is False for _, agrees in agreeing):
            # What is drawn at random differs, and what the check looks at may agree.
            agreeing = [
                (candidate, _agrees(candidate, case, number, sides, case.view))
                for candidate in remaining
            ]
        count += any(agrees is not None for _, agrees in agreeing)
        remaining = [candidate for candidate, agrees in agreeing if agrees is not False]
        if not remaining or len(remaining) == 1 < len(matching):
            break
    return remaining, count


def _agrees(
    candidate: KnownMistake, case: Case, number: int, sides: _Sides, view: Projection | None = None
) -> bool | None:
    """Tell whether a further answer is the mistake's too; None where it cannot tell.

    All of the answer is looked at, or what a `view` leaves of the same function's. What is not
    written yet says nothing: then the function is asked that was wrong.
    """
    another = _another(case, candidate.mistake, number)
    if sides.own(another.question).kind in UNWRITTEN:
        another = _another(
            case, dataclasses.replace(candidate.mistake, function=case.question.name), number
        )
    if view is not None and another.name == case.name:
        another = dataclasses.replace(another, view=view)
    got = sides.own(another.question)
    if got.kind in UNWRITTEN or not sides.has_value(another.question):
        return None
    try:
        return _alike(candidate.side.answer(another.question), candidate.look(got), another)
    except LookupError:  # a released kit keeps no such answer
        return None


def _of_the_same_words(matching: list[KnownMistake], case: Case, got: Answer) -> list[KnownMistake]:
    """Of errors that are the same, prefer those with the same numbers and shapes in their words."""
    matches = [k for k in matching if k.side.answer(case.question).message == got.message]
    return matches or matching


def _causes(remaining: list[KnownMistake], case: Case) -> list[Mistake]:
    order = current_course().functions[case.question.part]
    first = min(order.index(candidate.mistake.function) for candidate in remaining)
    return [k.mistake for k in remaining if order.index(k.mistake.function) == first]


def _alike(one: Answer, other: Answer, case: Case) -> bool:
    """Tell whether two answers are the same, as far as the check looks at them."""
    if one.kind != other.kind or one.loading != other.loading:
        return False
    if one.kind == AnswerKind.RAISED:
        if case.refused is None:
            return same_error.are_the_same(one, other)
        named = [case.names_what_is_refused(answer) for answer in (one, other)]
        return same_error.of_one_type(one, other) and named[0] == named[1]
    if one.kind != AnswerKind.VALUE:
        return one.kind == AnswerKind.NOT_WRITTEN
    if case.aspect is Aspect.INPUTS:
        return bool(one.changed) == bool(other.changed)
    if case.aspect is Aspect.PRODUCTS:
        return one.products == other.products
    if case.aspect is Aspect.FORM:
        return first_other_form(case.project(one), case.project(other)) is None
    values = [_with_plain_numbers(case.project(a)) for a in (one, other)]
    return first_difference(values[0], values[1], case.tolerance) is None


def _with_plain_numbers(value: Any) -> Any:
    """Return tensors of one number without their shape: the axes make no other mistake of it."""
    if isinstance(value, dict):
        return {name: _with_plain_numbers(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_with_plain_numbers(item) for item in value)
    if isinstance(value, torch.Tensor) and value.numel() == 1:
        return value.double().reshape(())
    return value


def _may_be_chance(case: Case, answer: Answer) -> bool:
    """Tell whether so little is looked at that chance may have made it.

    What loaders leave out by chance is another thing each time, so asking again tells nothing.
    """
    whole = case.aspect is not Aspect.VALUE or questions()[case.name].random
    return _numbers(answer.value if whole else case.project(answer)) <= FEW_NUMBERS


def _numbers(value: Any) -> int:
    """Count the numbers in a plain value."""
    if isinstance(value, dict):
        return sum(_numbers(item) for item in value.values())
    if isinstance(value, list | tuple):
        return sum(_numbers(item) for item in value)
    return int(value.numel()) if hasattr(value, "numel") else 1
