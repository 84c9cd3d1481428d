"""What was given back to learners is noted: it shows what was asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.core.languages import _

if TYPE_CHECKING:
    from autograder.grading.folder import Stored


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
