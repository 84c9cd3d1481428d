"""Notebooks and nbgrader, with the real nbgrader: from `autograder notebooks` to its export."""

from __future__ import annotations

import ast
import csv
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from helpers import HOME, SOLUTIONS, grades, results, run

from autograder.authoring.notebooks import pieces_of
from autograder.checks.mistakes import catalogue, mistaken_source
from autograder.course import current_course
from autograder.grading.names import cell_name
from autograder.learn.stub import stub_of

NAME = "cnn_basics"
ACTIVATED = {
    "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
    "PYTHONPATH": str(HOME),
}
"""As in an activated environment: nbgrader calls `alembic`, and its kernels import this kit."""
WRONG = {"flips": ("filters", "kernel-flipped"), "sums-up": ("train", None)}
"""Students who make a mistake; without a name it is the part's first."""


def nbgrader(course: Path, *args: object) -> subprocess.CompletedProcess[str]:
    done = run("nbgrader", *args, cwd=course, **ACTIVATED)
    assert done.returncode == 0, done.stderr
    return done


def sources_of(student: str) -> dict[str, str]:
    """Return a student's ten files."""
    files = dict(SOLUTIONS)
    if student in WRONG:
        part, name = WRONG[student]
        known = catalogue(HOME)[part]
        mistake = next((m for m in known if m.name == name), known[0])
        files[f"{part}.py"] = mistaken_source(files[f"{part}.py"], mistake)
    return files


def hand_in(course: Path, student: str) -> None:
    """Fill a released notebook in as a student does, cell by cell."""
    import nbformat  # it takes two seconds

    notebook = nbformat.read(course / "release" / NAME / f"{NAME}.ipynb", 4)
    pieces = {}
    for name, text in sources_of(student).items():
        pieces |= {f"{Path(name).stem}-{n}": piece for n, piece in pieces_of(text)[1].items()}
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("solution") and student != "untouched":
            cell.source = pieces[cell.metadata.nbgrader.grade_id]
    folder = course / "submitted" / student / NAME
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / f"{NAME}.ipynb")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course of one notebook, released, handed in by four and autograded."""
    course = tmp_path_factory.mktemp("nbgrader") / "course"
    assert run("autograder", "notebooks", "--one", course).returncode == 0
    nbgrader(course, "generate_assignment", NAME)
    for student in ("perfect", "untouched", *WRONG):
        hand_in(course, student)
    nbgrader(course, "autograde", NAME)
    return course


@pytest.fixture(scope="module")
def graded(course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same notebooks, as `autograder grade` judges them behind its walls."""
    folder = tmp_path_factory.mktemp("graded")
    (folder / "class").mkdir()
    for student in (course / "submitted").iterdir():
        shutil.copytree(student, folder / "class" / student.name)
    done = run("autograder", "grade", folder / "class", "--out", folder / "out")
    assert done.returncode == 0, done.stderr
    return folder / "out"


def cells_in(course: Path) -> dict[str, dict[str, float]]:
    """Read from the gradebook what each student got for each cell."""
    query = """
        SELECT student.id, base_cell.name, COALESCE(grade.manual_score, grade.auto_score)
        FROM grade JOIN base_cell ON base_cell.id = grade.cell_id
        JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
        JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
        JOIN student ON student.id = submitted_assignment.student_id
    """
    found: dict[str, dict[str, float]] = {}
    with sqlite3.connect(course / "gradebook.db") as database:
        for student, cell, score in database.execute(query):
            found.setdefault(student, {})[cell] = score
    return found


def cells_of(tree: dict) -> dict[str, float]:
    """Add a result's points up by the cells that they belong to."""
    cells: dict[str, float] = {}
    for part in tree["parts"]:
        for check in part["checks"]:
            name = cell_name(part["name"], check["name"])
            cells[name] = cells.get(name, 0.0) + check["score"]
    return cells


@pytest.mark.long
def test_autograde_gives_what_the_kits_own_grading_gives_check_by_check(course, graded):
    in_gradebook = cells_in(course)
    trees = results(graded)
    assert set(in_gradebook) == set(trees) == {"perfect", "untouched", *WRONG}
    for student, tree in trees.items():
        assert in_gradebook[student] == pytest.approx(cells_of(tree), abs=1e-3), student
    rows = grades(graded)
    assert float(rows["perfect"]["score"]) == current_course().points
    assert float(rows["untouched"]["score"]) == 0
    for student, (part, _) in WRONG.items():
        lost = {
            e.name for e in current_course().exercises if float(rows[student][e.name]) < e.points
        }
        assert part in lost and lost <= {part, "accuracy"}
        assert 0 < float(rows[student][part])


@pytest.mark.long
def test_feedback_names_the_mistake(course):
    nbgrader(course, "generate_feedback", NAME)
    page = (course / "feedback" / "flips" / NAME / f"{NAME}.html").read_text(encoding="utf-8")
    assert "The kernel is flipped before it slides" in page


def test_copied_check_cells_do_no_harm_when_a_notebook_is_graded(tmp_path):
    import nbformat  # it takes two seconds

    cells = ["from autograder.notebook import check", "check('filters')", SOLUTIONS["filters.py"]]
    cells.append("assert check('filters') == 0.0")
    made = [nbformat.v4.new_code_cell(text) for text in cells]
    path = tmp_path / "mine.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=made), path)
    done = run("pytest", "exercises/", "--submission", path, "--exercise", "filters")
    assert done.returncode == 0, done.stdout


