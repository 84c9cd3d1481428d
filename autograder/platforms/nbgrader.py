"""Grades into nbgrader's gradebook, through its API: formgrader and `nbgrader export` show them."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from autograder.core import about
from autograder.core.control import escape_control
from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.course import current_course
from autograder.grading.decided import TOTALS
from autograder.grading.decisions.groups import learners_of
from autograder.grading.names import cell_name
from autograder.grading.results import Result, write_bytes
from autograder.platforms.feedback import Left, Page

CONFIG, DATABASE = "nbgrader_config.py", "gradebook.db"
BESIDE = ("timestamp.txt", "submission_secret.txt")


def write_grades(
    results: Sequence[Result], course: Path, assignment: str
) -> tuple[list[str], bool]:
    """Write the points of every check into the gradebook of a course.

    Gives the ids that were left out, because the grader failed on them or they are excused. What
    people decided are manual scores, spread over the cells by their points. An assignment
    that the course does not have is made, a notebook an exercise and a cell a check: whether it
    was is what else is given. Raises CommandError where the course or the assignment cannot take
    the grades.
    """
    try:
        from nbgrader.api import MissingEntry
    except ImportError:
        raise about.not_installed("nbgrader", "nbgrader") from None
    directory = _course_directory(course)
    is_new = False
    with _gradebook(directory, course) as gradebook:
        try:
            gradebook.find_assignment(assignment)
        except MissingEntry:
            if (course / directory.source_directory / assignment).is_dir():
                raise CommandError(
                    _(
                        "the gradebook of {course} does not know {assignment} yet: run "
                        "nbgrader generate_assignment {assignment} there first",
                        course=course,
                        assignment=assignment,
                    )
                ) from None
            _make_assignment(gradebook, results, assignment)
            is_new = True
        homes = _homes(gradebook, results, course, assignment)
        most = {name: points for name, (_part, points) in _structure(results).items()}
        for result in results:
            if result.has_score:
                for student in learners_of(result):
                    _write(gradebook, result, (assignment, escape_control(student)), homes, most)
    return [result.submission_id for result in results if not result.has_score], is_new


@contextlib.contextmanager
def _gradebook(directory: Any, course: Path) -> Iterator[Any]:
    """Open the gradebook of a course; raises CommandError where it cannot be used."""
    from nbgrader.api import Gradebook
    from sqlalchemy.exc import SQLAlchemyError

    # A new gradebook is made with the program `alembic`, which lies beside this Python.
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    try:
        with warnings.catch_warnings():  # nbgrader's own use of its database warns
            warnings.simplefilter("ignore")
            with Gradebook(directory.db_url, directory.course_id) as gradebook:
                yield gradebook
    except (SQLAlchemyError, subprocess.CalledProcessError) as error:
        problem = _first_line(getattr(error, "orig", None) or error)
        words = _(
            "the gradebook of {course} cannot be used ({error})", course=course, error=problem
        )
        raise CommandError(words) from None


def _first_line(error: BaseException) -> str:
    return escape_control(str(error).partition("\n")[0]) or type(error).__name__


def _homes(
    gradebook: Any, results: Sequence[Result], course: Path, assignment: str
) -> dict[str, str]:
    """Return the notebook of each cell; raises CommandError where one is missing."""
    homes = {
        cell.name: notebook.name
        for notebook in gradebook.find_assignment(assignment).notebooks
        for cell in notebook.grade_cells
    }
    missing = [name for name in _structure(results) if name not in homes]
    if missing:
        raise CommandError(
            _(
                "{assignment} in {course} has no cell {cell}: it was not made by `autograder "
                "notebooks` of this kit; name another --assignment",
                assignment=assignment,
                course=course,
                cell=missing[0],
            )
        )
    return homes


def _course_directory(course: Path) -> Any:
    """Read where the course keeps its gradebook, as nbgrader does."""
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config.loader import Config, PyFileConfigLoader

    if not (course / CONFIG).is_file() and not (course / DATABASE).is_file():
        raise CommandError(
            _(
                "{course} is not an nbgrader course: it has no {config} and no {database}",
                course=course,
                config=CONFIG,
                database=DATABASE,
            )
        )
    config = Config()
    if (course / CONFIG).is_file():
        try:
            config = PyFileConfigLoader(CONFIG, path=str(course)).load_config()
        except (Exception, SystemExit) as error:  # it is a program
            words = _(
                "{file} cannot be read ({error})", file=course / CONFIG, error=_first_line(error)
            )
            raise CommandError(words) from None
    if "root" not in config.CourseDirectory:
        config.CourseDirectory.root = str(course.resolve())
    return CourseDirectory(config=config)


def _structure(results: Sequence[Result]) -> dict[str, tuple[str, float]]:
    """Return each cell's part and points, from all results together: some hold no checks."""
    cells: dict[str, tuple[str, float]] = {}
    for result in results:
        grade_cells: dict[str, tuple[str, float]] = {}
        for part in result.parts:
            for check in part.checks:
                name = cell_name(part.name, check.name)
                grade_cells[name] = (
                    part.name,
                    grade_cells.get(name, ("", 0.0))[1] + check.max_score,
                )
        cells |= grade_cells
    return cells


