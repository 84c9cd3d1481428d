"""Grade a class: entries of a folder in, a folder of results out.

The folder of results is the database of a run: each result is a file written in one go, so
a run that was ended at any moment goes on where it stopped.
"""

from __future__ import annotations

import csv
import dataclasses
import io
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.course import NO_SETTINGS, current_course
from autograder.sandbox.code import SubmissionFiles

from .folder import Damaged, details_path, read_details, read_result, result_path
from .intake.intake import Rejected, entries, take_in
from .jobs import NOBODY, GradedEntry, Job, RunObserver, lost, through_pool
from .log import traceback_of, write_log
from .merging import ALL, Asked, merged, merged_details, parts_to_grade
from .names import csv_safe, file_names
from .pool import PoolFactory
from .results import GRADES, Check, Graded, Part, Result, Status, to_json, write_text
from .settings import Settings, without_checks
from .versions import data_digest, digest, kit_digest


def list_entries(submissions: Path) -> list[GradedEntry]:
    """List what is to be graded, each with a file's name of its own."""
    found_entries = entries(submissions)
    names = file_names(entry.id for entry in found_entries)
    return [GradedEntry(entry, names[entry.id]) for entry in found_entries]


def grade_class(
    graded_entries: list[GradedEntry],
    out: Path,
    settings: Settings,
    pool_factory: PoolFactory,
    request: Asked = ALL,
    finish: Callable[[Result], Result] = lambda result: result,
    watch: RunObserver = NOBODY,
) -> list[Result]:
    """Grade what is asked for and write each result; what is done already is not done again.

    `finish` adds what is known besides grading (lateness). Returns the results in short.
    Raises OSError when a result cannot be written and PoolLost when no grader can be reached
    any more; what was written stays.
    """
    run = _ClassRun(out, settings, request, finish, watch, checks_digest(settings))
    for job, graded in through_pool(
        run.jobs(graded_entries), settings, pool_factory, watch, run.log
    ):
        run.store_graded(job, graded)
    return sorted(run.finished, key=lambda result: result.submission_id)


@dataclass(frozen=True)
class _ClassRun:
    """What is asked of one run, and the results that there are so far."""

    out: Path
    settings: Settings
    request: Asked
    finish: Callable[[Result], Result]
    watch: RunObserver
    graded_with: str
    finished: list[Result] = field(default_factory=list)

    def log(self, what: str, text: str) -> None:
        """Write down a failure of the grader's own."""
        write_log(self.out, what, text)

    def jobs(self, graded_entries: list[GradedEntry]) -> Iterator[Job]:
        """Take submissions in, store what needs no grading and yield what does."""
        for item in graded_entries:
            if self.watch.should_stop():
                return
            if not self.request.others and item.entry.id not in self.request.anew:
                if existing := stored(self.out, item):
                    self.store(item, existing, False)
                    continue
            try:
                code, fingerprint, refusal = taken_in(item)
            except Exception as error:  # the grader's own failure must not end the run
                self.log(f"{item.entry.id}: it was not taken in", traceback_of(error))
                failed = lost(item, self.settings, f"{type(error).__name__}: {error}")
                self.store(item, failed, True)
                continue
            existing = stored(self.out, item, fingerprint)
            if code is None:
                self._store_refused(item, existing, refusal, fingerprint)
                continue
            parts = parts_to_grade(existing, self.settings, self.request, self.graded_with)
            if existing and not parts:
                self.store(item, existing, False)
            else:
                yield Job(item, code, fingerprint, parts, existing)

    def _store_refused(
        self, item: GradedEntry, existing: Result | None, refusal: str, fingerprint: str
    ) -> None:
        result = without_checks(item.entry.id, Status.REJECTED, refusal, self.settings)
        same = existing is not None and existing.max_score == result.max_score
        result = dataclasses.replace(result, fingerprint=fingerprint)
        self.store(item, existing if existing and same else result, not same)

    def store_graded(self, job: Job, graded: Graded) -> None:
        """Store what grading gave, together with what is kept."""
        fresh = dataclasses.replace(graded.result, fingerprint=job.fingerprint)
        details = graded.details
        if job.existing:
            before = read_details(self.out, job.item.file_name)
            details = merged_details(before, details, job.parts)
        self.store(job.item, merged(job.existing, fresh, self.graded_with), True, details)

    def store(self, item: GradedEntry, verdict: Result, fresh: bool, details: str = "") -> None:
        """Write a result where it is fresh or changed, and tell whoever watches."""
        result = self.finish(verdict)
        path = details_path(self.out, item.file_name)
        if fresh and details:  # before the result, which says that all is there
            write_text(path, details)
        elif fresh:
            path.unlink(missing_ok=True)
        if fresh or result != verdict:
            write_text(result_path(self.out, item.file_name), to_json(result))
        self.finished.append(summarize(result))
        self.watch.on_result(result, fresh or result != verdict)


