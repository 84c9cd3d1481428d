"""Prove the checks: known mistakes must be caught and named, right submissions unharmed.

Of every part these are graded: a submission from each known mistake, the stub, the solution,
the mistakes written in another way and the right submissions in odd styles.
With mutants, only small changes of the reference are graded: the checks must notice each.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from autograder.checks.diagnosis.diagnosis import part_of
from autograder.checks.mistakes import Mistake, mistaken_source, mistakes_of
from autograder.core.errors import CommandError
from autograder.course import course_root, current_course
from autograder.course.reference import MISTAKES, solution_of
from autograder.grading.pool import grade_one, local_pool
from autograder.grading.results import Part, Result, Status
from autograder.grading.settings import Settings
from autograder.learn.stub import stub_of
from autograder.sandbox.code import SubmissionFiles
from autograder.sandbox.inside.layout import find_layout

from .chains import problems_of_chains
from .naming import Naming, also_made

MUTANT_SECONDS = 2.0
"""Computing time of one check of a mutant: some of them never end."""
CHEAPEST, DEAREST = 1 / 40, 1 / 2
"""The share of its exercise that a mistake costs at least, and at most unless it says why."""


@dataclass(frozen=True)
class Trial:
    """One submission of the proof: what kind it is, and the text of its part's file."""

    kind: str
    name: str
    part: str
    source: str
    mistake: Mistake | None = None

    @property
    def exercises(self) -> tuple[str, ...]:
        """The exercises in which it is graded; one that trains is asked once of each mistake."""
        measured = current_course().measured
        is_trained = self.kind not in ("mutant", "rewritten")
        if measured and is_trained and self.part in measured.measured_from:
            return (self.part, measured.name)
        return (self.part,)

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
    naming: Naming = field(default_factory=Naming)
    prices: dict[str, list[float]] = field(default_factory=dict)
    """What each mistake costs, as shares of the exercise: in the reference, then as rewritten."""

    def count(self, kind: str) -> None:
        """Count a trial that went as it must."""
        self.counts[kind] = self.counts.get(kind, 0) + 1


def trials_of(exercise: str, home: Path) -> list[Trial]:
    """Make every trial of a part, mutants apart."""
    solution = solution_of(exercise, home)
    mistakes = mistakes_of(exercise, home)
    trials = [Trial("stub", "stub", exercise, stub_of(solution))]
    trials.append(Trial("right", "solution", exercise, solution))
    trials += [Trial("mistake", m.name, exercise, _edited(solution, m), m) for m in mistakes]
    for path in sorted((home / "tests" / "right" / exercise).glob("*.py")):
        trials.append(Trial("right", path.stem, exercise, path.read_text(encoding="utf-8")))
    by_name = {mistake.name: mistake for mistake in mistakes}
    for path in sorted((home / "tests" / "wrong" / exercise).glob("*.py")):
        expected = by_name[path.stem.split("--")[0]]
        trials.append(
            Trial("rewritten", path.stem, exercise, path.read_text(encoding="utf-8"), expected)
        )
    return trials


def _edited(solution: str, mistake: Mistake) -> str:
    """Make a mistake in the reference; raises CommandError where its edits do not fit."""
    try:
        return mistaken_source(solution, mistake)
    except ValueError as error:
        raise CommandError(f"{part_of(mistake.function)}, {MISTAKES}: {error}") from None


def mutant_trials(exercise: str, home: Path) -> tuple[list[Trial], list[str]]:
    """Return a trial for each mutant that is not known to be equivalent, and what is listed amiss.

    Listed amiss is what `equivalent.toml` names and is no mutant, or none any more.
    """
    solution = solution_of(exercise, home)
    from .mutants import equivalents, mutants_of  # needs libcst, which only authors have

    reasons, mutants = equivalents(exercise, home), mutants_of(exercise, solution)
    trials = [
        Trial("mutant", mutant.name, exercise, mutant.source)
        for mutant in mutants
        if mutant.name not in reasons
    ]
    return trials, sorted(set(reasons) - {mutant.name for mutant in mutants})


