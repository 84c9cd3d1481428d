"""The learner's commands; in a released kit they are all that `autograder` does."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console

from autograder.cli.quiz import quiz_command
from autograder.core.languages import LANGUAGES, _, save_language
from autograder.course import current_course

if TYPE_CHECKING:
    from autograder.checks.quiz.quiz import Item


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
    passed = not data["problem"] and all(check["passed"] for check in data["checks"])
    sys.exit(0 if passed else 1)


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
    from autograder.learn import explained, screens

    console, reached = Console(highlight=False), progress.read_progress()
    console.print(screens.overview(reached))
    screens.what_is_next(console, reached)
    done = reached.last_done()
    if done is not None:
        explained.print_in_short(console, done)


@click.command()
@click.argument("exercise", required=False)
def explain(exercise: str | None) -> None:
    """Explain EXERCISE, or the last one done: its idea, its common confusions, what comes next."""
    from autograder.checks import progress
    from autograder.learn import explained, explaining

    reached = progress.read_progress()
    done = explaining.to_explain(exercise, reached)
    explained.print_explanation(Console(highlight=False), done, reached)


@click.command()
@click.argument("exercise")
def stretch(exercise: str) -> None:
    """Check the stretch goal that comes after EXERCISE; it brings no points."""
    from autograder.learn import stretching

    sys.exit(0 if stretching.stretch(exercise, Console(highlight=False)) else 1)


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


@click.command("play")
@click.option("--data", type=click.Path(path_type=Path), help="Train on this data set instead.")
@click.option("--into", type=click.Path(path_type=Path), help="Where the weights go [trained/].")
@click.option("--epochs", type=click.IntRange(min=1), help="How many epochs, instead of the usual.")
@click.option("--device", default="cpu", help="Where to train, for example cuda [cpu].")
@click.option(
    "--submission",
    type=click.Path(exists=True, path_type=Path),
    help="Train this instead of exercises/.",
)
@click.option("--no-browser", is_flag=True, help="Only print the address of the page.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The page's port [any].")
def play_command(no_browser: bool, port: int, submission: Path | None, **wished: Any) -> None:
    """Train what you built with your own code, and play with it in the browser."""
    from autograder.learn.play import play
    from autograder.learn.playing import Wish

    sys.exit(play(Wish(**wished), submission, port, not no_browser))


@click.command()
@click.argument("exercise", required=False)
@click.option(
    "--into", type=click.Path(path_type=Path), help="Write the page here; do not open it."
)
@click.option("--no-browser", is_flag=True, help="Say where the page is; do not open it.")
def lab(exercise: str | None, into: Path | None, no_browser: bool) -> None:
    """Play with EXERCISE, or the current one, in the browser: see what each number becomes."""
    from autograder.checks import progress
    from autograder.learn import lab as labs

    name = exercise or progress.read_progress().current().name
    click.echo(labs.lab(name, into, browser=not no_browser))


def write_quiz_page(items: list[Item], file: Path) -> None:
    """Write a page on which questions are answered in the browser."""
    from autograder.learn import quiz_page

    quiz_page.write(items, file)


quiz = quiz_command({"html": write_quiz_page})


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


COMMANDS = (
    *(start, watch, check, hint, status, explain, stretch, reset, show, lab),
    *(quiz, play_command, language),
)
