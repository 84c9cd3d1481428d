"""`autograder quiz`: questions that are asked here, or written into a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.core.system import check_file

if TYPE_CHECKING:
    from autograder.checks.quiz.quiz import Item

Writer = Callable[["list[Item]", Path], None]


def quiz_command(writers: Mapping[str, Writer]) -> click.Command:
    """Return the command, which writes all questions in each of these forms."""

    @click.command()
    @click.argument("exercise", required=False)
    @click.option("--seed", type=click.IntRange(0), help="Draw the questions from this number.")
    @click.option("--mine", is_flag=True, help="Ask about your own code instead, once it is right.")
    @click.option(
        "--to", "form", type=click.Choice(list(writers)), help="Write all questions in this form."
    )
    @click.option("--into", type=click.Path(path_type=Path), help="The file that --to writes.")
    def quiz(
        exercise: str | None, seed: int | None, mine: bool, form: str | None, into: Path | None
    ) -> None:
        """Ask three questions about EXERCISE, or about what is due; each answer is explained."""
        if mine:
            if form is not None or into is not None:
                raise CommandError(_("--mine asks here: leave --to and --into out"))
            _ask_about_own_code(exercise or "", seed)
        elif form is not None:
            if into is None:
                raise CommandError(_("--to {form} needs --into: the file to write", form=form))
            _write(writers[form], exercise or "", seed or 0, into)
        elif into is not None:
            raise CommandError(_("--into {path} needs --to: what is to be written?", path=into))
        else:
            _ask(exercise or "", seed)

    return quiz


def _ask_about_own_code(exercise: str, seed: int | None) -> None:
    from autograder.learn import own_quiz

    own_quiz.quiz_mine(Console(highlight=False), input, exercise, seed)


def _ask(exercise: str, seed: int | None) -> None:
    from autograder.checks.quiz.quiz_source import source
    from autograder.learn import quizzing

    quizzing.quiz(Console(highlight=False), input, source(), exercise, seed)


def _write(write: Writer, exercise: str, seed: int, file: Path) -> None:
    from autograder.learn import quiz_page

    check_file(file)  # the questions take a while
    items = quiz_page.every_item(exercise, seed)
    write(items, file)
    click.echo(_("{count} questions: {path}", count=len(items), path=file))
