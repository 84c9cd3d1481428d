"""Write the reference's answers down: those to the local checks' questions, and the mistakes'."""

from __future__ import annotations

import dataclasses
import functools
import inspect
import itertools
import json
import lzma
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import torch

from autograder.checks.carried import bases_of, own_cases
from autograder.checks.cases import alike
from autograder.checks.data import DataSet, load_data
from autograder.checks.diagnosis.diagnosis import Diagnosis, known_mistakes_of, part_of
from autograder.checks.diagnosis.known import (
    FURTHER_INPUTS,
    KnownMistake,
    further_case,
    further_question,
)
from autograder.checks.diagnosis.pairs import RECORDED_INPUTS, PairOf
from autograder.checks.diagnosis.smallest import small_questions
from autograder.checks.diagnosis.thinning import name_of_pair, sketched, thin
from autograder.checks.inputs import Draw
from autograder.checks.mistakes import catalogue
from autograder.checks.questions import names_of, questions
from autograder.checks.recorded import (
    REFERENCE,
    RELEASE,
    SUFFIX,
    TRAINING,
    RecordedTraining,
    frames_of,
)
from autograder.checks.session import Run, run_checks
from autograder.checks.sides import Cached, InProcess, Respondent, without_memory
from autograder.checks.standards import (
    largest_difference,
    measured_exercise,
    network_target,
    shapes_of,
    states_of,
    value_of,
)
from autograder.checks.timing import one_thread
from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.course import current_course, own_data
from autograder.sandbox.inside import wire
from autograder.sandbox.inside.answering import Answer, Question
from autograder.sandbox.inside.kinds import AnswerKind

Step = Callable[[str], None]
"""Hears the name of each part of something long before its turn."""
PRESET = 2
"""Of lzma: of 168 MB it makes 7.0 MB in 2 s; the highest one makes 6.4 MB in 70 s."""
STORED_FIELDS = ("name", "function", "explanation", "question", "carries", "random", "at")
"""What a learner may read of a mistake; how it is made stays with the kit."""


def nobody_watches(part: str) -> None:
    """Hear the name of a part where nobody waits."""


def record(folder: Path, seed: int, step: Step = nobody_watches) -> None:
    """Run all checks over the reference and write every answer that they can need.

    `step` is told the name of each part before its turn. Raises CommandError when the reference
    does not pass: then nothing can be compared to it. What libraries think of mistakes is not told.
    One thread computes, so that sums come out alike on every machine and no core waits for another.
    """
    with warnings.catch_warnings(), one_thread():
        warnings.simplefilter("ignore")
        _record(folder, seed, step)


def _record(folder: Path, seed: int, step: Step) -> None:
    reference = Cached(InProcess.of_reference())
    asked = _Listening(reference)
    data = functools.cache(lambda: load_data(own_data()))
    _run(asked, data, seed)
    folder.mkdir(parents=True, exist_ok=True)
    every = {part: known_mistakes_of(part) for part in current_course().functions}
    trained = [q for q in asked.questions.values() if _is_training(q)]
    for training in trained[:1]:  # none where nothing is trained
        known = [k for part in measured_exercise().measured_from for k in every[part]]
        raw = _training(training, reference, known, data())
        (folder / TRAINING).write_bytes(_compressed(raw))
    plain = [q for q in asked.questions.values() if not _is_training(q)]
    bases = {base for question in plain for base in bases_of(question)}
    for part, mistakes_of_part in every.items():
        step(part)
        part_questions = [q for q in plain if q.part == part]
        frames = [
            _frames(q, reference, mistakes_of_part + _carried(q, every)) for q in part_questions
        ]
        frames += _further(mistakes_of_part, reference)
        frames += [
            _frames(q, reference, variants)
            for q, variants in _of_bases(mistakes_of_part, bases, seed)
        ]
        (folder / f"{part}{SUFFIX}").write_bytes(_compressed(b"".join(frames)))
    described = {
        "seed": seed,
        "arguments": _arguments(reference),
        "mistakes": {
            part: [{name: getattr(mistake, name) for name in STORED_FIELDS} for mistake in mistakes]
            for part, mistakes in catalogue().items()
        },
    }
    text = json.dumps(described, indent=1, ensure_ascii=False) + "\n"
    (folder / RELEASE).write_text(text, encoding="utf-8", newline="\n")


class _Listening:
    """Answers as the reference does, watched like a submission, and keeps each question.

    A training is not done twice to be held against itself.
    """

    def __init__(self, reference: Cached) -> None:
        self.reference = reference
        self.questions: dict[bytes, Question] = {}

    def answer(self, question: Question) -> Answer:
        self.questions[question.fingerprint] = question
        if question.is_measured:
            return self.reference.answer(question)
        return self.reference.side.answer(question)


def _compressed(raw: bytes) -> bytes:
    return lzma.compress(raw, preset=PRESET)


