"""Write the reference's answers down: those to the local checks' questions, and the mistakes'."""

from __future__ import annotations

import inspect
import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder import kit
from autograder.checks.carried import own_cases
from autograder.checks.diagnosis import (
    FURTHER_INPUTS,
    Known,
    catalogue,
    further_question,
    known_of_the_kit,
)
from autograder.checks.recorded import REFERENCE, RELEASE, SUFFIX, frames_of
from autograder.checks.routes import (
    ROUTES,
    bases_of,
    dependents_of,
    names_of,
    part_of_function,
)
from autograder.checks.running import Run, run_checks
from autograder.checks.sides import Here
from autograder.sandbox.inside.answering import Answer, Question
from autograder.sandbox.inside.layout import PARTS

TOLD = ("name", "function", "says", "asks", "carries")
"""What a learner may read of a mistake; how it is made stays with the kit."""


def record(folder: Path, seed: int) -> None:
    """Run all checks over the reference and write every answer that they can need.

    Raises KitError when the reference does not pass: then nothing can be compared to it.
    """
    reference = _Listening(Here.of_reference())
    _run(reference, seed)
    folder.mkdir(parents=True, exist_ok=True)
    every = {part: known_of_the_kit(part) for part in PARTS}
    for part, known in every.items():
        asked = [q for q in reference.questions.values() if q.part == part]
        frames = [_frames(q, reference.side, known + _carried(q, every)) for q in asked]
        frames += [_frames(q, None, made) for q, made in _further(known)]
        frames += [_frames(q, reference.side, made) for q, made in _of_bases(known, seed)]
        raw = lzma.compress(b"".join(frames), preset=9 | lzma.PRESET_EXTREME)
        (folder / f"{part}{SUFFIX}").write_bytes(raw)
    described = {
        "seed": seed,
        "arguments": _arguments(reference.side),
        "mistakes": {
            part: [{name: getattr(mistake, name) for name in TOLD} for mistake in mistakes]
            for part, mistakes in catalogue(kit.home()).items()
        },
    }
    text = json.dumps(described, indent=1, ensure_ascii=False) + "\n"
    (folder / RELEASE).write_text(text, encoding="utf-8", newline="\n")


class _Listening:
    """Answers as the reference does and keeps each question."""

    def __init__(self, side: Here) -> None:
        self.side = side
        self.questions: dict[bytes, Question] = {}

    def answer(self, question: Question) -> Answer:
        self.questions[question.fingerprint] = question
        return self.side.answer(question)


def _run(reference: _Listening, seed: int) -> None:
    def no_data() -> Any:
        raise AssertionError("the accuracy is not recorded: it is measured, not compared")

    run = Run(reference, reference.side, no_data, seed, exercises=tuple(PARTS))
    run_checks(run)
    wrong = [result for result in run.results if not result.passed]
    if wrong or not run.results:
        first = f": {wrong[0].part}: {wrong[0].name}: {wrong[0].message}" if wrong else ""
        raise kit.KitError(f"the reference does not pass its own checks{first}")


def _frames(question: Question, reference: Here | None, known: list[Known]) -> bytes:
    answers = {REFERENCE: reference.answer(question)} if reference else {}
    answers |= {k.mistake.name: k.side.answer(question) for k in known}
    return frames_of(question, answers)


def _further(known: list[Known]) -> Iterator[tuple[Question, list[Known]]]:
    """Draw the further questions to each function, with the mistakes that are made in it."""
    for function in dict.fromkeys(k.mistake.function for k in known):
        made = [k for k in known if k.mistake.function == function]
        for name in names_of(function):
            if ROUTES[name].scenario != kit.ACCURACY:
                for number in range(FURTHER_INPUTS):
                    yield further_question(name, number), made


def _carried(question: Question, every: dict[str, list[Known]]) -> list[Known]:
    """List the mistakes made in other files that may show in a question's answer."""
    bases = {base for base in bases_of(question.name) if part_of_function(base) != question.part}
    parts = {part_of_function(base) for base in bases}
    found = [k for part in sorted(parts) for k in every[part] if k.mistake.function in bases]
    return [k for k in found if k.mistake.carries]


def _of_bases(known: list[Known], seed: int) -> Iterator[tuple[Question, list[Known]]]:
    """Draw what functions that others build on are asked, to see what mistake they show."""
    for function in dict.fromkeys(k.mistake.function for k in known):
        made = [k for k in known if k.mistake.function == function and k.mistake.carries]
        if dependents_of(function):
            for elsewhere in (False, True):
                for case in own_cases(function, seed, elsewhere):
                    yield case.question, made


def _arguments(reference: Here) -> dict[str, list[str]]:
    """Name the parameters of each function that is asked without a scenario."""
    targets = {route.targets[0] for route in ROUTES.values() if route.scenario is None}
    return {
        target: list(inspect.signature(reference.function(target)).parameters)
        for target in sorted(targets)
    }
