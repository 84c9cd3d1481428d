"""Name the mistake behind a wrong answer: the known mistake that answers the same."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable
from weakref import WeakKeyDictionary

from autograder.course import current_course
from autograder.course.reference import solution_of
from autograder.sandbox.inside.answering import Answer
from autograder.sandbox.inside.kinds import AnswerKind

from ..cases import Aspect, Case, alike, may_be_chance
from ..mistakes import Mistake, calling_sources, mistaken_source, mistakes_of
from ..questions import names_of
from ..same_error import RAISES, doing, numbers_in
from ..sides import Cached, Heard, InProcess, Respondent
from .agreeing import Evidence, agreeing, loosely
from .known import FURTHER_INPUTS, KnownMistake, Sides, answers_as, explains, further_case
from .pairs import KnownPair, PairOf, pair_behind
from .reached import reached

MAX_NAMES = 2
KEPT_PAIRS = 256
"""Pairs of mistakes that stay loaded: submissions of one class make the same ones."""


@dataclasses.dataclass
class _Memory:
    """What one submission answered to further questions, and the pairs found by it, by name."""

    answers: dict[bytes, Answer] = dataclasses.field(default_factory=dict)
    pairs: dict[str, KnownPair | None] = dataclasses.field(default_factory=dict)


class Diagnosis:
    """Knows the catalogue; loads a part's mistakes when its first wrong answer comes."""

    def __init__(
        self,
        known_of: Callable[[str], list[KnownMistake]] | None = None,
        pair_of: PairOf | None = None,
    ) -> None:
        self.known_of = known_of or known_mistakes_of
        self.pairs_are_recorded = pair_of is not None
        self.pair_of = pair_of or functools.lru_cache(KEPT_PAIRS)(self.pair)
        self.known: dict[str, list[KnownMistake]] = {}
        self.variants: dict[tuple[str, ...], Respondent | None] = {}
        self.memories: WeakKeyDictionary[Respondent, _Memory] = WeakKeyDictionary()

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
        is_answer = got.kind in (AnswerKind.VALUE, AnswerKind.RAISED) and not got.loading
        if not is_answer or case.question.is_measured:
            return []
        matching = [
            candidate
            for candidate in self.of_part(case.question.part)
            if candidate.may_show(case.question)
            and answers_as(candidate, loosely(case), got)
            and not answers_as(candidate, case, expected)
        ]
        matching = _of_the_same_words(matching, case, got)
        if not matching:
            return []
        is_value = got.kind == AnswerKind.VALUE
        sure = len(matching) == 1 and is_value and not may_be_chance(case, got)
        sides = self.sides(submission, reference)
        remaining, count = agreeing(matching, Evidence(case, sides, sure))
        if not remaining or (len(remaining) == 1 and not sure and not count and len(matching) == 1):
            return []
        named = _causes([k for k in remaining if _can_show(k, case, sides)], case)
        if got.kind == AnswerKind.VALUE and _is_made_of_wrong_parts(named, case, sides):
            return []
        return named if len(named) <= (MAX_NAMES if got.kind == AnswerKind.VALUE else 1) else []

    def explain_two(
        self,
        case: Case,
        got: Answer,
        expected: Answer,
        submission: Respondent,
        reference: Respondent,
    ) -> list[Mistake]:
        """Return two mistakes that together answer as the submission does; mostly none.

        They are looked for once for each name that is asked, on its further inputs. Where one of
        them gives this answer alone, it is returned alone.
        """
        if got.kind != AnswerKind.VALUE or case.aspect is not Aspect.VALUE:
            return []
        memory = self._memory(submission)
        if case.name not in memory.pairs:
            sides = self.sides(submission, reference)
            known = self.of_part(case.question.part)
            memory.pairs[case.name] = pair_behind(
                case.name, sides, known, self.pair_of, self.pairs_are_recorded
            )
        pair = memory.pairs[case.name]
        try:
            explained = pair is not None and explains(pair.known, case, got, expected)
        except LookupError:  # a released kit knows what pairs answer to further inputs only
            explained = True
        if pair is None or not explained:
            return []
        both = [pair.first, pair.second]
        alone = {
            candidate.mistake.name
            for candidate in self.of_part(case.question.part)
            if candidate.mistake in both and _gives_alone(candidate, case, got)
        }
        return [mistake for mistake in both if mistake.name in alone or len(alone) != 1]

    def sides(self, submission: Respondent, reference: Respondent) -> Sides:
        """Return who is asked further questions; what was answered before is remembered."""
        return Sides(submission, reference, self._memory(submission).answers)

    def _memory(self, submission: Respondent) -> _Memory:
        """Return what is remembered of a submission, whichever check hears it."""
        side = submission.side if isinstance(submission, Heard) else submission
        return self.memories.setdefault(side, _Memory())

    def pair(self, first: Mistake, second: Mistake) -> KnownPair | None:
        """Make both mistakes in the reference, the one or the other first."""
        for both in ((first, second), (second, first)):
            side = self._variant(both)
            if side is not None:
                return KnownPair(first, second, KnownMistake(first, side))
        return None

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