def prove(
    settings: Settings,
    jobs: int,
    exercises: Iterable[str],
    with_mutants: bool = False,
) -> list[Proof]:
    """Grade every trial of each part, or with mutants every mutant, and judge the verdicts.

    One pool grades all of them, each in the exercises that it is about.
    """
    home, trials, obsolete = course_root(), {}, {}
    for part in exercises:
        if with_mutants:
            trials[part], obsolete[part] = mutant_trials(part, home)
        else:
            trials[part], obsolete[part] = trials_of(part, home), []
    if with_mutants:
        limits = dataclasses.replace(settings.limits, check_seconds=MUTANT_SECONDS)
        settings = dataclasses.replace(settings, limits=limits)
    with local_pool(settings, jobs) as pool:
        answers = {
            part: [pool.submit(grade_one, t.told, _code(t), t.exercises) for t in trials[part]]
            for part in trials
        }
        proofs = []
        for part, futures in answers.items():
            results = [future.result().result for future in futures]
            proofs.append(_judged(part, list(zip(trials[part], results))))
            proofs[-1].problems += [
                f"equivalent.{n}: there is no such mutant" for n in obsolete[part]
            ]
            if not with_mutants:
                mistaken = _mistaken(part, list(zip(trials[part], results)))
                proofs[-1].problems += problems_of_chains(part, mistaken, settings.seed)
    return proofs


def _mistaken(exercise: str, graded_trials: list[tuple[Trial, Result]]) -> dict[str, Part]:
    """Return the part's verdicts by the mistake that was handed in."""
    graded = [(t.name, result.parts) for t, result in graded_trials if t.kind == "mistake"]
    return {
        name: graded_part
        for name, parts in graded
        for graded_part in parts
        if graded_part.name == exercise
    }


def _code(trial: Trial) -> SubmissionFiles:
    """Return what a trial hands in: its part's file, and the solutions beside it."""
    functions = current_course().functions
    files = {f"{other}.py": solution_of(other).encode("utf-8") for other in functions}
    files[f"{trial.part}.py"] = trial.source.encode("utf-8")
    return SubmissionFiles(files, find_layout(files, functions))


def _judged(exercise: str, graded_trials: list[tuple[Trial, Result]]) -> Proof:
    proof = Proof(exercise)
    for trial, result in graded_trials:
        parts = {graded.name: graded for graded in result.parts}
        problem = _problem(trial, result, parts)
        if trial.mistake is not None and exercise in parts:
            also = also_made(trial.source)
            proof.naming.note(trial.mistake.name, also, parts[exercise].checks)
        if trial.mistake is not None and not problem:
            problem = _price_problem(trial.mistake, parts[exercise], proof)
            proof.to_be_named += 1
            names = {c.mistake for c in parts[exercise].checks if c.mistake}
            exact = trial.mistake.name in names
            proof.named += exact
            if not exact:
                named = ", ".join(sorted(names)) or "nothing"
                if trial.kind == "mistake":
                    problem = problem or f"named {named}"
                else:
                    proof.problems.append(f"(goal 95 %) {trial.told}: named {named}")
        if problem:
            proof.problems.append(f"{trial.told}: {problem}")
        else:
            proof.count(trial.kind)
    dear = {t.mistake.name for t, _ in graded_trials if t.mistake is not None and t.mistake.dear}
    proof.problems += [
        f"mistake.{name}: is listed as dear and is not"
        for name in sorted(dear)
        if name in proof.prices and all(price <= DEAREST for price in proof.prices[name])
    ]
    return proof


def _price_problem(mistake: Mistake, graded_part: Part, proof: Proof) -> str:
    """Write down what a mistake costs in its exercise; say when that is not a fair price."""
    share = 1 - graded_part.score / graded_part.max_score
    proof.prices.setdefault(mistake.name, []).append(share)
    if share < CHEAPEST or (share > DEAREST and not mistake.dear):
        lost = graded_part.max_score - graded_part.score
        return f"costs {lost:.4g} of {graded_part.max_score} points"
    return ""


def _problem(trial: Trial, result: Result, parts: dict[str, Part]) -> str:
    """Say what is not as it must be with a trial's verdict, or nothing."""
    if result.status != Status.GRADED:
        return f"{result.status}: {result.message}"
    graded_part = parts[trial.part]
    if trial.kind == "stub":
        return f"a stub got {graded_part.score} points" if graded_part.score else ""
    if trial.kind == "right":
        lost = [p for p in parts.values() if p.score != p.max_score]
        first = [c for p in lost for c in p.checks if not c.passed]
        return f"lost points: {first[0].name}: {first[0].message}" if first else ""
    if graded_part.score == graded_part.max_score:
        return "passes all checks"
    measured = [exercise.name for exercise in current_course().exercises if exercise.is_measured]
    also = trial.mistake.also if trial.mistake else measured
    for name, other in parts.items():
        if name != trial.part and name not in also and other.score != other.max_score:
            return f"costs points in {name}, which it does not touch"
    return ""
