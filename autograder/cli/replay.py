"""`autograder replay`: single checks of a submission again, with the very inputs of its run."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli.places import check_not_own
from autograder.core.control import escape_control
from autograder.core.errors import CommandError
from autograder.core.languages import _, padded, translate_sandbox_message

if TYPE_CHECKING:
    from autograder.checks.verdict import CheckResult
    from autograder.grading.replaying import Replay
    from autograder.grading.results import Check, Result
    from autograder.grading.settings import Settings
    from autograder.sandbox.code import SubmissionFiles

WIDTH = 78
MAX_LISTED = 40


@click.command()
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("identity", metavar="ID")
@click.argument("check", nargs=-1)
@click.option("--here", is_flag=True, help="Run it in this process: only code that you trust.")
@click.option("--pdb", "debug", is_flag=True, help="With --here: a debugger where it begins.")
@click.option(
    "--save",
    "folder",
    type=click.Path(path_type=Path),
    help="Write what one check asked into a new folder, for the learner.",
)
@click.option(
    "--submissions",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="By default what was graded into OUT.",
)
def replay(
    out: Path,
    identity: str,
    check: tuple[str, ...],
    here: bool,
    debug: bool,
    folder: Path | None,
    submissions: Path | None,
) -> None:
    """Run checks on the submission ID of OUT again, with the inputs of its run.

    CHECK is a check's name as the page shows it, or a piece of it; without one, all that were
    not passed. What is written is what `pytest -v` would show.
    """
    from autograder.cli.means import settings_of
    from autograder.grading.record import read_record, submissions_of, use_course_of
    from autograder.grading.versions import digest
    from autograder.learn.starting import check_free

    if debug and not here:
        raise CommandError(_("--pdb needs --here: there is no debugger in the sandbox"))
    if folder and here:
        raise CommandError(_("--save and --here: name one of them"))
    check_not_own("--save", folder, out)
    record = read_record(out)
    if record is None or record.seed is None:
        raise CommandError(_("{out} does not say how it was graded: use grade", out=out))
    use_course_of(out)
    result = stored_result(out, identity)
    checks = _chosen(result, " ".join(check))
    if folder:
        _check_small(checks)
        check_free(folder)
    settings = dataclasses.replace(settings_of(record, ()), language=record.language)
    code = submission_of(submissions or submissions_of(out), result)
    _tell_changes(code, result, checks, settings)
    if record.feedback:
        settings = dataclasses.replace(settings, answered=record.answered)
    has_own_seed = settings.has_own_seed(result.submission_id, digest(code.digest))
    settings = dataclasses.replace(settings, own_seeds=has_own_seed)
    again = _here(settings, code, checks, debug) if here else _behind_walls(settings, code, checks)
    if folder:
        _save(out, folder, code, again)
    else:
        _show(again.results, checks)


def stored_result(out: Path, identity: str) -> Result:
    """Return the stored result of a submission, or of a learner's; raises CommandError."""
    from autograder.grading.folder import line_of, read_folder

    there = read_folder(out)
    line = line_of(there, identity)
    for result in there.verdicts:
        if line is not None and result.submission_id == line.stored_id:
            return result
    raise CommandError(_("there is no submission {id} in {out}", id=repr(identity), out=out))


def _chosen(result: Result, wanted: str) -> list[tuple[str, Check]]:
    """Return the checks that are meant; raises CommandError where none is, or several are."""
    from autograder.grading.replaying import matching

    found = matching(result, wanted)
    if not found and not any(part.checks for part in result.parts):
        words = _("no check was run on {id}: {message}")
        raise CommandError(words.format(id=result.submission_id, message=result.message))
    if not found and not wanted:
        raise CommandError(_("{id} passed every check: name one", id=result.submission_id))
    if not found:
        raise CommandError(
            _("{id} has no check {name}", id=result.submission_id, name=repr(wanted))
        )
    if wanted and len(found) > 1:
        _list(found)
        raise CommandError(_("{count} checks match: name one", count=len(found)))
    return found


def _check_small(checks: Sequence[tuple[str, Check]]) -> None:
    """Raise CommandError for what does not go into a small folder."""
    from autograder.course import current_course

    if len(checks) > 1:
        _list(checks)
        raise CommandError(_("--save takes one check: name it"))
    part = checks[0][0]
    if current_course().is_measured(part):
        words = _("{part}: a training on the whole data set does not fit into a small folder")
        raise CommandError(words.format(part=part))


