"""The commands about a course: `autograder start`, `release`, `notebooks`, `bundle`."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli.shared import course_settings_option, take_course
from autograder.core import about
from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.course import current_course
from autograder.grading.names import safe_file_name


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--seed",
    type=click.IntRange(0, (1 << 32) - 1),
    default=0,
    show_default=True,
    help="Decides the local inputs; grade never draws one of these.",
)
@click.option(
    "--with-explanations",
    is_flag=True,
    help="Put the solutions in for `explain`: anyone who looks will find them.",
)
@course_settings_option()
def release(out: Path, seed: int, with_explanations: bool, course_settings: Path | None) -> None:
    """Make the learners' kit in OUT: no solutions, but recorded answers (a few minutes)."""
    from autograder.authoring.release import release as make
    from autograder.authoring.release import steps
    from autograder.cli.progress import bar

    take_course(course_settings)
    with bar(steps()) as step:
        make(out, seed, with_explanations, step)
    click.echo(_("The learners' kit is in {out}: install it, then pytest exercises/", out=out))


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def start(folder: Path) -> None:
    """Write the learners' kit into FOLDER, which must be new or empty (a few minutes)."""
    from autograder.authoring.release import release as make
    from autograder.authoring.release import steps
    from autograder.cli.progress import bar
    from autograder.learn.starting import what_next

    with bar(steps()) as step:
        make(folder, seed=0, step=step)
    click.echo(what_next(folder))


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--one", is_flag=True, help="One notebook for all exercises.")
@click.option("--assignment", help="The assignment's name; by default from the course's title.")
@course_settings_option()
def notebooks(out: Path, one: bool, assignment: str | None, course_settings: Path | None) -> None:
    """Make an nbgrader course in OUT: a notebook for each exercise, with checks and points."""
    try:
        from autograder.authoring.notebooks import write_course
    except ModuleNotFoundError as error:
        if error.name != "nbformat":
            raise
        raise about.not_installed("nbformat", "nbgrader") from None
    assignment = assignment or current_course().assignment
    if assignment != safe_file_name(assignment):
        raise CommandError(_("--assignment {name}: letters, digits, _ and - only", name=assignment))
    take_course(course_settings)
    seed = write_course(out, assignment, one)
    words = _("The course is in {out}: cd there, then nbgrader generate_assignment {name}")
    click.echo(words.format(out=out, name=assignment))
    words = _("Equal scores outside of nbgrader: autograder grade --seed {seed}", seed=seed)
    click.echo(words)


@click.command()
@click.argument("platform", type=click.Choice(["gradescope", "github"]))
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--secret",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The course's secret, a file; by default a new one is drawn.",
)
@click.option("--sandbox", type=click.Choice(["auto", "none"]), default="auto", show_default=True)
@click.option("--torch-index", metavar="URL", help="Where pip finds PyTorch without CUDA.")
@course_settings_option()
def bundle(
    platform: str,
    out: Path,
    secret: Path | None,
    sandbox: str,
    torch_index: str | None,
    course_settings: Path | None,
) -> None:
    """Make what runs on a platform: gradescope OUT.zip, or github KIT (a released kit)."""
    from autograder.authoring import bundle as bundles
    from autograder.grading.seeds import read_secret

    if platform == "github":
        path = bundles.github(out, torch_index)
        words = _("{path}: push the kit as the assignment's template repository", path=path)
        click.echo(words)
    else:
        take_course(course_settings)
        bundles.gradescope(out, read_secret(secret) if secret else None, sandbox, torch_index)
        size = out.stat().st_size / 2**20
        words = _("{out}, {size} MiB: upload it under Configure Autograder")
        click.echo(words.format(out=out, size=f"{size:.1f}"))
