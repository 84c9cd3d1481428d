"""The reference, which learners never get: a folder an exercise, with its mistakes beside it."""

from __future__ import annotations

from pathlib import Path

from autograder.core.place import course_root

from .reading import current_course

SOLUTIONS = "solutions"
MISTAKES, EQUIVALENT, SECOND_WAY = "mistakes.py", "equivalent.toml", "second_way.py"


def has_solutions(root: Path) -> bool:
    """Tell whether the course at `root` is complete: a released one has no solutions."""
    return (root / SOLUTIONS).is_dir()


def solution_folder(name: str, root: Path | None = None) -> Path:
    """Return the folder that holds an exercise's reference, in the course at `root`."""
    return (root or course_root()) / SOLUTIONS / current_course().exercise(name).folder


def solution_path(name: str, root: Path | None = None) -> Path:
    """Return the path of an exercise's reference."""
    return solution_folder(name, root) / f"{name}.py"


def solution_files() -> dict[str, str]:
    """Return the path of each exercise's reference by the exercise's name, from its folder on."""
    course = current_course()
    folders = {exercise.name: exercise.folder for exercise in course.exercises}
    return {name: f"{folders[name]}/{name}.py" for name in course.functions}


def solution_of(name: str, root: Path | None = None) -> str:
    """Read an exercise's reference; raises OSError where there is none."""
    return solution_path(name, root).read_text(encoding="utf-8")


def second_way_of(name: str, root: Path | None = None) -> str | None:
    """Read another way of writing an exercise's reference; None where there is none."""
    path = solution_folder(name, root) / SECOND_WAY
    return path.read_text(encoding="utf-8") if path.is_file() else None
