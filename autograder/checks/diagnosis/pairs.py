"""Two mistakes at once: the pairs that may explain what no single mistake does, the nearest first.

A pair is looked for on a function's further inputs, once for each submission and function. It
explains a wrong answer and decides no point.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import torch

from autograder.course import current_course
from autograder.sandbox.inside.answering import Answer
from autograder.sandbox.inside.kinds import AnswerKind

from ..cases import Case, alike, count_numbers
from ..compare import TOLERANCE
from ..mistakes import Mistake
from ..questions import names_of, questions
from .agreeing import fails_elsewhere
from .known import ANSWERED, FURTHER_INPUTS, KnownMistake, Sides, answers_as, further_case

MAX_PAIRS, MAX_OF_SCENARIOS = 24, 6
"""Pairs that are tried at most, fewer where a scenario is set up for each answer: half a second of
computing for the slowest functions, 0.1 to 0.2 for the others."""
RECORDED_INPUTS = 3
"""Further inputs to which a released kit holds what pairs answer."""
RANKED_BY = 2
"""Further inputs on which single mistakes are looked at, to try the likeliest pairs first."""
SAME = 3.0


MIN_NUMBERS = 3
"""Of fewer wrong numbers on all further inputs, a pair may be chance."""


@dataclasses.dataclass(frozen=True)
class KnownPair:
    """Two known mistakes made together; `known` is the side that makes both."""

    first: Mistake
    second: Mistake
    known: KnownMistake


PairOf = Callable[[Mistake, Mistake], KnownPair | None]


def pair_behind(
    name: str,
    sides: Sides,
    known: Sequence[KnownMistake],
    pair_of: PairOf,
    are_recorded: bool = False,
) -> KnownPair | None:
    """Return the pair of mistakes that alone answers a name's further inputs as was answered.

    None where no pair does, where several do, and where one mistake does alone. Pairs whose
    answers are recorded cost nothing: of these all are tried.
    """
    spec = questions()[name]
    if spec.extra_inputs is None or spec.random or spec.is_measured:
        return None
    cases = [further_case(name, number) for number in range(FURTHER_INPUTS)]
    got = [sides.own(case.question) for case in cases[:RANKED_BY]]
    if any(answer.kind not in ANSWERED for answer in got):
        return None
    involved = list(_involved(spec.function, sides, known))
    if are_recorded:
        pairs = [(a.mistake, b.mistake) for a, b in itertools.combinations(involved, 2)]
    else:
        most = MAX_OF_SCENARIOS if spec.scenario else MAX_PAIRS
        pairs = likeliest(involved, got, sides, cases[:RANKED_BY])[:most]
    made = (pair_of(*both) for both in pairs)
    matching = _explaining((pair for pair in made if pair), cases[:RANKED_BY], sides)
    rest = cases[RANKED_BY : RECORDED_INPUTS if are_recorded else None]
    matching = _explaining(matching, rest, sides) if matching else []
    if len(matching) != 1 or not _is_sure(cases, sides):
        return None
    alone = [candidate for candidate in involved if _explains_all(candidate, cases, sides)]
    return None if alone else matching[0]


def _explaining(pairs: Iterable[KnownPair], cases: Sequence[Case], sides: Sides) -> list[KnownPair]:
    """Keep the pairs that answer all of these further inputs as was answered."""
    return [pair for pair in pairs if _explains_all(pair.known, cases, sides)]


def _explains_all(candidate: KnownMistake, cases: Sequence[Case], sides: Sides) -> bool:
    try:
        return all(_explains_one(candidate, case, sides) for case in cases)
    except LookupError:  # a released kit keeps no such answer
        return False


def _explains_one(candidate: KnownMistake, case: Case, sides: Sides) -> bool:
    """Tell whether a further answer is the candidate's, or an error that tells of a third one."""
    own = sides.own(case.question)
    if fails_elsewhere(candidate.side.answer(case.question), own):
        return True
    return answers_as(candidate, case, own)


def _is_sure(cases: Sequence[Case], sides: Sides) -> bool:
    """Tell whether enough of what was answered is wrong to tell pairs apart."""
    wrong = 0
    for case in cases:
        got, right = sides.own(case.question), sides.reference.answer(case.question)
        if got.kind == AnswerKind.VALUE and not alike(got, right, case):
            wrong += count_numbers(got.value)
    return wrong >= MIN_NUMBERS


def _involved(function: str, sides: Sides, known: Sequence[KnownMistake]) -> Iterator[KnownMistake]:
    """Return a function's own mistakes, and those that what it builds on shows when asked."""
    yield from (candidate for candidate in known if candidate.mistake.function == function)
    for base in current_course().bases_of(function):
        of_base = [candidate for candidate in known if candidate.mistake.function == base]
        if not of_base:
            continue
        cases = [further_case(names_of(base)[0], number) for number in range(RANKED_BY)]
        right = [alike(sides.own(c.question), sides.reference.answer(c.question), c) for c in cases]
        if not all(right):
            yield from (known for known in of_base if _explains_all(known, cases, sides))


