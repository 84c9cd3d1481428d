"""A class from the command line: progress, a table at the end, and where the pages are."""

from __future__ import annotations

import dataclasses
import sys
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from autograder.cli.people import tell_changed
from autograder.cli.progress import RunDisplay
from autograder.core.control import escape_control
from autograder.core.errors import CommandError
from autograder.core.languages import N_, _
from autograder.core.system import reason_of
from autograder.grading.changes import changes, check_class, check_selection
from autograder.grading.classroom import grade_class, stored, write_grades
from autograder.grading.decisions.beside import NOTHING, Beside, keep
from autograder.grading.decisions.lateness import (
    LateRule,
    read_manifest,
    rule_for,
    rule_of_manifest,
)
from autograder.grading.decisions.whose import Finder, Whose
from autograder.grading.folder import OutError, drop_pages, gone, names_of_pages, results_folder
from autograder.grading.jobs import GradedEntry, RunObserver
from autograder.grading.known import read_people
from autograder.grading.log import LOG, traceback_of, write_log
from autograder.grading.merging import ALL, Asked
from autograder.grading.pool import PoolFactory
from autograder.grading.record import (
    RunRecord,
    carried_over,
    read_record,
    record_of,
    seed_for,
    write_record,
)
from autograder.grading.results import GRADES, Result, Status
from autograder.grading.seeds import course_seed, read_secret
from autograder.grading.settings import Settings
from autograder.reports.pages import write_class_page
from autograder.reports.show import table_of

MAX_ROWS = 40
HEADS = (N_("submission"), N_("status"), N_("score"), N_("accuracy"), N_("message"))
STOPPED = 130
"""The exit code of a command that was ended by Ctrl-C."""
STOPPED_AT = N_("stopped: {count} of {all} are done; the same command goes on where it stopped")


def rule_of_run(late: str | None, before: RunRecord | None, submissions: Path) -> LateRule | None:
    """Return what lateness costs; raises CommandError where nothing tells what is late."""
    rule = rule_for(late, before.late if before else rule_of_manifest(submissions))
    if rule and not read_manifest(submissions):
        raise CommandError(
            _("--late: nothing tells when {path} was handed in: see collect", path=submissions)
        )
    return rule


def seed_of_run(
    seed: int | None, secret: Path | None, before: RunRecord | None
) -> tuple[int, bool]:
    """Return a run's seed, and whether each submission gets one of its own from it."""
    if seed is not None and secret is not None:
        raise CommandError(_("--seed and --secret: each decides the inputs, so name one of them"))
    if secret is not None:
        seed = course_seed(read_secret(secret))
    own_seeds = secret is not None or (seed is None and before is not None and before.own_seeds)
    return seed_for(seed, before), own_seeds


def submissions_named(
    option: str, names: tuple[str, ...], entries: list[GradedEntry], people: Whose
) -> frozenset[str]:
    """Return the submissions that an option names: by id, by learner or by group.

    Raises CommandError for a name that means none of them, or this or that.
    """
    ids, finder = {item.entry.id for item in entries}, Finder.of(people)
    found = set[str]()
    for name in names:
        try:
            own = {who.submission for who in finder.find(name)} & ids
        except ValueError as error:
            raise CommandError(option + _(": ") + str(error)) from None
        if not own:
            words = _("{option} {name}: there is no such submission")
            raise CommandError(words.format(option=option, name=name))
        found |= own
    return frozenset(found)


def begin(
    submissions: Path,
    entries: list[GradedEntry],
    out: Path,
    settings: Settings,
    pool_factory: PoolFactory,
    request: Asked,
    beside: Beside,
    agreed: bool,
) -> bool:
    """Grade a class where nothing stored is mixed or changed unasked; returns as `run_class`.

    Raises CommandError where the results folder is another class's, for what changes stored
    scores unless that is `agreed`, and where nobody grades.
    """
    if not entries:
        raise CommandError(_("{folder} holds no submissions", folder=submissions))
    read_people(out)  # what cannot be read is told before anything is graded
    before, late = read_record(out), beside.rule.words if beside.rule else ""
    members = {item.entry.id: item.file_name for item in entries}
    record = record_of(settings, submissions, members, late, beside.extensions)
    record = carried_over(record, before)
    if record.feedback:
        settings = dataclasses.replace(settings, answered=record.answered)
    check_class(out, before, record)
    concerned = [e for e in entries if request.others or e.entry.id in request.anew]
    check_selection(out, before, concerned, request)
    agree(changes(out, before, record, concerned, settings, request, beside.finish), agreed)
    pool_factory.check()
    return run_class(entries, out, settings, pool_factory, record, request, beside)


