"""What was given back to learners is noted: it shows what was asked."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli.shared import named
from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.grading.decisions.beside import FILES
from autograder.grading.folder import page_path

if TYPE_CHECKING:
    from autograder.grading.folder import Stored
    from autograder.platforms.gradebook import Row


def note_given(out: Path, target: str, pages: int, there: Stored) -> None:
    """Note in run.json that something was given back that shows what was asked.

    From then on other bytes are asked anew, so that nobody can hand in the answers.
    """
    from autograder.cli.run import now
    from autograder.grading.record import GivenBack, with_feedback, write_record
    from autograder.grading.results import Status

    if not there.record.format:
        click.echo(_("{out} does not say how it was graded: nothing is noted", out=out), err=True)
        return
    answered = {
        result.stored_id: result.fingerprint
        for result in there.results
        if result.status != Status.ERROR
    }
    given = GivenBack(now(), target, pages)
    write_record(out, with_feedback(there.record, given, answered))


def check_shown(out: Path, there: Stored) -> None:
    """Raise CommandError where people decided something that no page shows yet.

    A run that was stopped, or a review that was killed, may have taken rows without writing the
    pages that show them: such a page is older than the file.
    """
    file = out / FILES["adjustments"]
    adjusted = [r for r in there.results if r.stored_id in there.adjustments.rows]
    paths = (page_path(out, there.names[result.submission_id]) for result in adjusted)
    pages = [path for path in paths if path.exists()]
    written = file.stat().st_mtime_ns if file.exists() else 0
    are_new = all(path.stat().st_mtime_ns >= written for path in pages)
    if not are_new or not there.adjustments.are_shown(there.names):
        words = _("{file} was changed after the pages were written: run {command} first")
        command = shlex.join(["autograder", "report", str(out)])
        raise CommandError(words.format(file=file, command=command))


def tell_left(left: Mapping[str, str]) -> None:
    """Name those who get no feedback, with the reason."""
    for reason in sorted(set(left.values())):
        ids = [identity for identity, why in left.items() if why == reason]
        words = _("no feedback ({count}), {reason}: {names}")
        click.echo(words.format(count=len(ids), reason=reason, names=named(ids)), err=True)


def give_to_participants(out: Path, rows: Sequence[Row], into: Path) -> None:
    """Write the zip of pages that Moodle takes, and note that they were given back."""
    from autograder.grading.folder import read_folder, results_folder
    from autograder.grading.results import write_bytes
    from autograder.platforms.feedback import pages_of, to_participants
    from autograder.platforms.moodle import zipped

    with results_folder(out):
        there = read_folder(out)
        check_shown(out, there)
        results = {row.result.submission_id: row.result for row in rows if row.result}
        pages, left = pages_of(out, list(results.values()), there.names)
        tell_left(left)
        files = to_participants(rows, {page.result.submission_id: page.content for page in pages})
        write_bytes(into, zipped(files))
        note_given(out, "moodle", len(files), there)
    click.echo(_("{count} pages: upload {path} as feedback files", count=len(files), path=into))
