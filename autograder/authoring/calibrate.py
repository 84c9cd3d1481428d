"""Calibrate the accuracy: its threshold, and how far apart right and wrong weights are.

The reference is trained over many seeds as the check trains it. Over fewer seeds, right
submissions in odd styles, every known mistake, and trainings by another recipe are too: the
tolerances must lie well between what is right and what is wrong.
"""

from __future__ import annotations

import contextlib
import dataclasses
import io
import math
import multiprocessing
import os
import statistics
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.checks.ask import Ask
from autograder.checks.data import DataSet, load_data
from autograder.checks.diagnosis.diagnosis import Diagnosis
from autograder.checks.inputs import Draw, seed_of
from autograder.checks.questions import questions
from autograder.checks.sides import Cached, InProcess
from autograder.checks.standards import (
    Standard,
    Standards,
    largest_difference,
    logits_of,
    measured_exercise,
    states_of,
    value_of,
)
from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.course import course_root
from autograder.course.reference import solution_of

MAX_FALSE_FAILURES = 1e-4
CONFIDENCE = 0.95
CHANNELS_LAST = """
_before = train


def train(model, dataloader, criterion, optimizer, callbacks=None):
    import torch

    for parameter in model.parameters():
        if parameter.ndim == 4:
            parameter.data = parameter.data.to(memory_format=torch.channels_last)
    _before(model, dataloader, criterion, optimizer, callbacks)
"""
TWICE_LATER = """
_before, _models = train, set()


def train(model, dataloader, criterion, optimizer, callbacks=None):
    for _ in range(2 if id(model) in _models else 1):
        _before(model, dataloader, criterion, optimizer, callbacks)
    _models.add(id(model))
"""
"""Right in the first call and more epochs in the others."""


@dataclass(frozen=True)
class Training:
    """One training: its kind (`reference`, `right`, `mistake`, `other recipe`) and what came of it.

    `first` is the largest difference of a weight from the reference's after the first call,
    infinite where the networks differ, and `later` that within a later call; `accuracy` is in
    percent.
    """

    kind: str
    name: str
    seed: int
    accuracy: float
    first: float
    later: float = 0.0


@dataclass(frozen=True)
class Calibration:
    """What was measured on a data set, and the threshold that follows.

    The tolerances are those of the data set: they are checked here, not derived. Where a sum is
    rounded in another way, one unit may pass zero earlier, and from then on weights that are right
    grow apart from batch to batch.
    """

    data: str
    trainings: list[Training]
    threshold: float
    tolerance: float
    later_tolerance: float

    def of_kind(self, *kinds: str) -> list[Training]:
        """Return the trainings of these kinds."""
        return [training for training in self.trainings if training.kind in kinds]

    @property
    def reference(self) -> list[float]:
        """The accuracies of the reference, in order."""
        return sorted(training.accuracy for training in self.of_kind("reference"))

    @property
    def margins(self) -> dict[str, tuple[float, float]]:
        """The largest difference of what is right, and the least of what is wrong and shows."""
        shown = [t.first for t in self.of_kind("mistake") if t.first > self.tolerance]
        right, others = self.of_kind("right"), self.of_kind("other recipe")
        return {
            "first_call": (_largest(t.first for t in right), min(shown, default=0.0)),
            "later_calls": (
                _largest(t.later for t in right),
                min((t.later for t in others), default=0.0),
            ),
        }

    @property
    def reaching(self) -> dict[str, float]:
        """The share of each mistake's own trainings that reach the threshold."""
        verdicts: dict[str, list[bool]] = {}
        for training in self.of_kind("mistake"):
            verdicts.setdefault(training.name, []).append(training.accuracy >= self.threshold)
        return {name: statistics.mean(reached) for name, reached in verdicts.items()}


def _largest(numbers: Iterable[float]) -> float:
    return max(numbers, default=0.0)


def threshold_of(accuracies: list[float]) -> float:
    """Return the threshold that at most one correct training in 10,000 misses.

    The logarithm of the error rate is taken as normal; the bound is the one-sided tolerance
    limit of confidence 95 % (M. G. Natrella, Experimental Statistics, NBS Handbook 91, 1963,
    section 2-1.2 and appendix), rounded down to a half per cent.
    """
    errors = [math.log(max(100 - a, 0.05)) for a in accuracies]
    count, normal = len(errors), statistics.NormalDist()
    z, c = normal.inv_cdf(1 - MAX_FALSE_FAILURES), normal.inv_cdf(CONFIDENCE)
    a = 1 - c**2 / (2 * (count - 1))
    b = z**2 - c**2 / count
    k = (z + math.sqrt(z**2 - a * b)) / a
    bound = 100 - math.exp(statistics.mean(errors) + k * statistics.stdev(errors))
    return math.floor(2 * bound) / 2


