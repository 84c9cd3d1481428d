"""`autograder show`: the handout's pictures from the learner's own functions."""

from __future__ import annotations

import os
import subprocess
import sys
import webbrowser
from pathlib import Path

from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.course import course_root, current_course

SECONDS = 30
"""After which the pictures are given up; drawing them takes three."""


def show(exercise: str, submission: Path | None = None, into: Path | None = None) -> str:
    """Write the page, and open it unless it is written `into` a place; says where it is."""
    from autograder.checks.sides import InProcess
    from autograder.drawing import show as pictures

    name = current_course().exercise(exercise).name
    learner = InProcess.of_path(submission or course_root() / "exercises")
    path = pictures.write_page(name, pictures.shown(name, learner), into)
    if into is None:
        open_page(path)
    return _("Your {name} beside what is expected: {path}", name=name, path=path)


def open_page(path: Path) -> None:
    """Open a page in a browser with windows: one in the terminal would take the terminal over."""
    has_windows = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform != "linux" or has_windows:
        webbrowser.open(path.resolve().as_uri())


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
