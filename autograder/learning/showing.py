"""`autograder show`: the handout's pictures from the learner's own functions."""

from __future__ import annotations

from pathlib import Path

import click

from autograder import kit
from autograder.languages import _


def show(exercise: str, submission: Path | None = None, into: Path | None = None) -> str:
    """Write the page, and open it unless it is written `into` a place; says where it is."""
    from autograder.checks.sides import Here
    from autograder.pictures import show as pictures

    name = kit.exercise_named(exercise).name
    learner = Here.of_path(submission or kit.home() / "exercises")
    path = pictures.write_page(name, pictures.shown(name, learner), into)
    if into is None:
        click.launch(str(path))
    return _("Your {name} beside what is expected: {path}", name=name, path=path)
