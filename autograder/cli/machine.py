"""The commands about this machine: `doctor`, `data`."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from autograder.core.languages import _
from autograder.course import data_reader


@click.command()
def doctor() -> None:
    """Say which layers of the sandbox this machine has, and what to install for the others."""
    from autograder.sandbox.doctor import findings

    for line in findings():
        click.echo(line)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
def data(folder: Path | None) -> None:
    """Fetch the course's data set in its complete form into FOLDER, for --data FOLDER."""
    reader = data_reader()
    folder = folder or Path("data") / reader.NAME.lower()
    reader.fetch(folder)
    option = shlex.join(["--data", str(folder)])
    values = {"name": reader.NAME, "folder": folder, "option": option}
    click.echo(_("Complete {name} is in {folder}: use it with {option}", **values))
    click.echo(_(reader.SOURCE))