def calibrate(root: Path | None, seeds: int, seeds_of_others: int, jobs: int) -> Calibration:
    """Train the reference over `seeds` and all the others over fewer; derive the threshold.

    Raises CommandError where the course trains nothing.
    """
    if not any(spec.is_training for spec in questions().values()):
        raise CommandError(_("this course trains no network: its thresholds are written by hand"))
    os.environ["OMP_NUM_THREADS"] = "1"
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(root,)) as pool:
        plan = [(seed, seed < seeds_of_others) for seed in range(seeds)]
        trainings = [training for done in pool.map(_trainings, plan) for training in done]
    reference = [training.accuracy for training in trainings if training.kind == "reference"]
    data = load_data(root)
    tolerances = data.tolerance, data.later_tolerance
    return Calibration(data.name, trainings, threshold_of(reference), *tolerances)


_data: DataSet | None = None
_diagnosis: Diagnosis | None = None


def _begin(root: Path | None) -> None:
    global _data, _diagnosis
    import torch

    torch.set_num_threads(1)
    _data, _diagnosis = load_data(root), Diagnosis()


def _trainings(job: tuple[int, bool]) -> list[Training]:
    """Train by one seed: the reference, and where asked for all the others."""
    assert _data is not None
    assert _diagnosis is not None
    seed, with_others = job
    draw, side = Draw(seed_of("calibrate", seed)), Cached(InProcess.of_reference())
    standards = Standards(Ask(side, side, draw.seed, _diagnosis), draw, _data)
    reference = standards.of(())
    assert reference is not None
    whole = value_of(side.answer(standards.question(reference.start))) or {}
    measurements = [_measured("reference", "", seed, reference, whole, reference)]
    for kind, name, sources in _others() if with_others else ():
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            answer = InProcess.of_reference(sources).answer(standards.question(reference.start))
        value = value_of(answer) or {}
        later = standards.deviation(reference, value)
        measured = _measured(kind, name, seed, reference, value, reference)
        measurements.append(dataclasses.replace(measured, later=later))
    for part in measured_exercise().measured_from if with_others else ():
        for mistake in _diagnosis.mistakes_of(part):
            variant = standards.of((mistake,))
            if variant is not None and variant.side is not None:
                value = value_of(variant.side.answer(standards.question(variant.start))) or {}
                measurements.append(
                    _measured("mistake", mistake.name, seed, variant, value, reference)
                )
    return measurements


def _measured(
    kind: str,
    name: str,
    seed: int,
    standard: Standard,
    training: dict[str, Any],
    reference: Standard,
) -> Training:
    assert _data is not None
    states = states_of(training)
    answers = logits_of(standard.network, states[-1], _data.test_images).argmax(dim=1)
    right = int((answers == _data.test_labels).sum())
    first = largest_difference(states[0], reference.first)
    return Training(kind, name, seed, 100 * right / len(answers), first)


def _others() -> Iterator[tuple[str, str, dict[str, str]]]:
    """Return the right styles and the other recipes, each as sources of parts."""
    name = measured_exercise().measured_from[-1]  # what trains the network
    train = solution_of(name)
    yield "right", "channels last", {name: train + CHANNELS_LAST}
    yield "other recipe", "more epochs", {name: train + TWICE_LATER}
    for part in measured_exercise().measured_from:
        for path in sorted((course_root() / "tests" / "right" / part).glob("*.py")):
            yield "right", f"{part}/{path.stem}", {part: path.read_text(encoding="utf-8")}


def problems_of(calibration: Calibration) -> list[str]:
    """Say where a tolerance does not lie well between what is right and what is wrong."""
    tolerances = {"first_call": calibration.tolerance, "later_calls": calibration.later_tolerance}
    return [
        f"{place}: the tolerance {tolerances[place]:g} is not between {right:.2g} and {wrong:.2g}"
        for place, (right, wrong) in calibration.margins.items()
        if calibration.of_kind("mistake") and not right < tolerances[place] < wrong
    ]
