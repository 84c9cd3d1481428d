"""Error carried forward: what is right given the learner's own earlier mistake is right.

A wrong value may be exactly what a known mistake of another function answers to the question. Where
that function, asked itself, shows this very mistake, the answer follows from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch

from autograder.course import current_course
from autograder.sandbox.inside.answering import Answer, Question
from autograder.sandbox.inside.kinds import AnswerKind

from .cases import Case
from .diagnosis.diagnosis import Diagnosis, part_of
from .diagnosis.known import KnownMistake, answers_as, explains
from .inputs import Draw, seed_of
from .questions import names_of, questions
from .recorded import NotRecorded
from .sides import Respondent

QUESTIONS = 6
"""A function is asked so often what mistake it shows; nothing of it is scored."""
IN_ODD_MEMORY = 3
"""And so often with numbers that lie elsewhere in memory, for what shows there only."""


class Carrying:
    """Tells which of one submission's wrong answers follow from a mistake made elsewhere.

    What it asked is remembered, so the order of checks does not matter.
    """

    def __init__(
        self, diagnosis: Diagnosis, submission: Respondent, reference: Respondent, seed: int
    ) -> None:
        self.diagnosis, self.submission, self.reference = diagnosis, submission, reference
        self.seed = seed
        self.answers: dict[bytes, Answer] = {}
        self.shown: dict[str, bool] = {}
        self.right: dict[str, list[Case]] = {}
        self.made: dict[str, KnownMistake] = {}

    def note_right(self, case: Case) -> None:
        """Remember what a function answered rightly: where it makes a mistake, it cannot."""
        self.right.setdefault(case.question.name, []).append(case)

    def contradicted(self) -> list[str]:
        """Name the functions that showed a mistake when asked for it, and not in their checks."""
        return sorted({k.mistake.function for k in self.made.values() if self._is_refuted(k)})

    def _is_refuted(self, known: KnownMistake) -> bool:
        cases = self.right.get(known.mistake.function, [])
        return any(not answers_as(known, c, self.reference.answer(c.question)) for c in cases)

    def cause(self, case: Case, got: Answer, expected: Answer) -> str | None:
        """Return the function whose mistake explains a wrong value, None where none does."""
        if got.kind != AnswerKind.VALUE or expected.kind != AnswerKind.VALUE:
            return None
        for base in bases_of(case.question):
            for candidate in self.diagnosis.of_part(part_of(base)):
                if candidate.mistake.function == base and candidate.mistake.carries:
                    if self._follows(candidate, case, got, expected) and self._shows(candidate):
                        self.made[candidate.mistake.name] = candidate
                        return base
        return None

    def _follows(self, candidate: KnownMistake, case: Case, got: Answer, expected: Answer) -> bool:
        try:
            mistake_answer = candidate.side.answer(case.question)
            return mistake_answer.kind == AnswerKind.VALUE and explains(
                candidate, case, got, expected
            )
        except NotRecorded:
            return False

    def _shows(self, candidate: KnownMistake) -> bool:
        """Tell whether the function that a mistake is in makes it, asked by itself."""
        name = candidate.mistake.name
        if name not in self.shown:
            try:
                self.shown[name] = any(
                    self._is_made(candidate, reordered) for reordered in (False, True)
                )
            except NotRecorded:
                self.shown[name] = False
        return self.shown[name]

    def _is_made(self, candidate: KnownMistake, reordered: bool) -> bool:
        """Tell whether all answers are those of the mistake, and one at least is wrong by it."""
        wrong = False
        for case in own_cases(candidate.mistake.function, self.seed, reordered):
            key = case.question.fingerprint
            if key not in self.answers:
                self.answers[key] = self.submission.answer(case.question)
            if not _the_same(candidate, case, self.answers[key]):
                return False
            wrong = wrong or not answers_as(candidate, case, self.reference.answer(case.question))
        return wrong


def bases_of(question: Question) -> list[str]:
    """List the functions whose mistakes may show in an answer.

    A function's own are told as such; what is measured is made of other exercises' functions.
    """
    names = [target.partition(".")[2] for target in question.targets]
    bases: list[str] = []
    for name in names:
        bases += [*current_course().bases_of(name), *([name] if question.is_measured else [])]
    return list(dict.fromkeys(bases))


def _the_same(candidate: KnownMistake, case: Case, got: Answer) -> bool:
    """Tell whether a mistake answers so; an error may be another one in another style."""
    mistake_answer = candidate.side.answer(case.question)
    return (mistake_answer.kind == got.kind == AnswerKind.RAISED and not got.loading) or answers_as(
        candidate, case, got
    )


def own_cases(function: str, seed: int, reordered: bool = False) -> Iterator[Case]:
    """Draw what a function is asked to see its mistake, from the run's seed.

    `reordered` lays the numbers of arrays out in another order; what has no array is not asked.
    """
    name = names_of(function)[0]
    spec = questions()[name]
    for number in range(IN_ODD_MEMORY if reordered else QUESTIONS):
        draw = Draw(seed_of(seed, "carried", name, number, reordered))
        draw_inputs = spec.exact_inputs or spec.extra_inputs
        assert draw_inputs is not None
        args, kwargs = draw_inputs(draw)
        if reordered:
            if not any(isinstance(value, torch.Tensor) for value in args):
                return
            args = tuple(
                draw.elsewhere_in_memory(a) if isinstance(a, torch.Tensor) else a for a in args
            )
        question = spec.question(args, kwargs, seed_of("question", draw.seed, 0))
        yield Case(name, question, spec.compared or _whole, spec.tolerance)


def _whole(value: Any) -> Any:
    return value
