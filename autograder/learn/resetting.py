"""`autograder reset`: a stub is put back, and what the learner wrote is kept."""

from __future__ import annotations

import datetime
import itertools
from pathlib import Path

from autograder.checks.progress import FOLDER, write_atomic
from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.core.system import read_bounded
from autograder.course import RECORDED, Exercise, course_root, current_course
from autograder.course.reference import solution_path
from autograder.learn.stub import stub_of

KEPT = "kept"
STUBS = "stubs"


def reset(name: str) -> str:
    """Put an exercise's stub back after keeping the learner's version; says where it is kept.

    Raises CommandError for an exercise without a file.
    """
    exercise = current_course().exercise(name)
    if exercise.file is None:
        raise CommandError(_("{name} has no file to edit", name=exercise.name))
    path = course_root() / "exercises" / exercise.file
    stub = _stub(exercise)
    words = _("{path} is a stub again.", path=f"exercises/{exercise.file}")
    if path.exists():
        text = read_bounded(path)
        if text.replace(b"\r\n", b"\n").decode("utf-8", "replace") == stub:
            return _("{path} is already the stub.", path=f"exercises/{exercise.file}")
        backup = _free(course_root() / FOLDER / KEPT, exercise.name)
        backup.parent.mkdir(parents=True, exist_ok=True)
        backup.write_bytes(text)
        where = backup.relative_to(course_root()).as_posix()
        words = _("{words} Your version is kept in {path}", words=words, path=where)
    write_atomic(path, stub)
    return words


def _stub(exercise: Exercise) -> str:
    """Return an exercise's stub, from the solution or as it was released."""
    solution = solution_path(exercise.name)
    if solution.is_file():
        return stub_of(solution.read_text(encoding="utf-8"))
    released = course_root() / RECORDED / STUBS / f"{exercise.name}.py"
    return released.read_text(encoding="utf-8")


def _free(folder: Path, name: str) -> Path:
    """Find a name for a file that there is not yet."""
    now = datetime.datetime.now().strftime("%Y-%m-%d_%H-%M-%S")
    names = (f"{name}_{now}{f'_{n}' if n else ''}.py" for n in itertools.count())
    return next(folder / one for one in names if not (folder / one).exists())
