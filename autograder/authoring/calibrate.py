"""Calibrate the accuracy's threshold: train the reference and the mistakes over many seeds.

Every training goes through the check's own code (renamed classes, shifted test images), so
that what is measured is what will be judged.
"""

from __future__ import annotations

import math
import multiprocessing
import os
import statistics
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from autograder import kit
from autograder.checks import accuracy
from autograder.checks.ask import Ask
from autograder.checks.data import DataSet, load_data
from autograder.checks.diagnosis import catalogue
from autograder.checks.failure import CheckFailed
from autograder.checks.inputs import Draw, seed_of
from autograder.checks.mistakes import mistaken_source
from autograder.checks.sides import Here
from autograder.grading.results import write_text

MOST_FALSE_FAILURES = 1e-4
CONFIDENCE = 0.95
PARTS = ("lenet", "train")


@dataclass(frozen=True)
class Training:
    """One training: of the reference (no mistake) or of a mistake, and what came of it.

    `accuracy` is None where the training could not be run; `problem` is what the check says
    besides the threshold.
    """

    mistake: str | None
    seed: int
    accuracy: float | None
    problem: str = ""


@dataclass(frozen=True)
class Calibration:
    """What was measured on a data set, and the threshold that follows."""

    data: str
    reference: list[float]
    mistakes: dict[str, list[Training]]
    threshold: float

    @property
    def caught(self) -> dict[str, float]:
        """The share of each mistake's trainings that the check refuses."""
        return {
            name: sum(self._refused(t) for t in trainings) / len(trainings)
            for name, trainings in self.mistakes.items()
        }

    def _refused(self, training: Training) -> bool:
        low = training.accuracy is None or training.accuracy < self.threshold
        return low or bool(training.problem)


def threshold_of(accuracies: list[float]) -> float:
    """Give the threshold that at most one correct training in 10,000 misses.

    The logarithm of the error rate is taken as normal; the bound is the one-sided tolerance
    limit of confidence 95 % (M. G. Natrella, Experimental Statistics, NBS Handbook 91, 1963,
    section 2-1.2 and appendix), rounded down to a half per cent.
    """
    errors = [math.log(max(100 - a, 0.05)) for a in accuracies]
    count, normal = len(errors), statistics.NormalDist()
    z, c = normal.inv_cdf(1 - MOST_FALSE_FAILURES), normal.inv_cdf(CONFIDENCE)
    a = 1 - c**2 / (2 * (count - 1))
    b = z**2 - c**2 / count
    k = (z + math.sqrt(z**2 - a * b)) / a
    bound = 100 - math.exp(statistics.mean(errors) + k * statistics.stdev(errors))
    return math.floor(2 * bound) / 2


def calibrate(root: Path, seeds: int, seeds_of_mistakes: int, jobs: int) -> Calibration:
    """Train the reference over `seeds` and every mistake over fewer; derive the threshold."""
    os.environ["OMP_NUM_THREADS"] = "1"
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(root,)) as pool:
        done = list(pool.map(_train, _plan(seeds, seeds_of_mistakes), chunksize=4))
    reference = [t.accuracy for t in done if t.mistake is None and t.accuracy is not None]
    mistakes: dict[str, list[Training]] = {}
    for training in done:
        if training.mistake is not None:
            mistakes.setdefault(training.mistake, []).append(training)
    ran = {n: ts for n, ts in mistakes.items() if any(t.accuracy is not None for t in ts)}
    return Calibration(load_data(root).name, reference, ran, threshold_of(reference))


def _plan(seeds: int, seeds_of_mistakes: int) -> Iterator[tuple[str | None, int]]:
    for seed in range(seeds):
        yield None, seed
    for part in PARTS if seeds_of_mistakes else ():
        for mistake in catalogue(kit.home()).get(part, []):
            for seed in range(seeds_of_mistakes):
                yield mistake.name, seed


_data: DataSet | None = None


def _begin(root: Path) -> None:
    global _data
    import torch

    torch.set_num_threads(1)
    _data = load_data(root)


