"""`autograder show`: the handout's pictures from the learner's own functions."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.course import course_root, current_course

from .browser import open_address

SECONDS = 30
"""After which the pictures are given up; drawing them takes three."""


def show(exercise: str, submission: Path | None = None, into: Path | None = None) -> str:
    """Write the page, and open it unless it is written `into` a place; says where it is."""
    from autograder.drawing import show as pictures

    from .own import learner_at

    name = current_course().exercise(exercise).name
    learner = learner_at(submission or course_root() / "exercises")
    path = pictures.write_page(name, pictures.shown(name, learner), into)
    if into is None:
        open_address(path.resolve().as_uri())
    return _("Your {name} beside what is expected: {path}", name=name, path=path)


def show_aside(exercise: str) -> str:
    """Do the same in a process of its own, as the learner's code may never end; says what came."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__, exercise],
            env=os.environ | {"PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _("No picture after {seconds} seconds. Does a loop never end?", seconds=SECONDS)
    return done.stdout.strip() or done.stderr.strip().rpartition("\n")[2]


if __name__ == "__main__":
    try:
        print(show(sys.argv[1]))
    except CommandError as error:
        print(error)
