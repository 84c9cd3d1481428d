"""Grade one submission: run the checks over it with pytest and sum up their verdicts."""

from __future__ import annotations

import dataclasses
import io
import time
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from pathlib import Path

import torch

from autograder.checks.data import DataSet, load_data
from autograder.checks.diagnosis.diagnosis import Diagnosis
from autograder.checks.diagnosis.diagnosis import part_of as part_of_function
from autograder.checks.inputs import seed_of
from autograder.checks.session import Run, run_checks
from autograder.checks.sides import Cached, InProcess, Respondent
from autograder.checks.verdict import CheckResult, Outcome
from autograder.core.control import escape_control
from autograder.core.languages import _, translate_sandbox_message
from autograder.course import Exercise, current_course
from autograder.sandbox.client import Sandboxed
from autograder.sandbox.code import SubmissionFiles
from autograder.sandbox.inside.sentences import Words
from autograder.sandbox.zygote import Zygote

from .details import details_of
from .results import Check, Graded, Note, Part, Result, Status, rounded, summary
from .seeds import own_seed
from .settings import Settings
from .source.reading import suspects


class Grader:
    """Holds what every submission needs: a slot, the reference's answers, the data.

    `shared` is a folder for what one of several graders finds out for all of them.
    """

    def __init__(self, settings: Settings, zygote: Zygote, shared: Path | None = None) -> None:
        torch.set_num_threads(1)
        self.settings, self.zygote = settings, zygote
        self.reference = Cached(InProcess.of_reference(), shared)
        for exercise in settings.chosen:  # imported now, while the warm parent gets ready
            for name in list(exercise.functions)[:1]:
                self.reference.function(f"{exercise.name}.{name}")
        self.diagnosis = Diagnosis()
        self.data = _data_set(settings)

    def grade(
        self,
        identity: str,
        code: SubmissionFiles,
        exercises: tuple[str, ...],
        has_own_seed: bool = False,
    ) -> Graded:
        """Grade these exercises of one submission, asked from the seed or from one of its own."""
        start = time.perf_counter()
        submission = Sandboxed(self.zygote, code, self.settings.limits)
        run = self.run_of(submission, code, exercises, has_own_seed)
        printed = io.StringIO()
        try:
            finished = run_checks(run, printed=printed)
        finally:
            submission.close()
        seconds = time.perf_counter() - start
        result = self._result(identity, run, finished, seconds)
        more = (*_contradicted(run), *_beside(submission), *suspects(code))
        result = dataclasses.replace(result, review=(*result.review, *more))
        result = _with_notes(result, code, submission.notes, run.results)
        log = "" if finished else printed.getvalue() or "pytest ended without a verdict"
        log += "\n".join(check.properties.get("traceback", "") for check in run.results).strip()
        return Graded(result, details_of(run.results, code), log)

    def run_of(
        self,
        submission: Respondent,
        code: SubmissionFiles,
        exercises: tuple[str, ...],
        has_own_seed: bool = False,
    ) -> Run:
        """Return a run of these exercises' checks over a submission, which answers itself."""
        seed = self.settings.seed
        if has_own_seed or self.settings.own_seeds:
            seed = own_seed(seed, code.digest)
        return Run(
            submission,
            self.reference,
            self.data,
            seed_of("grading", seed),
            self.diagnosis,
            exercises,
            carry_forward=current_course().carry_forward,
        )

    def _result(self, identity: str, run: Run, finished: bool, seconds: float) -> Result:
        checks = run.results
        parts = tuple(
            part_of(e, checks) for e in current_course().exercises if e.name in run.exercises
        )
        failed = not finished or any(c.outcome == Outcome.GRADER_ERROR for c in checks)
        trainings = [c.properties["training"] for c in checks if "training" in c.properties]
        return Result(
            identity,
            Status.ERROR if failed else Status.GRADED,
            rounded(sum(part.score for part in parts)),
            rounded(sum(part.max_score for part in parts)),
            trainings[0].accuracy if trainings else None,
            summary(parts),
            self.settings.walls.names,
            parts,
            seconds=round(seconds, 3),
            review=tuple(Note(c.part, words) for c in checks for words in c.review),
        )


def _data_set(settings: Settings) -> Callable[[], DataSet]:
    """Read the data set now, where there is one, and return what gives it."""
    if settings.data is None:
        return lambda: load_data(settings.data)
    data = load_data(settings.data)
    data = dataclasses.replace(data, recipe=data.recipe | {"device": settings.device})
    return lambda: data


def _contradicted(run: Run) -> Iterator[Note]:
    """Tell of answers that were right given a mistake, where its function does not make it."""
    for name in run.carrying.contradicted() if run.carrying else ():
        words = _(
            "Wrong answers counted as right, given a mistake in `{name}`, but in its own checks "
            "`{name}` does not make it.",
            name=name,
        )
        yield Note(part_of_function(name), words)


def _beside(submission: Sandboxed) -> Iterator[Note]:
    """Tell of what may have done what the checks look for, and was not seen."""
    for name in submission.doubted:
        part, _dot, function = name.partition(".")
        words = _(
            "Nothing shows that what `{name}` returns is made of the matrix product: read how it "
            "is computed."
        )
        yield Note(part, words.format(name=function))
    if count := submission.company:
        words = _(
            "Functions that may not use some operators were called while {count} more of the "
            "submission's processes ran: what those compute is not seen."
        )
        yield Note("", words.format(count=count))


def _with_notes(
    result: Result,
    code: SubmissionFiles,
    left_out: Iterable[tuple[Words, Words]],
    checks: list[CheckResult],
) -> Result:
    """Add what the intake and the loading found odd, and one sentence where that is all.

    A submission in which there is nothing to grade is one that a human must look at.
    """
    notes = [Note("", escape_control(translate_sandbox_message(words))) for words in code.notes]
    notes += [
        Note(translate_sandbox_message(place), translate_sandbox_message(why))
        for place, why in left_out
    ]
    result = dataclasses.replace(result, notes=tuple(notes))
    if not code.layout.gradable:
        review = (Note("", notes[0].message), *result.review)
        return dataclasses.replace(result, message=notes[0].message, review=review)
    messages = {check.message for part in result.parts for check in part.checks}
    if len(messages) == 1 and result.score == 0:  # it cannot be loaded, and that is all there is
        details = checks[0].brief.details[:1] if checks[0].brief.error else ()
        first = next(iter([*details, *messages.pop().splitlines(), result.message]))
        return dataclasses.replace(result, message=first)
    return result


def part_of(exercise: Exercise, checks: list[CheckResult]) -> Part:
    """Sum up one part."""
    of_exercise = [check for check in checks if check.part == exercise.name]
    earned = sum((check.points for check in of_exercise if check.passed), Fraction(0))
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
            c.case,
            explanation=c.brief.explanation if c.brief.question else "",
            question=c.brief.question,
            forbidden=c.forbidden,
            finding=c.finding,
            next_step=c.brief.try_this,
        )
        for c in of_exercise
    )
    return Part(exercise.name, rounded(earned), exercise.points, verdicts)