def _make_assignment(gradebook: Any, results: Sequence[Result], assignment: str) -> None:
    gradebook.update_or_create_assignment(assignment)
    folders = {exercise.name: exercise.folder for exercise in current_course().exercises}
    for name, (part, points) in _structure(results).items():
        gradebook.update_or_create_notebook(folders[part], assignment)
        gradebook.update_or_create_grade_cell(
            name, folders[part], assignment, max_score=round(points, 3), cell_type="code"
        )


def _write(
    gradebook: Any,
    result: Result,
    whose: tuple[str, str],
    homes: dict[str, str],
    most: dict[str, float],
) -> None:
    """Write one submission's points; `whose` are assignment and student."""
    assignment, student = whose
    gradebook.update_or_create_student(student)
    gradebook.update_or_create_submission(assignment, student)
    earned = dict.fromkeys(homes, 0.0)
    for part in result.parts:
        for check in part.checks:
            earned[cell_name(part.name, check.name)] += check.score
    graded = {part.name for part in result.parts}
    decided = _decided(result, {n: p for n, p in most.items() if n.partition("-")[0] in graded})
    for name, notebook in homes.items():
        if name.partition("-")[0] in graded:
            grade = gradebook.find_grade(name, notebook, assignment, student)
            grade.auto_score = round(earned[name], 4)
            # As nbgrader's own autograding does: what a person has changed is to be seen again.
            grade.needs_manual_grade = grade.manual_score is not None
            if name in decided:
                grade.manual_score, grade.needs_manual_grade = decided[name], False
    gradebook.db.commit()


def _decided(result: Result, most: dict[str, float]) -> dict[str, float]:
    """Return the points that people decided, spread over the cells that they are for."""
    scores: dict[str, float] = {}
    rows = result.adjusted.rows if result.adjusted else ()
    for row in sorted(rows, key=lambda row: row.exercise in TOTALS):
        cells = [n for n in most if row.exercise in (n.partition("-")[0], *TOTALS)]
        whole = sum(most[name] for name in cells)
        if row.points is not None and whole:
            shares = {name: round(row.points * most[name] / whole, 4) for name in cells}
            shares[cells[-1]] += row.points - sum(shares.values())  # what rounding left over
            scores |= shares
    return scores


def write_feedback(
    pages: Sequence[Page], course: Path, assignment: str, again: bool
) -> tuple[int, Left]:
    """Write pages where nbgrader keeps feedback: `feedback/STUDENT/ASSIGNMENT/NOTEBOOK.html`.

    Each notebook that a learner handed in gets the page, beside the time and the secret by which
    `nbgrader release_feedback` finds its way; it stops for all where one of them lacks these.
    Raises CommandError where feedback lies there already, unless it is to be written `again`.
    """
    try:
        directory = _course_directory(course)
    except ImportError:
        raise about.not_installed("nbgrader", "nbgrader") from None
    files: dict[Path, bytes] = {}
    left: Left = {}
    for page, student in [(one, who) for one in pages for who in learners_of(one.result)]:
        there = Path(directory.format_path(directory.submitted_directory, student, assignment))
        into = Path(directory.format_path(directory.feedback_directory, student, assignment))
        notebooks = sorted(there.glob("*.ipynb")) if Path(student).name == student else []
        beside = [there / name for name in BESIDE]
        if notebooks and all(path.is_file() for path in beside):
            files |= {into / f"{path.stem}.html": page.content for path in notebooks}
            files |= {into / path.name: path.read_bytes() for path in beside}
            continue
        identity = page.result.submission_id if student == page.learner else student
        every = directory.format_path(directory.submitted_directory, "*", assignment)
        left[identity] = _("no notebook in {folder}", folder=every)
        if notebooks:
            lacking = next(path.name for path in beside if not path.is_file())
            words = _("no {name} in {folder}, without which nbgrader releases nobody's feedback")
            left[identity] = words.format(folder=every, name=lacking)
    old = [path for path in files if path.suffix == ".html" and path.exists()]
    if old and not again:
        words = _("{file} is there already: agree with --yes to write it again", file=old[0])
        raise CommandError(words)
    for path, content in files.items():
        write_bytes(path, content)
    return sum(path.suffix == ".html" for path in files), left