def _list(checks: Sequence[tuple[str, Check]]) -> None:
    """List checks by the names that this command takes."""
    for part, check in checks[:MAX_LISTED]:
        what = _("{check} ({outcome})", check=check.title, outcome=_(check.outcome))
        click.echo(part + _(": ") + what)
    if len(checks) > MAX_LISTED:
        click.echo(_("… and {count} more.", count=len(checks) - MAX_LISTED))


def submission_of(submissions: Path, result: Result) -> SubmissionFiles:
    """Read a submission; raises CommandError where it is gone or refused."""
    from autograder.grading.classroom import list_entries, taken_in

    for item in list_entries(submissions):
        if item.entry.id == result.submission_id:
            code, _fingerprint, refusal = taken_in(item)
            if code is None:
                raise CommandError(refusal)
            return code
    words = _("{id} is not in {folder} any more", id=result.submission_id, folder=submissions)
    raise CommandError(words)


def _tell_changes(
    code: SubmissionFiles, result: Result, checks: Sequence[tuple[str, Check]], settings: Settings
) -> None:
    """Say what is not as it was when it was graded, since the verdict may differ then."""
    from autograder.grading.classroom import checks_digest
    from autograder.grading.versions import digest

    if digest(code.digest) != result.fingerprint:
        words = _("{id} changed since it was graded", id=escape_control(result.submission_id))
        click.echo(words, err=True)
    now, concerned = checks_digest(settings), {part for part, _check in checks}
    if any(p.graded_with != now for p in result.parts if p.name in concerned):
        click.echo(_("the checks, libraries or limits are not those that graded it"), err=True)


def _names(checks: Sequence[tuple[str, Check]]) -> dict[str, frozenset[str]]:
    parts = dict.fromkeys(part for part, _check in checks)
    return {part: frozenset(c.name for own, c in checks if own == part) for part in parts}


def _behind_walls(
    settings: Settings, code: SubmissionFiles, checks: Sequence[tuple[str, Check]]
) -> Replay:
    """Put checks to the submission in the sandbox, and say what it printed."""
    from autograder.grading.slot import slot

    zygote = slot(settings)
    zygote.spawn()  # it gets ready while this process imports torch
    from autograder.grading.one import Grader
    from autograder.grading.replaying import replay as put
    from autograder.grading.replaying import sandboxed

    grader = Grader(settings, zygote)
    with sandboxed(grader, code) as side:
        again = put(grader, side, code, _names(checks))
    for place, why in side.notes:
        note = translate_sandbox_message(place) + _(": ") + translate_sandbox_message(why)
        click.echo(escape_control(note.removeprefix(": ")), err=True)
    if side.printed.strip():
        click.echo(_("it printed:"))
        click.echo(escape_control(side.printed.rstrip()))
    return again


def _here(
    settings: Settings, code: SubmissionFiles, checks: Sequence[tuple[str, Check]], debug: bool
) -> Replay:
    """Put checks to the submission in this process; what it prints is printed."""
    from autograder.grading.one import Grader
    from autograder.grading.replaying import Debugged, in_this_process
    from autograder.grading.replaying import replay as put
    from autograder.sandbox.zygote import Zygote

    grader = Grader(settings, Zygote(settings.walls, settings.limits))
    with in_this_process(code) as side:
        return put(grader, Debugged(side) if debug else side, code, _names(checks), sys.stdout)


def _save(out: Path, folder: Path, code: SubmissionFiles, again: Replay) -> None:
    """Write the folder for the learner; with it, what was asked and the answer are known."""
    from autograder.cli.given import note_given
    from autograder.grading.folder import read_folder, results_folder
    from autograder.grading.replaying import save
    from autograder.learn.starting import put_in_place

    with put_in_place(folder) as new:
        save(new, code, again.results[0], again.heard, folder.name)
    with results_folder(out):
        note_given(out, "replay --save", 1, read_folder(out))
    click.echo(_("{folder} is for the learner: its README tells how to run it", folder=folder))


def _show(results: Sequence[CheckResult], checks: Sequence[tuple[str, Check]]) -> None:
    """Write each verdict with its whole message, and where it differs from the stored one."""
    before = {(part, check.name): check for part, check in checks}
    for result in results:
        stored = before[result.part, result.name]
        click.echo(padded(f"── {result.part} › {escape_control(result.title)} ", WIDTH, "─"))
        click.echo(_(result.outcome))
        if (stored.outcome, stored.message) != (result.outcome, result.message):
            words = _("the stored verdict is different: {outcome}", outcome=_(stored.outcome))
            click.echo(
                words if stored.outcome != result.outcome else _("the stored message is different")
            )
        if result.message:
            click.echo(escape_control(result.message))
        click.echo()
