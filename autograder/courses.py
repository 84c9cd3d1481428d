"""The commands that make courses: `autograder release` and `notebooks`."""

from __future__ import annotations

from pathlib import Path

import click

from autograder import kit
from autograder.grading.names import safe_file_name


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--seed", type=int, default=0, show_default=True, help="Decides the local inputs.")
def release(out: Path, seed: int) -> None:
    """Make the learners' kit in OUT: no solutions, but recorded answers (a minute)."""
    from autograder.authoring.release import release as make

    make(out, seed)
    click.echo(f"The learners' kit is in {out}: install it, then pytest exercises/")


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--one", is_flag=True, help="One notebook for all exercises.")
@click.option(
    "--assignment", default="cnn_basics", show_default=True, help="The assignment's name."
)
def notebooks(out: Path, one: bool, assignment: str) -> None:
    """Make an nbgrader course in OUT: a notebook an exercise, with checks and points."""
    try:
        from autograder.authoring.notebooks import write_course
    except ModuleNotFoundError as error:
        if error.name != "nbformat":
            raise
        words = "nbformat is not installed here: pip install 'autograder[nbgrader]'"
        raise kit.KitError(words) from None
    if assignment != safe_file_name(assignment):
        raise kit.KitError(f"--assignment {assignment}: letters, digits, _ and - only")
    write_course(out, assignment, one)
    click.echo(f"The course is in {out}: cd there, then nbgrader generate_assignment {assignment}")