def _of_the_same_words(matching: list[KnownMistake], case: Case, got: Answer) -> list[KnownMistake]:
    """Of errors that are the same, keep those of the same sizes, and prefer the same words.

    What a learner's own `raise` says is in words, and with numbers, of their own.
    """
    if got.kind != AnswerKind.RAISED or case.refused is not None or RAISES in doing(got):
        return matching
    answers = {k.mistake.name: k.side.answer(case.question) for k in matching}
    matching = [k for k in matching if numbers_in(answers[k.mistake.name]) == numbers_in(got)]
    matches = [k for k in matching if answers[k.mistake.name].message == got.message]
    return matches or matching


def _can_show(candidate: KnownMistake, case: Case, sides: Sides) -> bool:
    """Tell whether a mistake of another function than was asked shows when that one is asked.

    One that shows in what should be refused only has nothing to say of another function.
    """
    function = candidate.mistake.function
    if function == case.question.name:
        return True
    cases = [further_case(names_of(function)[0], number) for number in range(FURTHER_INPUTS)]
    try:
        right = [sides.reference.answer(another.question) for another in cases]
        return not all(answers_as(candidate, *pair) for pair in zip(cases, right))
    except LookupError:  # a released kit keeps no such answer
        return True


def _is_made_of_wrong_parts(named: list[Mistake], case: Case, sides: Sides) -> bool:
    """Tell whether a function's own mistakes are named, and one that it builds on is wrong too.

    Then its values are wrong as they are, and that a mistake of its own gives them too is chance.
    """
    function = case.question.name
    if case.aspect is not Aspect.VALUE or any(m.function != function for m in named):
        return False
    own_file = current_course().functions[case.question.part]
    bases = [base for base in current_course().bases_of(function) if base in own_file]
    return any(is_wrong(base, sides) for base in bases)


def is_wrong(function: str, sides: Sides) -> bool:
    """Tell whether a function returns a wrong value for one of its further inputs."""
    for number in range(FURTHER_INPUTS):
        case = further_case(names_of(function)[0], number)
        got = sides.own(case.question)
        if got.kind == AnswerKind.VALUE and sides.has_value(case.question):
            try:
                right = sides.reference.answer(case.question)
            except LookupError:  # a released kit keeps no such answer
                continue
            if not alike(got, right, case):
                return True
    return False


def _gives_alone(candidate: KnownMistake, case: Case, got: Answer) -> bool:
    """Tell whether a mistake gives an answer by itself, as far as the kit knows its answers."""
    try:
        return answers_as(candidate, loosely(case), got)
    except LookupError:
        return False


def _causes(remaining: list[KnownMistake], case: Case) -> list[Mistake]:
    if not remaining:
        return []
    order = current_course().functions[case.question.part]
    first = min(order.index(candidate.mistake.function) for candidate in remaining)
    return [k.mistake for k in remaining if order.index(k.mistake.function) == first]
