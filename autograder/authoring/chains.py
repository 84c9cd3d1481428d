"""Prove what is carried forward: a mistake costs where it is made, and hides nothing elsewhere.

A submission whose functions call the mistaken one loses points in its checks only; and what is
carried still depends on every argument, so that a function that leaves one out is found.
"""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Iterator, Mapping
from typing import Any

import torch
from PIL import Image

from autograder.checks import failure
from autograder.checks.compare import first_difference
from autograder.checks.diagnosis.diagnosis import known_mistakes_of
from autograder.checks.diagnosis.known import FURTHER_INPUTS, KnownMistake, further_question
from autograder.checks.inputs import seed_of
from autograder.checks.questions import names_of
from autograder.checks.session import Run, run_checks
from autograder.checks.sides import Cached, InProcess, Respondent
from autograder.checks.verdict import CheckResult
from autograder.course import current_course
from autograder.grading.results import Part
from autograder.sandbox.inside.answering import Answer, Question
from autograder.sandbox.inside.kinds import AnswerKind

MAX_INPUTS = 30
"""Inputs tried until each argument was seen to matter: an answer may be a single class."""


def problems_of_chains(exercise: str, graded: Mapping[str, Part], seed: int) -> list[str]:
    """Say what is not as it must be with the mistakes of a part that others build on.

    `graded` has the part's verdicts by the mistake that was handed in, `seed` is the grading's.
    """
    chained = [
        k for k in known_mistakes_of(exercise) if current_course().dependents_of(k.mistake.function)
    ]
    if not chained:
        return []
    reference = Cached(InProcess.of_reference())
    questions_by_check = _questions_of_checks(exercise, reference, seed)
    problems = []
    for candidate in chained:
        graded_part = graded.get(candidate.mistake.name)
        of_candidate = [*_blind(candidate, reference)]
        if candidate.mistake.carries and graded_part is not None:
            of_candidate += _paid_elsewhere(candidate, reference, graded_part, questions_by_check)
        problems += [f"mistake.{candidate.mistake.name}: {words}" for words in of_candidate]
    return problems


def _blind(candidate: KnownMistake, reference: Cached) -> Iterator[str]:
    """Say where an answer that follows from a mistake ignores arguments, or could be carried."""
    ignored = {
        function: ignored_arguments(candidate.side, reference, function)
        for function in current_course().dependents_of(candidate.mistake.function)
    }
    for function, names in ignored.items():
        if names and candidate.mistake.carries:
            yield f"is carried into {function}, whose answer ignores {', '.join(names)} then"
    if not candidate.mistake.carries and not any(ignored.values()):
        yield "is not carried, though nothing is ignored where it shows"


def ignored_arguments(side: Respondent, reference: Cached, function: str) -> list[str]:
    """Name the arguments that decide the reference's answer and never a mistaken one.

    Only inputs to which the mistake gives a wrong value are looked at.
    """
    varies: dict[str, bool] = {}
    name = names_of(function)[0]
    for number in range(MAX_INPUTS):
        if number >= FURTHER_INPUTS and all(varies.values()):
            break
        question = further_question(name, number)
        was, right = side.answer(question), reference.answer(question)
        if was.kind != AnswerKind.VALUE or _equal(was, right):
            continue
        for argument, other in _with_one_changed(question, reference, 1 + number % 4):
            if not varies.get(argument) and not _equal(reference.answer(other), right):
                varies[argument] = not _equal(side.answer(other), was)
    return [argument for argument, does_vary in varies.items() if not does_vary]


def _equal(one: Answer, other: Answer) -> bool:
    if one.kind != other.kind or one.kind != AnswerKind.VALUE:
        return one.kind == other.kind
    return first_difference(one.value, other.value) is None


def _with_one_changed(
    question: Question, reference: Cached, by: int
) -> Iterator[tuple[str, Question]]:
    """Change each argument in turn, by its name."""
    plain = question.scenario is None
    function = reference.function(question.targets[0]) if plain else None
    names = list(failure.argument_names(question, function))
    for index, value in enumerate(question.args):
        args = (*question.args[:index], changed(value, by), *question.args[index + 1 :])
        yield names[index], _asking(question, args, question.kwargs)
    for name, value in question.kwargs.items():
        yield name, _asking(question, question.args, {**question.kwargs, name: changed(value, by)})


def _asking(question: Question, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Question:
    return dataclasses.replace(question, args=args, kwargs=kwargs)


def changed(value: Any, by: int = 1) -> Any:
    """Return another value of the same kind and shape, numbers by `by`; what has none stays."""
    if isinstance(value, torch.Tensor):
        if value.dtype == torch.uint8:
            return 255 - value
        return value.flip(0) * 2 + 1 if value.is_floating_point() else value.flip(0)
    if isinstance(value, bytes):
        buffer = io.BytesIO()
        with Image.open(io.BytesIO(value)) as image:
            image.transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(buffer, image.format)
        return buffer.getvalue()
    if isinstance(value, dict):
        return {name: changed(item, by) for name, item in value.items()}
    if isinstance(value, tuple):
        return tuple(changed(item, by) for item in value)
    if isinstance(value, bool):
        return not value
    return value + by if isinstance(value, int | float) else value


class _Listening:
    """Answers as the reference does and keeps what is asked, by the check that asks."""

    def __init__(self, side: Respondent) -> None:
        self.side = side
        self.asked: list[Question] = []

    def answer(self, question: Question) -> Answer:
        self.asked.append(question)
        return self.side.answer(question)


class _ByCheck(list[CheckResult]):
    """The verdicts of a run, and what was asked before each."""

    def __init__(self, listening: _Listening) -> None:
        super().__init__()
        self.listening = listening
        self.questions: dict[str, list[Question]] = {}

    def append(self, result: CheckResult) -> None:
        """Take a verdict, and the questions that led to it."""
        super().append(result)
        self.questions[result.name], self.listening.asked = self.listening.asked, []


def _questions_of_checks(
    exercise: str, reference: Respondent, seed: int
) -> dict[str, list[Question]]:
    """List the questions of a part's checks as the grading with a seed asks them."""
    listening = _Listening(reference)
    by_check = _ByCheck(listening)

    def no_data() -> Any:
        raise AssertionError("no check that others build on needs the data set")

    seed = seed_of("grading", seed)
    run_checks(Run(listening, reference, no_data, seed, exercises=(exercise,), results=by_check))
    return by_check.questions


def _paid_elsewhere(
    candidate: KnownMistake,
    reference: Respondent,
    graded_part: Part,
    questions_by_check: Mapping[str, list[Question]],
) -> Iterator[str]:
    """Say which checks a mistake costs that ask only functions that build on the mistaken one.

    An error is never carried, so where an answer is one, or should be one, it may cost.
    """
    mistake = candidate.mistake
    dependents = set(current_course().dependents_of(mistake.function))
    for check in graded_part.checks:
        questions = questions_by_check.get(check.name, [])
        if check.passed or not questions or not {q.name for q in questions} <= dependents:
            continue
        sides = (candidate.side, reference)
        if all(
            side.answer(question).kind == AnswerKind.VALUE
            for side in sides
            for question in questions
        ):
            yield f"costs points in “{check.name}”, which builds on {mistake.function}"
