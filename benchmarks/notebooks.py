"""The same submissions and checks as nbgrader and otter want them: notebooks."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import nbformat

from autograder.course import current_course

ASSIGNMENT = "bench"
NBGRADER_CONFIG = f"""
c = get_config()
c.CourseDirectory.course_id = "{ASSIGNMENT}"
c.Execute.timeout = 600
"""
CHECK_CELL = """\
### BEGIN HIDDEN TESTS
from in_process import points
points("{part}")
### END HIDDEN TESTS"""
OTTER_TESTS = """\
from functools import partial

from in_process import verify
from otter.test_files import test_case

OK_FORMAT = False
name = "{part}"
for number, (check, worth) in enumerate({checks}):
    body = partial(verify, name, check)
    globals()[f"case_{{number}}"] = test_case(name=check, points=worth)(body)
"""
SIBLING = re.compile(rf"^from ({'|'.join(current_course().functions)}) import .*\n", re.MULTILINE)


def write_course(course: Path, submissions: Path) -> None:
    """Write an nbgrader course: the assignment's source and what was handed in.

    A cell for each file, then a check cell for each part.
    """
    course.mkdir()
    (course / "nbgrader_config.py").write_text(NBGRADER_CONFIG, encoding="utf-8")
    _write(course / "source" / ASSIGNMENT, _cells({}), for_nbgrader=True)
    for folder in submissions.iterdir():
        place = course / "submitted" / folder.name / ASSIGNMENT
        _write(place, _cells(_sources(folder)), for_nbgrader=True)


def write_for_otter(target: Path, submissions: Path, checks: list[tuple[str, str, float]]) -> None:
    """Write a notebook for each submission, and otter's zip with a test file for each part."""
    for folder in submissions.iterdir():
        _write(target / folder.name, _cells(_sources(folder)), for_nbgrader=False)
    with zipfile.ZipFile(target / "autograder.zip", "w") as archive:
        archive.writestr("otter_config.json", json.dumps({"pdf": False}))
        for exercise in current_course().exercises:
            checks_of_exercise = [
                (name, worth) for part, name, worth in checks if part == exercise.name
            ]
            tests = OTTER_TESTS.format(part=exercise.name, checks=checks_of_exercise)
            archive.writestr(f"tests/{exercise.name}.py", tests)


def _sources(folder: Path) -> dict[str, str]:
    """Read the files; in a notebook the parts need not import each other."""
    return {
        path.stem: SIBLING.sub("", path.read_text(encoding="utf-8")) for path in folder.glob("*.py")
    }


def _cells(sources: dict[str, str]) -> list[nbformat.NotebookNode]:
    cells = []
    for part in current_course().functions:
        cell = nbformat.v4.new_code_cell(sources.get(part, ""), id=part.replace("_", "-"))
        cell.metadata["nbgrader"] = _marks(part, solution=True)
        cells.append(cell)
    return cells


def _check_cells() -> list[nbformat.NotebookNode]:
    cells = []
    for exercise in current_course().exercises:
        text = CHECK_CELL.format(part=exercise.name)
        cell = nbformat.v4.new_code_cell(text, id=f"check-{exercise.number}")
        marks = _marks(f"check_{exercise.name}", grade=True, locked=True)
        cell.metadata["nbgrader"] = marks | {"points": exercise.points}
        cells.append(cell)
    return cells


def _marks(identity: str, **marks: bool) -> dict[str, object]:
    off = {"grade": False, "locked": False, "solution": False, "task": False}
    return {"schema_version": 3, "grade_id": identity} | off | marks


def _write(folder: Path, cells: list[nbformat.NotebookNode], for_nbgrader: bool) -> None:
    folder.mkdir(parents=True)
    cells = cells + _check_cells() if for_nbgrader else cells
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {
        "name": "python3",
        "display_name": "Python 3",
        "language": "python",
    }
    nbformat.write(notebook, folder / "submission.ipynb")
