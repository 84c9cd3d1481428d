"""The skeleton of a course: `autograder course new`."""

from __future__ import annotations

import shutil
from pathlib import Path

from autograder.learn.starting import put_in_place

SKELETON = Path(__file__).with_name("course_skeleton")


def write_skeleton(folder: Path) -> None:
    """Write a course of one exercise into a new or empty folder; raises CommandError.

    What an author must write is marked as a blank.
    """
    with put_in_place(folder) as course:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(SKELETON, course, dirs_exist_ok=True, ignore=ignored)