IN_SHORT = 600
"""Characters of a message that the pages of a class need."""


def summarize(result: Result) -> Result:
    """Keep what the class's table and page need: a course of ten thousand stays in memory."""
    parts = tuple(
        dataclasses.replace(part, name=sys.intern(part.name), checks=_summarized_failures(part))
        for part in result.parts
    )
    return dataclasses.replace(result, parts=parts)


def _summarized_failures(part: Part) -> tuple[Check, ...]:
    return tuple(
        dataclasses.replace(
            check,
            name=sys.intern(check.name),
            message=sys.intern(check.message[:IN_SHORT]),
            mistake=check.mistake and sys.intern(check.mistake),
            explanation=sys.intern(check.explanation),
            question=sys.intern(check.question),
        )
        for check in part.checks
        if not check.passed
    )


def taken_in(item: GradedEntry) -> tuple[SubmissionFiles | None, str, str]:
    """Read a submission; return its code or why it was refused, and its fingerprint."""
    try:
        code = take_in(item.entry)
    except Rejected as error:
        return None, digest(str(error)), str(error)
    return code, digest(code.digest), ""


def stored(out: Path, item: GradedEntry, fingerprint: str | None = None) -> Result | None:
    """Return the stored result of a submission; with a fingerprint, only of these bytes.

    What is damaged is as good as not there: it is graded anew.
    """
    try:
        existing = read_result(out, item.file_name)
        read_details(out, item.file_name)
    except Damaged:
        return None
    if existing is None or existing.submission_id != item.entry.id:
        return None
    return existing if fingerprint in (None, existing.fingerprint) else None


def checks_digest(settings: Settings) -> str:
    """Digest what besides its bytes decides a submission's score: kit, checks, seed, data."""
    described: tuple[object, ...] = (settings.seed, settings.limits, settings.walls.names)
    described += tuple(x for x in (settings.device, settings.language) if x not in ("cpu", "en"))
    described += (settings.own_seeds,) if settings.own_seeds else ()
    described += (settings.course,) if settings.course != NO_SETTINGS else ()
    return digest(repr(described), data_digest(settings.data), kit_digest())


def write_grades(out: Path, results: Sequence[Result]) -> None:
    """Write `grades.csv` anew."""
    write_text(out / GRADES, grades_csv(results))


def _one_line(result: Result) -> str:
    return " ".join(f"{result.penalty_reason} {result.message}".split())


def _decided(result: Result) -> list[Any]:
    """Return the machine's score of a result that people adjusted, and what they decided."""
    if result.adjusted is None:
        return ["", ""]
    lines = "; ".join(result.adjusted.in_words())
    return [result.adjusted.score, csv_safe(" ".join(lines.split()))]


def grades_csv(results: Sequence[Result]) -> str:
    """Write the class as CSV, a row a submission, in the order of their ids."""
    names = [exercise.name for exercise in current_course().exercises]
    header = ["submission_id", "status", "score", "max_score", *names]
    header += ["test_accuracy", "seconds", "message"]
    decided = any(result.adjusted and result.adjusted.told for result in results)
    header += ["machine_score", "adjusted"] if decided else []
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    for result in sorted(results, key=lambda r: r.submission_id):
        scores = result.points
        accuracy = "" if result.test_accuracy is None else f"{result.test_accuracy:.2f}"
        row: list[Any] = [csv_safe(result.submission_id), result.status]
        row += ["" if result.excused else result.score, result.max_score]
        row += [scores.get(name, "") for name in names]
        row += [accuracy, f"{result.seconds:.2f}", csv_safe(_one_line(result))]
        row += _decided(result) if decided else []
        writer.writerow(row)
    return text.getvalue()