def _train(job: tuple[str | None, int]) -> Training:
    """Train once and ask the check; a training that raises has no accuracy."""
    assert _data is not None
    name, seed = job
    side = Here.of_reference(_sources(name))
    draw = Draw(seed_of("calibrate", seed))
    try:
        outcome = accuracy.train_and_test(Ask(side, side, draw.seed % 2**31), draw, _data)
    except CheckFailed as error:
        return Training(name, seed, None, error.message)
    problem = ""
    try:
        accuracy.verify_learning(outcome)
    except CheckFailed as error:
        problem = error.message
    return Training(name, seed, outcome.accuracy, problem)


def _sources(name: str | None) -> dict[str, str]:
    for part in PARTS if name else ():
        for mistake in catalogue(kit.home()).get(part, []):
            if mistake.name == name:
                text = (kit.home() / "solutions" / f"{part}.py").read_text(encoding="utf-8")
                return {part: mistaken_source(text, mistake)}
    return {}


def toml_of(calibration: Calibration, recipe: dict[str, object], extra: Iterable[str]) -> str:
    """Write a data set's table of `data/thresholds.toml`."""
    found, caught = sorted(calibration.reference), calibration.caught
    share = sum(caught.values()) / len(caught) if caught else 0.0
    lines = [f"[{calibration.data}]", *extra]
    settings = ", ".join(f"{key} = {value}" for key, value in recipe.items())
    low, high = found[len(found) // 40], found[-1 - len(found) // 40]
    lines += [
        f"recipe = {{ {settings} }}",
        f"threshold = {calibration.threshold}",
        f"reference = {{ seeds = {len(found)}, mean = {statistics.mean(found):.2f}, "
        f"deviation = {statistics.stdev(found):.2f}, least = {found[0]:.2f}, "
        f"low = {low:.1f}, high = {high:.1f} }}",
        f"false_failures = {MOST_FALSE_FAILURES}  # at most; see autograder/authoring/calibrate.py",
    ]
    if caught:
        lines += [
            f"mistakes = {{ trained = {len(caught)}, caught_always = "
            f"{sum(s == 1 for s in caught.values())}, mean_share_caught = {share:.2f} }}",
        ]
    return "\n".join(lines) + "\n"


def write_figure(calibration: Calibration, path: Path) -> None:
    """Draw the reference's accuracies, each mistake's, and the threshold."""
    from matplotlib.figure import Figure

    names = sorted(
        calibration.mistakes,
        key=lambda n: statistics.median(t.accuracy or 0.0 for t in calibration.mistakes[n]),
    )
    figure = Figure(figsize=(8, 2 + 0.18 * len(names)), layout="constrained")
    axes = figure.add_subplot()
    rows = [[t.accuracy or 0.0 for t in calibration.mistakes[n]] for n in names]
    rows.append(calibration.reference)
    axes.boxplot(rows, orientation="horizontal", widths=0.6, flierprops={"markersize": 2})
    axes.set_yticks(range(1, len(rows) + 1), [*names, "the reference"], fontsize=7)
    axes.axvline(calibration.threshold, color="tab:red")
    axes.set_xlabel("test images that are right, in per cent")
    axes.set_title(f"{calibration.data}: threshold {calibration.threshold:.1f} %")
    figure.savefig(path)


def write(calibration: Calibration, recipe: dict[str, object], home: Path) -> None:
    """Put a calibration into `data/thresholds.toml`, and its figure beside it."""
    path = home / "data" / "thresholds.toml"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    tables = [f"[{table}" for table in ("\n" + text).split("\n[")[1:]]
    extra = [
        line
        for table in tables
        if table.startswith(f"[{calibration.data}]")
        for line in table.splitlines()
        if line.startswith("least_training_images")
    ]
    kept = [t.strip() + "\n" for t in tables if not t.startswith(f"[{calibration.data}]")]
    new = [*kept, toml_of(calibration, recipe, extra)]
    write_text(path, "\n".join(sorted(new, reverse=True)))
    if calibration.mistakes:
        write_figure(calibration, home / "data" / f"{calibration.data}.svg")