def run_class(
    entries: list[GradedEntry],
    out: Path,
    settings: Settings,
    pool_factory: PoolFactory,
    record: RunRecord,
    request: Asked = ALL,
    beside: Beside = NOTHING,
) -> bool:
    """Grade a class, write everything, show a table; returns whether the grader failed on any.

    Ctrl-C lets what runs finish and writes what is done; raises OutError to say how to go on.
    """
    names = {item.entry.id: item.file_name for item in entries}
    with results_folder(out), RunDisplay(out, names) as display:
        try:
            record = dataclasses.replace(record, begun=now())
            write_record(out, record)
            keep(out, beside.given)
            display.beside = beside = beside.taken(out, _adjusted_before(out, entries, beside))
            watch = RunObserver(display.on_start, display.on_result, display.should_stop)
            found = grade_class(entries, out, settings, pool_factory, request, beside.finish, watch)
            write_record(out, dataclasses.replace(record, ended=now()))
            results = _write_class(out, found, beside, names)
            former = _name_former(out, names)
        except OSError as error:
            words = _("{out} cannot be written: {reason}; what was finished stays")
            raise OutError(words.format(out=out, reason=reason_of(error)), exit_code=1) from None
        except CommandError:
            raise
        except Exception as error:
            write_log(out, "the grader failed", traceback_of(error))
            words = _("the grader failed: {error}; see {log}")
            what = f"{type(error).__name__}: {error}"
            raise OutError(words.format(error=what, log=out / LOG), exit_code=1) from error
    _show(results, out)
    tell_changed(results)
    if former:
        shown = ", ".join(map(escape_control, former))
        click.echo(_("not in the class any more: {names}", names=shown), err=True)
    _check_done(results, len(entries))
    return any(result.status == Status.ERROR for result in results)


def _check_done(results: list[Result], count: int) -> None:
    """Raise OutError, which says how to go on, where a run was stopped before its end."""
    done = len({result.stored_id for result in results})
    if done < count:
        raise OutError(_(STOPPED_AT, count=done, all=count), exit_code=STOPPED)


def _write_class(
    out: Path, found: list[Result], beside: Beside, names: dict[str, str]
) -> list[Result]:
    """Write table and page of a class as people adjusted it; return its results so."""
    taken = beside.taken(out, found)
    results = sorted(
        (line for r in found for line in taken.shown(r)), key=lambda r: r.submission_id
    )
    pages = names_of_pages(names, results)
    drop_pages(out, pages, results)
    write_grades(out, results)
    write_class_page(out, results, pages)
    return results


def _adjusted_before(out: Path, entries: list[GradedEntry], beside: Beside) -> list[Result]:
    """Return what is stored of submissions that people adjusted, before anything is graded."""
    adjusted = (item for item in entries if item.entry.id in beside.adjustments.rows)
    return [result for item in adjusted if (result := stored(out, item))]


def now() -> str:
    """Return the time, with its zone, to the second."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def _name_former(out: Path, names: dict[str, str]) -> list[str]:
    """Name those who are not in the class any more; their results stay."""
    former = gone(out, names.values())
    return [identity for identity in former.values() if identity not in names]


def check_apart(submissions: Path, out: Path) -> None:
    """Raise CommandError where results would be written among the submissions."""
    inside = out.resolve().is_relative_to(submissions.resolve())
    if inside:
        words = _(
            "--out {out} lies inside {submissions} and would be graded as a submission: "
            "name a folder outside of it",
            out=out,
            submissions=submissions,
        )
        raise CommandError(words)


def agree(change: str, agreed: bool) -> None:
    """Say what a run changes of what is stored; raises CommandError where nobody agreed to it."""
    if change and not agreed:
        way_out = _("name a new results folder, or agree with --yes")
        raise CommandError(change + _(": ") + way_out)
    if change:
        click.echo(change, err=True)


def _show(results: list[Result], out: Path) -> None:
    console = Console(file=sys.stdout)
    table = table_of(*map(_, HEADS))
    for result in results[:MAX_ROWS]:
        accuracy = "" if result.test_accuracy is None else f"{result.test_accuracy:.1f} %"
        cells = [result.submission_id, _(result.status)]
        score = f"{result.score:g} / {result.max_score:g}"
        cells += [_("excused") if result.excused else score, accuracy, result.message]
        table.add_row(*(Text(escape_control(cell)) for cell in cells))
    console.print(table)
    if len(results) > MAX_ROWS:
        count = len(results) - MAX_ROWS
        console.print(_("… and {count} more in {path}", count=count, path=out / GRADES))
    line = _("Pages: {pages}   Grades: {grades}", pages=out / "index.html", grades=out / GRADES)
    console.print(line, soft_wrap=True)
