"""Write the reference's answers down: those to the local checks' questions, and the mistakes'."""

from __future__ import annotations

import inspect
import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder import kit
from autograder.checks.diagnosis import (
    FURTHER_INPUTS,
    Known,
    catalogue,
    further_question,
    known_of_the_kit,
)
from autograder.checks.recorded import REFERENCE, RELEASE, SUFFIX, frames_of
from autograder.checks.routes import ROUTES, names_of
from autograder.checks.running import Run, run_checks
from autograder.checks.sides import Here
from autograder.sandbox.inside.answering import Answer, Question
from autograder.sandbox.inside.layout import PARTS

TOLD = ("name", "function", "says", "asks")
"""What a learner may read of a mistake; how it is made stays with the kit."""


def record(folder: Path, seed: int) -> None:
    """Run all checks over the reference and write every answer that they can need.

    Raises KitError when the reference does not pass: then nothing can be compared to it.
    """
    reference = _Listening(Here.of_reference())
    _run(reference, seed)
    folder.mkdir(parents=True, exist_ok=True)
    for part in PARTS:
        known = known_of_the_kit(part)
        asked = [q for q in reference.questions.values() if q.part == part]
        frames = [_frames(q, reference.side, known) for q in asked]
        frames += [_frames(q, None, made) for q, made in _further(known)]
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


def _arguments(reference: Here) -> dict[str, list[str]]:
    """Name the parameters of each function that is asked without a scenario."""
    targets = {route.targets[0] for route in ROUTES.values() if route.scenario is None}
    return {
        target: list(inspect.signature(reference.function(target)).parameters)
        for target in sorted(targets)
    }
