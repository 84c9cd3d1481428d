"""Where the course's folder and its data set are."""

from __future__ import annotations

import functools
import os
from pathlib import Path

from autograder.core.errors import CommandError
from autograder.core.languages import _

DATA_VARIABLE = "AUTOGRADER_DATA"
COURSE_VARIABLE = "AUTOGRADER_COURSE"
RECORDED = "recorded"
"""Where a released course keeps the answers that it compares with."""
STRETCH = "stretch"
"""Where a course keeps its stretch goals, which are a course of their own."""
PACKED = Path(__file__).parents[1] / "kit.zip"
"""The learners' kit, where a wheel brings it."""


def course_root() -> Path:
    """Return the folder that holds `exercises/`; raises CommandError when there is none."""
    root = expected_root()
    if not (root / "exercises").is_dir():
        if PACKED.is_file() and not os.environ.get(COURSE_VARIABLE):
            raise CommandError(
                _("no exercises/ here: `autograder start FOLDER` writes them; then work in FOLDER")
            )
        raise CommandError(
            _(
                "no exercises/ in {root}: set {name} to the course's folder",
                root=root,
                name=COURSE_VARIABLE,
            )
        )
    return root


def expected_root() -> Path:
    """Return the folder where the course should be, whether it is there or not.

    The one that is named, or the one that the package lies in. A wheel brings the package alone:
    then the course is the folder of learners in which the command is run, or one above it.
    """
    named = os.environ.get(COURSE_VARIABLE)
    if named:
        return Path(named)
    beside = _beside(__file__)
    if (beside / "exercises").is_dir():
        return beside
    try:
        here = Path.cwd()
    except OSError:  # the folder is gone
        return beside
    return next(filter(_is_released, (here, *here.parents)), beside)


@functools.cache
def _beside(file: str) -> Path:
    return Path(file).resolve().parents[2]


def _is_released(folder: Path) -> bool:
    return (folder / "exercises").is_dir() and (folder / RECORDED).is_dir()
