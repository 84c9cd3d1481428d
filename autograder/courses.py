"""The commands that make courses: `autograder release`, `notebooks`, `bundle`."""

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


@click.command()
@click.argument("platform", type=click.Choice(["gradescope", "github"]))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--seed", type=int, default=0, show_default=True, help="Decides every input.")
@click.option("--sandbox", type=click.Choice(["auto", "none"]), default="auto", show_default=True)
@click.option("--torch-index", metavar="URL", help="Where pip finds PyTorch without CUDA.")
def bundle(platform: str, out: Path, seed: int, sandbox: str, torch_index: str | None) -> None:
    """Make what runs on a platform: gradescope OUT.zip, or github KIT (a released kit)."""
    from autograder.authoring import bundle as bundles

    if platform == "github":
        path = bundles.github(out, torch_index)
        click.echo(f"{path}: push the kit as the assignment's template repository")
    else:
        bundles.gradescope(out, seed, sandbox, torch_index)
        size = out.stat().st_size / 2**20
        click.echo(f"{out}, {size:.1f} MiB: upload it under Configure Autograder")
