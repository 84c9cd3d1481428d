"""The commands that make courses: `autograder release`, `notebooks`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--seed", type=int, default=0, show_default=True, help="Decides the local inputs.")
def release(out: Path, seed: int) -> None:
    """Make the learners' kit in OUT: no solutions, but recorded answers (a minute)."""
    from autograder.authoring.release import release as make

    make(out, seed)
    click.echo(f"The learners' kit is in {out}: install it, then pytest exercises/")