def _training(
    question: Question, reference: Respondent, known: list[KnownMistake], data: DataSet
) -> bytes:
    """Write what a kit keeps of the accuracy's training; nothing that was trained to the end."""
    start, images, labels, orders, recipe = question.args
    starts, firsts = {REFERENCE: _halves(start)}, {}
    expected = _first(question, reference)
    firsts[REFERENCE] = _halves(expected)
    for candidate in known:
        side = without_memory(candidate.side)  # a digest of all images would take as long
        try:
            shapes = shapes_of(side.function(network_target()))
        except Exception:  # a mistake may be that no network can be made
            continue
        weights = start
        if shapes != {name: tuple(weight.shape) for name, weight in start.items()}:
            weights = Draw(question.seed).starting_weights(shapes)
        args = (weights, images, labels, orders[:1], recipe)
        first = _first(dataclasses.replace(question, args=args), side)
        if first and largest_difference(first, expected) > data.tolerance:
            firsts[candidate.mistake.name] = thin(_halves(first))
            if weights is not start:
                starts[candidate.mistake.name] = _halves(weights)
    recorded = RecordedTraining(data.name, orders, starts, firsts)
    return wire.encode({f.name: getattr(recorded, f.name) for f in dataclasses.fields(recorded)})


def _is_training(question: Question) -> bool:
    specs = questions().values()
    return any(spec.is_training and spec.scenario == question.scenario for spec in specs)


def _first(question: Question, side: Respondent) -> dict[str, torch.Tensor]:
    """Train for the first call; no weights where there are none to compare."""
    return states_of(value_of(side.answer(question)) or {})[0] or {}


def _halves(weights: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    return {name: weight.half() for name, weight in weights.items()}


def _run(asked: _Listening, data: Callable[[], DataSet], seed: int) -> None:
    run = Run(asked, asked.reference, data, seed)
    run_checks(run)
    wrong = [result for result in run.results if not result.passed]
    if wrong or not run.results:
        first = f": {wrong[0].part}: {wrong[0].name}: {wrong[0].message}" if wrong else ""
        words = _("the reference does not pass its own checks{first}", first=first)
        raise CommandError(words)


def _frames(question: Question, reference: Respondent, variants: list[KnownMistake]) -> bytes:
    """Write a question down with everybody's answers; where no mistake can show it is not made."""
    right = reference.answer(question)
    answers = {REFERENCE: right}
    for known in variants:
        is_elsewhere = part_of(known.mistake.function) != question.part
        shows = is_elsewhere or known.may_show(question)
        answers[known.mistake.name] = known.side.answer(question) if shows else right
    return frames_of(question, answers)


def _further(variants: list[KnownMistake], reference: Respondent) -> Iterator[bytes]:
    """Record the further questions to each function, and the small ones.

    To the former the mistakes that are made in it answer too, and pairs of them.
    """
    pair_of = functools.cache(Diagnosis().pair)  # each is made once for all names of a function
    for function in dict.fromkeys(k.mistake.function for k in variants):
        of_function = [k for k in variants if k.mistake.function == function]
        for name in names_of(function):
            if questions()[name].is_measured:
                continue
            asked = [further_question(name, number) for number in range(FURTHER_INPUTS)]
            pairs = _pairs(name, of_function, pair_of, reference)
            for number, question in enumerate(asked):
                answers = {REFERENCE: reference.answer(question)}
                answers |= {k.mistake.name: k.side.answer(question) for k in of_function}
                answers |= {
                    pair: of_pair[number] for pair, of_pair in pairs if number < len(of_pair)
                }
                yield frames_of(question, answers)
            for question in small_questions(name):
                answer = reference.answer(question)
                if answer.kind == AnswerKind.VALUE:
                    yield frames_of(question, {REFERENCE: answer})


def _pairs(
    name: str, variants: list[KnownMistake], pair_of: PairOf, reference: Respondent
) -> list[tuple[str, list[Answer]]]:
    """Return sketches of what pairs of mistakes answer to the first further inputs of a function.

    Pairs that answer like the reference, or like one mistake alone, are left out; so are those of
    functions that a scenario is set up for, which take long.
    """
    spec = questions()[name]
    if spec.scenario is not None or spec.random:
        return []
    cases = [further_case(name, number) for number in range(RECORDED_INPUTS)]
    known = [reference, *(k.side for k in variants)]
    single = [[sketched(side.answer(case.question)) for case in cases] for side in known]
    pairs = []
    for first, second in itertools.combinations((k.mistake for k in variants), 2):
        pair = pair_of(first, second)
        if pair is None:
            continue
        answers = [sketched(pair.known.side.answer(case.question)) for case in cases]
        if not any(all(map(alike, answers, other, cases)) for other in single):
            pairs.append((name_of_pair(first.name, second.name), answers))
    return pairs


def _carried(question: Question, every: dict[str, list[KnownMistake]]) -> list[KnownMistake]:
    """List the mistakes made in other files that may show in a question's answer."""
    bases = {base for base in bases_of(question) if part_of(base) != question.part}
    parts = {part_of(base) for base in bases}
    variants = [k for part in sorted(parts) for k in every[part] if k.mistake.function in bases]
    return [k for k in variants if k.mistake.carries]


def _of_bases(
    variants: list[KnownMistake], bases: set[str], seed: int
) -> Iterator[tuple[Question, list[KnownMistake]]]:
    """Draw what functions that others build on are asked, to see what mistake they show."""
    for function in dict.fromkeys(k.mistake.function for k in variants):
        of_function = [k for k in variants if k.mistake.function == function and k.mistake.carries]
        if function in bases:
            for elsewhere in (False, True):
                for case in own_cases(function, seed, elsewhere):
                    yield case.question, of_function


def _arguments(reference: InProcess | Cached) -> dict[str, list[str]]:
    """Name the parameters of each function that is asked without a scenario."""
    targets = {spec.targets[0] for spec in questions().values() if spec.scenario is None}
    return {
        target: list(inspect.signature(reference.function(target)).parameters)
        for target in sorted(targets)
    }
