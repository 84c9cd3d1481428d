"""The quiz of the complete kit: asked here, or written for a course platform."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli.learners import ask_in_terminal, file_for
from autograder.core.languages import _

FORMS = ("moodle", "qti", "html")


@click.command()
@click.argument("exercise", required=False)
@click.option("--seed", type=click.IntRange(0), help="Draw the questions from this number.")
@click.option("--mine", is_flag=True, help="Ask about your own code instead, once it is right.")
@click.option(
    "--to", "form", type=click.Choice(FORMS), help="For instructors: all questions, for a platform."
)
@click.option("--into", type=click.Path(path_type=Path), help="The file that --to writes.")
def quiz(
    exercise: str | None, seed: int | None, mine: bool, form: str | None, into: Path | None
) -> None:
    """Ask three questions about EXERCISE, or about what is due; each answer is explained."""
    if mine or form is None:
        ask_in_terminal(exercise, seed, form, into, mine)
        return
    from autograder.grading.results import write_bytes, write_text
    from autograder.learn import quiz_page

    file = file_for(form, into)
    items = quiz_page.every_item(exercise or "", seed or 0)
    if form == "moodle":
        from autograder.platforms.moodle_quiz import to_moodle

        write_text(file, to_moodle(items))
    elif form == "qti":
        from autograder.platforms.qti import to_qti

        write_bytes(file, to_qti(items))
    else:
        quiz_page.write(items, file, names=True)
    click.echo(_("{count} questions: {path}", count=len(items), path=file))
