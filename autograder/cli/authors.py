"""The commands of those who write a course: `prove`, `calibrate`."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import click

from autograder.cli.shared import Group, chosen_exercises
from autograder.core.languages import _
from autograder.course import (
    course_root,
    current_course,
    data_root,
)
from autograder.sandbox.limits import Limits


@click.command()
@click.option("--exercise", multiple=True, metavar="NAME", help="Prove only this; repeatable.")
@click.option("--mutants", is_flag=True, help="Only mutate the reference; needs libcst.")
@click.option("--seed", type=int, default=0, show_default=True, help="Decides every input.")
@click.option("--jobs", type=click.IntRange(1), default=None, help="How many at once.")
def prove(exercise: tuple[str, ...], mutants: bool, seed: int, jobs: int | None) -> None:
    """Prove the checks: mistakes are caught and named, right submissions lose nothing."""
    from autograder.authoring.matrix import show_proofs
    from autograder.authoring.prove import prove as run_proof
    from autograder.cli.means import choose_walls, default_jobs
    from autograder.grading.settings import Settings

    settings = Settings(seed, data_root(), choose_walls("auto"), Limits())
    parts = [
        name
        for name in chosen_exercises(exercise) or current_course().functions
        if name in current_course().functions
    ]
    proofs = run_proof(settings, jobs or default_jobs(), parts, mutants)
    sys.exit(1 if show_proofs(proofs) else 0)


@click.command()
@click.option("--data", type=click.Path(path_type=Path), help="The folder of another data set.")
@click.option("--seeds", type=click.IntRange(3), default=100, show_default=True)
@click.option(
    "--mistakes", type=click.IntRange(0), default=3, show_default=True, help="How many seeds."
)
@click.option("--jobs", type=click.IntRange(1), default=None, help="How many at once.")
def calibrate(data: Path | None, seeds: int, mistakes: int, jobs: int | None) -> None:
    """Measure the threshold of the training anew and write it into the course's thresholds."""
    from autograder.authoring import calibrate as calibration
    from autograder.authoring.thresholds import write
    from autograder.checks.data import load_data
    from autograder.cli.means import default_jobs

    root = data_root(data)
    result = calibration.calibrate(root, seeds, mistakes, jobs or default_jobs())
    write(result, load_data(root).recipe, course_root())
    click.echo(f"{result.data}: threshold {result.threshold} %")
    for name, share in sorted(result.reaching.items(), key=lambda pair: pair[1]):
        click.echo(f"{share:6.0%} of the trainings of {name} reach it")
    problems = calibration.problems_of(result)
    for problem in problems:
        click.echo(problem, err=True)
    sys.exit(1 if problems else 0)


@click.group(cls=Group)
def course() -> None:
    """Begin a course, or say what one still lacks."""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Write the skeleton of a course into FOLDER, which must be new or empty."""
    from autograder.authoring.skeleton import write_skeleton
    from autograder.core.place import COURSE_VARIABLE

    write_skeleton(folder)
    word = shlex.quote(str(folder))
    click.echo(
        _(
            "The skeleton is in {folder}: docs/authoring.md says what is what. Then\n"
            "  {name}={word} python -m autograder.authoring.stubs\n"
            "  {name}={word} autograder course check",
            folder=folder,
            name=COURSE_VARIABLE,
            word=word,
        )
    )


@click.command()
def check() -> None:
    """Say what the course lacks: texts, hints, mistakes, checks that tell right from wrong."""
    from autograder.authoring.check import missing

    problems = missing()
    for line in problems:
        click.echo(line)
    if not problems:
        click.echo(_("Nothing is missing: now `autograder prove`."))
    sys.exit(1 if problems else 0)


for command in (new, check):
    course.add_command(command)
