"""The learner's commands; in a released kit they are all that `autograder` does."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
from rich.console import Console

from autograder.core.errors import CommandError
from autograder.core.languages import LANGUAGES, _, save_language
from autograder.course import current_course


@click.command()
@click.argument("exercise", required=False)
def watch(exercise: str | None) -> None:
    """Check EXERCISE, or the current one, after each save, until q is pressed."""
    from autograder.learn import watching

    if exercise is not None:
        current_course().exercise(exercise)
    progress = watching.watch(exercise, Console(highlight=False))
    click.echo(_("{n} of {all} points", n=f"{progress.points:g}", all=current_course().points))


@click.command()
@click.argument("exercise")
@click.option("--json", "as_json", is_flag=True, help="As data, for editors and tutors.")
@click.option("-v", "--verbose", is_flag=True, help="Show each array and each line in full.")
def check(exercise: str, as_json: bool, verbose: bool) -> None:
    """Check EXERCISE once: what is right, what is not and why, and what is next."""
    from autograder.learn import checking

    name = current_course().exercise(exercise).name
    if not as_json:
        sys.exit(checking.shown(name, verbose))
    data = checking.as_data(name)
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))
    sys.exit(0 if all(check["passed"] for check in data["checks"]) else 1)


@click.command()
@click.argument("exercise", required=False)
@click.option("--again", "restart", is_flag=True, help="Start again with the first hint.")
def hint(exercise: str | None, restart: bool) -> None:
    """Show the next hint for EXERCISE, or for the current one."""
    from autograder.checks import progress
    from autograder.learn import hints

    name = (
        current_course().exercise(exercise).name
        if exercise
        else progress.read_progress().current().name
    )
    click.echo(hints.next_hint(name, restart))


@click.command()
def status() -> None:
    """Show your progress, how long each exercise takes to read, and what is next."""
    from autograder.checks import progress
    from autograder.learn import screens

    console, reached = Console(highlight=False), progress.read_progress()
    console.print(screens.overview(reached))
    screens.begin_with(console, reached.current(), watched=False)


@click.command()
@click.argument("exercise")
def reset(exercise: str) -> None:
    """Restore the stub of EXERCISE; what you wrote is kept."""
    from autograder.learn import resetting

    click.echo(resetting.reset(exercise))


@click.command()
@click.argument("exercise")
@click.option(
    "--submission",
    type=click.Path(exists=True, path_type=Path),
    help="Check this instead of exercises/.",
)
@click.option(
    "--into", type=click.Path(path_type=Path), help="Write the page here; do not open it."
)
def show(exercise: str, submission: Path | None, into: Path | None) -> None:
    """Show the handout's pictures of EXERCISE, drawn by your functions, beside those expected."""
    from autograder.learn import showing

    click.echo(showing.show(exercise, submission, into))


@click.command()
@click.argument("exercise", required=False)
@click.option("--seed", type=click.IntRange(0), help="Draw the questions from this number.")
@click.option("--to", "form", type=click.Choice(["html"]), help="Write a page with all questions.")
@click.option("--into", type=click.Path(path_type=Path), help="The file that --to writes.")
def quiz(exercise: str | None, seed: int | None, form: str | None, into: Path | None) -> None:
    """Ask three questions about EXERCISE, or about what is due; each answer is explained."""
    if form is None:
        ask_in_terminal(exercise, seed, into)
        return
    from autograder.learn import quiz_page

    items = quiz_page.every_item(exercise or "", seed or 0)
    file = file_for(form, into)
    quiz_page.write(items, file)
    click.echo(_("{count} questions: {path}", count=len(items), path=file))


def file_for(form: str, into: Path | None) -> Path:
    """Return the file that a form is written into; raises CommandError where none is named."""
    if into is None:
        raise CommandError(_("--to {form} needs --into: the file to write", form=form))
    return into


def ask_in_terminal(exercise: str | None, seed: int | None, into: Path | None) -> None:
    """Ask here; raises CommandError where a file is named and nothing that could be in it."""
    from autograder.checks.quiz_source import source
    from autograder.learn import quizzing

    if into is not None:
        raise CommandError(_("--into {path} needs --to: what is to be written?", path=into))
    quizzing.quiz(Console(highlight=False), input, source(), exercise or "", seed)


@click.command()
@click.argument("name", type=click.Choice(list(LANGUAGES)))
def language(name: str) -> None:
    """Remember the language NAME for this kit; --lang and AUTOGRADER_LANG override it."""
    save_language(name)
    click.echo(_("From now on in English."))


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def start(folder: Path) -> None:
    """Write the exercises into FOLDER, which must be new or empty."""
    from autograder.learn import starting

    click.echo(starting.start(folder))


COMMANDS = (start, watch, check, hint, status, reset, show, quiz, language)