def likeliest(
    involved: Sequence[KnownMistake], got: Sequence[Answer], sides: Sides, cases: Sequence[Case]
) -> list[tuple[Mistake, Mistake]]:
    """Return the pairs of mistakes, those first that come nearest to what was answered.

    `got` is what was answered to the further inputs of `cases`. Of pairs as near as each other,
    those stand first that do in the catalogue.
    """
    inputs = [
        _Input([k.side.answer(case.question) for k in involved], answer, right, case)
        for case, answer in zip(cases, got)
        for right in [sides.reference.answer(case.question)]
    ]

    def rank(pair: tuple[int, int]) -> float:
        return -sum(one.nearness(*pair) for one in inputs)

    ranked = [(rank(pair), pair) for pair in itertools.combinations(range(len(involved)), 2)]
    near = sorted(entry for entry in ranked if entry[0] < 0)
    return [(involved[a].mistake, involved[b].mistake) for _, (a, b) in near]


class _Input:
    """One further input, and how near single mistakes come to what was answered to it."""

    def __init__(self, answers: Sequence[Answer], got: Answer, right: Answer, case: Case) -> None:
        self.same = [alike(answer, got, case) for answer in answers]
        self.silent = [alike(answer, right, case) for answer in answers]
        self.got, self.right = _numbers(got), _numbers(right)
        self.numbers = [_numbers(answer) for answer in answers]
        self.shapes = [_sizes(answer) for answer in answers]
        self.got_sizes, self.right_sizes = _sizes(got), _sizes(right)

    def nearness(self, a: int, b: int) -> float:
        """Say how near two mistakes together are likely to come: SAME where one alone does."""
        if self.same[a] or self.same[b]:
            return SAME + 0.5 * (self.silent[a] or self.silent[b])
        if self.silent[a] and self.silent[b]:
            return 0.0
        return max(self._by_numbers(a, b), self._by_sizes(a, b))

    def _by_numbers(self, a: int, b: int) -> float:
        """Return 1 and the share of the wrong numbers that either gives, or both changes do."""
        one, other, got, right = self.numbers[a], self.numbers[b], self.got, self.right
        if one is None or other is None or got is None or one.shape != got.shape:
            return 0.0
        if other.shape != got.shape:
            return 0.0
        explained = _close(one, got) | _close(other, got)
        if right is not None and right.shape == got.shape:
            explained = explained | _close(one + other - right, got)
            explained = explained | (_close(one * other, got * right) & (right != 0))
            wrong = ~_close(right, got)
            explained = explained[wrong] if wrong.any() else explained
        return 1 + float(explained.double().mean())

    def _by_sizes(self, a: int, b: int) -> float:
        """Return the share of the sizes that come from either, or from both changes together."""
        one, other, got, right = self.shapes[a], self.shapes[b], self.got_sizes, self.right_sizes
        if not got or not one or not other or len(got) not in (len(one), len(other)):
            return 0.0
        share = sum(size in one or size in other for size in got) / len(got)
        if len(got) == len(one) == len(other) == len(right):
            both = [(x + y - r, x * y // max(1, r)) for x, y, r in zip(one, other, right)]
            share = max(share, sum(g in pair for g, pair in zip(got, both)) / len(got))
        changed = (one != right) + (other != right)
        return 1.5 * share if changed else 0.0


def _numbers(answer: Answer) -> torch.Tensor | None:
    """Return the numbers of an answer: an array, a number or a few, or all in its pieces."""
    value = answer.value
    if isinstance(value, dict):
        pieces = [piece.flatten() for piece in _pieces(value)]
        return torch.cat(pieces) if pieces else None
    if isinstance(value, torch.Tensor):
        return value.double() if not value.is_complex() else None
    items = value if isinstance(value, tuple) else (value,)
    if items and all(type(item) in (int, float) for item in items):
        return torch.tensor(items, dtype=torch.float64)
    return None


def _pieces(value: Any) -> Iterator[torch.Tensor]:
    """Return the arrays and numbers in the pieces of a scenario's answer."""
    if isinstance(value, dict | list | tuple):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _pieces(item)
    elif isinstance(value, torch.Tensor) and not value.is_complex():
        yield value.double()
    elif isinstance(value, bool | int | float):
        yield torch.tensor([float(value)], dtype=torch.float64)


def _sizes(answer: Answer) -> tuple[int, ...]:
    value = answer.value
    return tuple(value.shape) if isinstance(value, torch.Tensor) else ()


def _close(one: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
    return (one - other).abs() <= TOLERANCE * (1 + other.abs())
