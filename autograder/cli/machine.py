"""The commands about this machine: `doctor`, `data`."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from autograder.course import (
    data_reader,
)


@click.command()
def doctor() -> None:
    """Tell which walls this machine can put up, and what to install for the others."""
    from autograder.sandbox.doctor import findings

    for line in findings():
        click.echo(line)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("data/mnist"))
def data(folder: Path) -> None:
    """Fetch the complete MNIST into FOLDER, for --data FOLDER."""
    data_reader().fetch(folder)
    option = shlex.join(["--data", str(folder)])
    click.echo(f"Complete MNIST is in {folder}: use it with {option}")