def exported(course: Path) -> dict[str, float]:
    """Let nbgrader export its grades, and read them."""
    nbgrader(course, "export")
    with open(course / "grades.csv", encoding="utf-8", newline="") as file:
        return {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}


@pytest.mark.long
def test_nbgrader_exports_the_grades(course, graded):
    expected = {name: float(row["score"]) for name, row in grades(graded).items()}
    assert exported(course) == pytest.approx(expected, abs=1e-2)


@pytest.mark.long
def test_the_released_cells_are_the_stubs(course):
    import nbformat  # it takes two seconds

    notebook = nbformat.read(course / "release" / NAME / f"{NAME}.ipynb", 4)
    for name, text in SOLUTIONS.items():
        part = Path(name).stem
        own = [
            cell.source
            for cell in notebook.cells
            if cell.metadata.get("nbgrader", {}).get("solution")
            and cell.metadata.nbgrader.grade_id.split("-")[0] == part
        ]
        stub = ast.parse(stub_of(text)).body
        written = [
            ast.dump(node) for node in stub if isinstance(node, ast.FunctionDef | ast.ClassDef)
        ]
        assert [ast.dump(node) for cell in own for node in ast.parse(cell).body] == written


@pytest.mark.long
def test_the_check_cells_are_locked_and_worth_what_the_checks_are(course):
    import nbformat  # it takes two seconds

    notebook = nbformat.read(course / "release" / NAME / f"{NAME}.ipynb", 4)
    marks = [c.metadata.nbgrader for c in notebook.cells if "nbgrader" in c.metadata]
    for exercise in current_course().exercises:
        own = [m for m in marks if m.grade and m.grade_id.split("-")[0] == exercise.name]
        assert sum(mark.points for mark in own) == exercise.points
        assert all(mark.locked and not mark.solution for mark in own)
    assert len({mark.grade_id for mark in marks}) == len(marks)


@pytest.mark.long
def test_validate_refuses_what_is_not_written(course):
    stub = nbgrader(course, "validate", f"release/{NAME}/{NAME}.ipynb")
    assert "Success" not in stub.stdout and "failed" in stub.stdout.lower()


@pytest.mark.long
def test_exported_grades_are_shown_by_nbgrader(graded, tmp_path):
    course = tmp_path / "course"
    assert run("autograder", "notebooks", "--one", course).returncode == 0
    args = ("autograder", "export", graded, "--to", "nbgrader", "--course", course)
    done = run(*args)
    assert done.returncode == 2
    assert "run nbgrader generate_assignment cnn_basics there first" in done.stderr
    nbgrader(course, "generate_assignment", NAME)
    for _ in range(2):  # once more changes nothing
        done = run(*args)
        assert done.returncode == 0, done.stderr
        expected = {name: float(row["score"]) for name, row in grades(graded).items()}
        assert exported(course) == pytest.approx(expected, abs=1e-2)
    trees = results(graded)
    assert cells_in(course)["flips"] == pytest.approx(cells_of(trees["flips"]), abs=1e-3)


@pytest.mark.long
def test_an_assignment_that_nbgrader_does_not_have_is_made(graded, tmp_path):
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n", encoding="utf-8")
    args = ("--to", "nbgrader", "--course", tmp_path, "--assignment", "homework")
    done = run("autograder", "export", graded, *args)
    assert done.returncode == 0, done.stderr
    assert exported(tmp_path)["perfect"] == pytest.approx(current_course().points, abs=1e-2)


@pytest.mark.long
def test_a_folder_that_is_no_course_is_refused_in_a_line(graded, tmp_path):
    done = run("autograder", "export", graded, "--to", "nbgrader", "--course", tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith(f"autograder: {tmp_path} is not an nbgrader course")


# A notebook for each exercise


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course of a notebook an exercise, with the solutions."""
    course = tmp_path_factory.mktemp("notebooks") / "course"
    assert run("autograder", "notebooks", course).returncode == 0
    assert len(list((course / "source" / NAME).glob("*.ipynb"))) == len(current_course().exercises)
    return course


@pytest.mark.long
@pytest.mark.parametrize("name", ["09_fit", "11_accuracy"])
def test_names_of_other_exercises_are_found_in_their_notebooks(notebooks, name):
    """The accuracy needs `LeNet` and `train`; `fit` works without the notebooks beside it."""
    path = notebooks / "source" / NAME / f"{name}.ipynb"
    done = run("nbgrader", "validate", path, **ACTIVATED)
    assert "Success! Your notebook passes all the tests." in done.stdout, done.stdout


@pytest.mark.long
def test_a_folder_of_notebooks_is_one_submission(notebooks, tmp_path):
    shutil.copytree(notebooks / "source" / NAME, tmp_path / "class" / "perfect" / NAME)
    out = tmp_path / "out"
    done = run("autograder", "grade", tmp_path / "class", "--out", out)
    assert done.returncode == 0, done.stderr
    assert float(grades(out)["perfect"]["score"]) == current_course().points
