"""The stubs of all exercises, and the handouts in step: `python -m autograder.authoring.stubs`."""

from __future__ import annotations

import sys
from pathlib import Path

from autograder.core.errors import CommandError
from autograder.course import course_root, current_course
from autograder.course.reference import solution_of
from autograder.course.stretch import about_stretch_goals, stretch_goals
from autograder.learn.stub import stub_of

from .handouts import handouts


def stubs(root: Path, target: Path | None = None) -> dict[Path, str]:
    """Return every stub of the kit at `root` by the path where it belongs, there or in `target`."""
    return {
        (target or root) / "exercises" / exercise.file: stub_of(solution_of(exercise.name, root))
        for exercise in current_course().exercises
        if exercise.file
    }


def write_stubs(root: Path, target: Path | None = None) -> None:
    """Write every stub anew, in the kit or in `target`."""
    for path, text in stubs(root, target).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Write the stubs and the facts of the handouts; ends with a line about what is wrong."""
    try:
        write_stubs(course_root())
        written = handouts(course_root())
        if stretch_goals():
            with about_stretch_goals() as goals:
                write_stubs(goals)
    except (CommandError, ValueError) as error:
        print(f"stubs: {error}", file=sys.stderr)
        sys.exit(2)
    for path, text in written.items():
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
