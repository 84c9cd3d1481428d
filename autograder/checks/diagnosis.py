"""Name the mistake behind a wrong answer: the known mistake that answers the same."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

from autograder.course import current_course
from autograder.course.reference import solution_of
from autograder.sandbox.inside.answering import Answer, Question
from autograder.sandbox.inside.kinds import AnswerKind

from .cases import Case, Projection, alike, may_be_chance
from .inputs import Draw, seed_of
from .mistakes import Mistake, calling_sources, mistaken_source, mistakes_of
from .questions import names_of, questions
from .reached import reached
from .sides import Cached, InProcess, Respondent

FURTHER_INPUTS = 6
MAX_NAMES = 2
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
            if candidate.may_show(case.question) and explains(candidate, case, got, expected)
        ]
        if not matching:
            return []
        matching = _of_the_same_words(matching, case, got)
        sure = len(matching) == 1 and got.kind == AnswerKind.VALUE and not may_be_chance(case, got)
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
    return alike(candidate.side.answer(case.question), candidate.look(answer), case)


def known_mistakes_of(exercise: str) -> list[KnownMistake]:
    """Return a part's known mistakes, each made in the kit's own reference.

    Its other parts call what they build on, so that the mistake shows in their answers too.
    """
    source, others = solution_of(exercise), calling_sources()
    known = []
    for mistake in mistakes_of(exercise):
        text = mistaken_source(source, mistake)
        side = Cached(InProcess.of_reference({**others, exercise: text}))
        known.append(KnownMistake(mistake, side, reached=reached(source, text)))
    return known


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
        return alike(candidate.side.answer(another.question), candidate.look(got), another)
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
