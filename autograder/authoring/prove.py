"""Prove the checks: known mistakes must be caught and named, right submissions unharmed.

Every part is graded as a class of its own: a submission from each known mistake, the stub,
the solution, the mistakes written in another way and the right submissions in odd styles.
With mutants, only small changes of the reference are graded: the checks must notice each.
"""

from __future__ import annotations

import dataclasses
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from autograder import kit
from autograder.checks.diagnosis import catalogue
from autograder.checks.mistakes import Mistake, mistaken_source
from autograder.grading.classroom import grade_class, places
from autograder.grading.pool import Local
from autograder.grading.results import Part, Result
from autograder.grading.settings import Settings
from autograder.learning.stub import stub_of
from autograder.sandbox.inside.layout import PARTS

from .chains import problems_of_chains

NETWORK = ("lenet", "train")
"""Parts that the accuracy depends on."""
MUTANT_SECONDS = 2.0
"""Computing time of one check of a mutant: some of them never end."""


@dataclass(frozen=True)
class Trial:
    """One submission of the proof: what kind it is, and the text of its part's file."""

    kind: str
    name: str
    part: str
    source: str
    mistake: Mistake | None = None
    number: int = 0

    @property
    def identity(self) -> str:
        """The name of its folder: short and safe, so that a mutant's is its number."""
        return f"{self.kind}.{self.number:04}" if self.number else f"{self.kind}.{self.name}"

    @property
    def told(self) -> str:
        """What a problem is told with."""
        return f"{self.kind}.{self.name}"


@dataclass
class Proof:
    """What the proof of one part found."""

    part: str
    counts: dict[str, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    named: int = 0
    to_be_named: int = 0

    def count(self, kind: str) -> None:
        """Count a trial that went as it must."""
        self.counts[kind] = self.counts.get(kind, 0) + 1


def trials_of(part: str, home: Path) -> list[Trial]:
    """Make every trial of a part, mutants apart."""
    solution = (home / "solutions" / f"{part}.py").read_text(encoding="utf-8")
    mistakes = catalogue(home).get(part, [])
    trials = [Trial("stub", "stub", part, stub_of(solution))]
    trials.append(Trial("right", "solution", part, solution))
    trials += [Trial("mistake", m.name, part, mistaken_source(solution, m), m) for m in mistakes]
    for path in sorted((home / "tests" / "right" / part).glob("*.py")):
        trials.append(Trial("right", path.stem, part, path.read_text(encoding="utf-8")))
    by_name = {mistake.name: mistake for mistake in mistakes}
    for path in sorted((home / "tests" / "wrong" / part).glob("*.py")):
        known = by_name[path.stem.split("--")[0]]
        trials.append(Trial("rewritten", path.stem, part, path.read_text(encoding="utf-8"), known))
    return trials


def mutant_trials(part: str, home: Path) -> tuple[list[Trial], list[str]]:
    """Make a trial of each mutant that is not known to be equivalent.

    Also gives the mutants that are listed as equivalent and are not there any more.
    """
    solution = (home / "solutions" / f"{part}.py").read_text(encoding="utf-8")
    from .mutants import equivalents, mutants_of  # needs libcst, which only authors have

    known, mutants = equivalents(home), mutants_of(part, solution)
    trials = [
        Trial("mutant", mutant.name, part, mutant.source, number=number)
        for number, mutant in enumerate(mutants, 1)
        if mutant.name not in known
    ]
    gone = set(known) - {mutant.name for mutant in mutants}
    return trials, sorted(name for name in gone if name.startswith(f"{part}: "))


def prove(
    settings: Settings,
    jobs: int,
    parts: Iterable[str] = tuple(PARTS),
    with_mutants: bool = False,
    told: Callable[[Proof], None] = lambda proof: None,
) -> list[Proof]:
    """Grade every trial of each part, or with mutants every mutant, and judge the verdicts."""
    proofs = []
    for part in parts:
        gone: list[str] = []
        chosen = (part, kit.ACCURACY) if part in NETWORK and not with_mutants else (part,)
        now = dataclasses.replace(settings, exercises=chosen)
        if with_mutants:
            trials, gone = mutant_trials(part, kit.home())
            limits = dataclasses.replace(settings.limits, check_seconds=MUTANT_SECONDS)
            now = dataclasses.replace(now, limits=limits)
        else:
            trials = trials_of(part, kit.home())
        with tempfile.TemporaryDirectory() as folder:
            _write(trials, Path(folder) / "class")
            found = places(Path(folder) / "class")
            results = grade_class(found, Path(folder) / "out", now, Local(jobs))
        verdicts = {result.submission_id: result for result in results}
        proof = _judged(part, trials, verdicts)
        if not with_mutants:
            mistaken = _mistaken(part, trials, verdicts)
            proof.problems += problems_of_chains(part, mistaken, now.seed)
        proof.problems += [f"equivalent.{name}: there is no such mutant" for name in gone]
        told(proof)
        proofs.append(proof)
    return proofs


def _mistaken(part: str, trials: list[Trial], results: dict[str, Result]) -> dict[str, Part]:
    """Give the part's verdicts by the mistake that was handed in."""
    graded = [(t.name, results[t.identity].parts) for t in trials if t.kind == "mistake"]
    return {name: own for name, parts in graded for own in parts if own.name == part}


def _write(trials: list[Trial], folder: Path) -> None:
    """Write each trial as a folder: its part's file, and the solutions beside it."""
    home = kit.home() / "solutions"
    for trial in trials:
        place = folder / trial.identity
        place.mkdir(parents=True)
        for other in PARTS:
            if other != trial.part:
                shutil.copy(home / f"{other}.py", place)
        (place / f"{trial.part}.py").write_text(trial.source, encoding="utf-8")


def _judged(part: str, trials: list[Trial], results: dict[str, Result]) -> Proof:
    proof = Proof(part)
    for trial in trials:
        result = results[trial.identity]
        parts = {graded.name: graded for graded in result.parts}
        problem = _problem(trial, result, parts)
        if trial.mistake is not None and not problem:
            proof.to_be_named += 1
            names = {c.mistake for c in parts[part].checks if c.mistake}
            exact = trial.mistake.name in names
            proof.named += exact
            if not exact:
                found = ", ".join(sorted(names)) or "nothing"
                problem = f"named {found}" if trial.kind == "mistake" else ""
                if trial.kind == "rewritten":
                    proof.problems.append(f"(goal 95 %) {trial.told}: named {found}")
        if problem:
            proof.problems.append(f"{trial.told}: {problem}")
        else:
            proof.count(trial.kind)
    return proof


def _problem(trial: Trial, result: Result, parts: dict[str, Part]) -> str:
    """Say what is not as it must be with a trial's verdict, or nothing."""
    if trial.kind == "mutant" and result.status == "rejected":
        return ""
    if result.status != "graded":
        return f"{result.status}: {result.message}"
    own = parts[trial.part]
    if trial.kind == "stub":
        return f"a stub got {own.score} points" if own.score else ""
    if trial.kind == "right":
        lost = [p for p in parts.values() if p.score != p.max_score]
        first = [c for p in lost for c in p.checks if not c.passed]
        return f"lost points: {first[0].name}: {first[0].message}" if first else ""
    if own.score == own.max_score:
        return "passes all checks"
    also = trial.mistake.also if trial.mistake else (kit.ACCURACY,)
    for name, other in parts.items():
        if name != trial.part and name not in also and other.score != other.max_score:
            return f"costs points in {name}, which it does not touch"
    return ""
