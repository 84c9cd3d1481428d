"""Which Python files of a course cannot be read: what each raises, and in which line."""

from __future__ import annotations

import ast
import traceback
from collections.abc import Iterator
from pathlib import Path

from autograder.core.languages import _
from autograder.course import Course
from autograder.course.loading import module_at
from autograder.course.reference import MISTAKES, SOLUTIONS


def unreadable(root: Path, course: Course) -> Iterator[str]:
    """Name each file that Python cannot read, with the line and the error."""
    for path, executes in _files(root, course):
        problem = _problem(path, executes)
        if problem is not None:
            number, error = problem
            place = path.relative_to(root).as_posix()
            if number:
                place = _("{path}, line {number}", path=place, number=number)
            yield f"{place}: {error}"


def _files(root: Path, course: Course) -> Iterator[tuple[Path, bool]]:
    """List the course's own files, and whether the kit executes them outside the sandbox."""
    if course.reader and (root / course.reader).is_file():
        yield root / course.reader, True
    for exercise in course.exercises:
        for path in sorted((root / "exercises" / exercise.folder).glob("*.py")):
            if path.stem != exercise.name:  # the stub is the learner's
                yield path, True
        for path in sorted((root / SOLUTIONS / exercise.folder).glob("*.py")):
            yield path, path.name == MISTAKES


def _problem(path: Path, executes: bool) -> tuple[int | None, str] | None:
    """Return the line and the error of a file that cannot be read; None where it can."""
    try:
        ast.parse(path.read_bytes())
        if executes:
            module_at(path)
    except SyntaxError as error:
        return error.lineno, f"{type(error).__name__}: {error.msg}"
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        lines = [frame.lineno for frame in frames if frame.filename == str(path)]
        return (lines[-1] if lines else None), f"{type(error).__name__}: {error}"
    return None
