"""Grade one submission: run the checks over it with pytest and sum up their verdicts."""

from __future__ import annotations

import dataclasses
import os
import time
from fractions import Fraction
from pathlib import Path

import torch

from autograder import kit
from autograder.checks.data import load_data
from autograder.checks.diagnosis import Diagnosis
from autograder.checks.failure import GRADER_ERROR
from autograder.checks.inputs import seed_of
from autograder.checks.running import CheckResult, Run, run_checks
from autograder.checks.sides import Here, Remembering
from autograder.languages import _, check_name
from autograder.sandbox.client import Sandboxed
from autograder.sandbox.code import Code
from autograder.sandbox.inside.layout import PARTS
from autograder.sandbox.slot import Slot

from .details import details_of
from .results import ERROR, GRADED, Check, Graded, Note, Part, Result, rounded
from .seeds import own_seed
from .settings import Settings


class Grader:
    """Holds what every submission needs: a slot, the reference's answers, the data.

    `shared` is a folder for what one of several graders finds out for all of them.
    """

    def __init__(self, settings: Settings, slot: Slot, shared: Path | None = None) -> None:
        # Plugins that happen to be installed have no say in the checks.
        os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        torch.set_num_threads(1)
        self.settings, self.slot = settings, slot
        self.reference = Remembering(Here.of_reference(), shared)
        for part, names in PARTS.items():  # imported now, while the warm parent gets ready
            self.reference.function(f"{part}.{names[0]}")
        self.diagnosis = Diagnosis()
        data = load_data(settings.data)
        self.data = dataclasses.replace(data, recipe=data.recipe | {"device": settings.device})

    def grade(self, identity: str, code: Code) -> Graded:
        """Grade one submission."""
        start = time.perf_counter()
        submission = Sandboxed(self.slot, code, self.settings.limits)
        seed = self.settings.seed
        if self.settings.own_seeds:
            seed = own_seed(seed, code.digest)
        run = Run(
            submission,
            self.reference,
            lambda: self.data,
            seed_of("grading", seed),
            self.diagnosis,
            self.settings.exercises,
        )
        try:
            status = run_checks(run)
        finally:
            submission.close()
        seconds = time.perf_counter() - start
        result = self._result(identity, run.results, status, seconds)
        return Graded(result, details_of(run.results, code))

    def _result(
        self, identity: str, checks: list[CheckResult], finished: bool, seconds: float
    ) -> Result:
        parts = tuple(part_of(e, checks) for e in self.settings.chosen)
        failed = not finished or any(c.outcome == GRADER_ERROR for c in checks)
        found = [c.properties["training"] for c in checks if "training" in c.properties]
        return Result(
            identity,
            ERROR if failed else GRADED,
            rounded(sum(part.score for part in parts)),
            rounded(sum(part.max_score for part in parts)),
            found[0].accuracy if found else None,
            summary(checks),
            self.settings.walls.names,
            parts,
            seconds=round(seconds, 3),
            review=tuple(Note(c.part, words) for c in checks for words in c.review),
        )


def part_of(exercise: kit.Exercise, checks: list[CheckResult]) -> Part:
    """Sum up one part."""
    own = [check for check in checks if check.part == exercise.name]
    earned = sum((check.points for check in own if check.passed), Fraction(0))
    verdicts = tuple(
        Check(
            c.name,
            c.outcome,
            c.passed,
            rounded(c.points) if c.passed else 0,
            rounded(c.points),
            c.message,
            c.mistake,
            c.carried,
        )
        for c in own
    )
    return Part(exercise.name, rounded(earned), exercise.points, verdicts)


def summary(checks: list[CheckResult]) -> str:
    """Say in a line how a submission stands."""
    wrong = [check for check in checks if not check.passed]
    if not wrong:
        return ""
    first = wrong[0]
    rest = _(", and {count} more", count=len(wrong) - 1) if len(wrong) > 1 else ""
    return f"{first.part}: {check_name(first.name)} ({_(first.outcome)}){rest}"
