"""The commands for courses: `autograder release`, `notebooks`, `export --to nbgrader`."""

from __future__ import annotations

from pathlib import Path

import click

from autograder import kit
from autograder.grading.names import safe_file_name, visible


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


@click.command()
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--to", "target", required=True, type=click.Choice(["nbgrader"]))
@click.option("--course", required=True, type=click.Path(path_type=Path), help="nbgrader's folder.")
@click.option("--assignment", default="cnn_basics", show_default=True, help="Its name there.")
def export(out: Path, target: str, course: Path, assignment: str) -> None:
    """Write the grades of a results folder OUT where another system reads them."""
    from autograder.exports.nbgrader import write_grades
    from autograder.grading.results import RESULTS, read_result

    read = [read_result(path) for path in sorted((out / RESULTS).glob("*.json"))]
    results = [result for result in read if result is not None]
    if not results:
        raise kit.KitError(f"{out} holds no results: name what `autograder grade --out` wrote")
    left_out = write_grades(results, course, assignment)
    click.echo(f"{len(results) - len(left_out)} submissions are in the gradebook of {course}")
    for identity in left_out:
        click.echo(f"left out, because the grader failed on it: {visible(identity)}", err=True)
