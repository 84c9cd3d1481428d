"""`autograder oral`: questions about a submission's own code, for two minutes of talk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli.shared import chosen_exercises
from autograder.core.control import escape_control
from autograder.core.errors import CommandError
from autograder.core.languages import _

if TYPE_CHECKING:
    from autograder.checks.quiz.own_code import OwnQuestion
    from autograder.grading.results import Result
    from autograder.grading.settings import Settings
    from autograder.sandbox.code import SubmissionFiles


@click.command()
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--id", "identity", required=True, metavar="ID", help="Whose code is asked about.")
@click.option("--exercise", multiple=True, metavar="NAME", help="Only about this; repeatable.")
@click.option("--without-answers", is_flag=True, help="The questions alone, to hand out.")
@click.option(
    "--submissions",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="By default what was graded into OUT.",
)
def oral(
    out: Path,
    identity: str,
    exercise: tuple[str, ...],
    without_answers: bool,
    submissions: Path | None,
) -> None:
    """Ask three to five questions about the code of submission ID of OUT, with their answers.

    They are about what it passed. The answers come from running it in the sandbox, line by line;
    the same code gets the same questions.
    """
    from autograder.cli.means import settings_of
    from autograder.cli.replay import stored_result, submission_of
    from autograder.grading.record import read_record, submissions_of, use_course_of

    record = read_record(out)
    if record is None or record.seed is None:
        raise CommandError(_("{out} does not say how it was graded: use grade", out=out))
    use_course_of(out)
    result = stored_result(out, identity)
    passed = _passed(result, chosen_exercises(exercise))
    code = submission_of(submissions or submissions_of(out), result)
    found = _questions(settings_of(record, ()), code, passed)
    if not found:
        raise CommandError(_("there is nothing to ask about in the code of {id}", id=identity))
    _show(result.submission_id, found, without_answers)


def _passed(result: Result, chosen: tuple[str, ...]) -> list[str]:
    """Return the exercises of which every check was passed; raises CommandError without one."""
    passed = [
        part.name
        for part in result.parts
        if part.checks and all(check.passed for check in part.checks)
    ]
    wanted = [name for name in passed if not chosen or name in chosen]
    if not wanted:
        words = _("{id} has not passed every check of an exercise that is asked about")
        raise CommandError(words.format(id=result.submission_id))
    return wanted


def _questions(
    settings: Settings, code: SubmissionFiles, exercises: list[str]
) -> list[OwnQuestion]:
    """Follow the code behind the walls."""
    from autograder.grading.slot import slot

    zygote = slot(settings)
    zygote.spawn()  # it gets ready while this process imports torch
    from autograder.checks.quiz.own_code import questions_about
    from autograder.grading.one import Grader
    from autograder.grading.replaying import sandboxed

    grader = Grader(settings, zygote)
    with sandboxed(grader, code) as side:
        return questions_about(side, grader.reference, exercises, code.digest)


def _show(identity: str, found: list[OwnQuestion], without_answers: bool) -> None:
    click.echo(_("Questions about the code of {id}", id=escape_control(identity)))
    for number, one in enumerate(found, 1):
        click.echo(f"\n{number}. {one.call}")
        if one.place:
            click.echo(
                escape_control("   " + _("{place}:  {line}", place=one.place, line=one.line))
            )
        click.echo(f"   {one.question}")
        if not without_answers:
            click.echo(_("   Answer: {answer}", answer=one.answer))
