"""nbgrader and otter-grader for `attacks.py`: the tests of `graders.py` in notebooks."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import textwrap
import zipfile
from pathlib import Path

import nbformat
from graders import (
    FILE,
    NAMES,
    NEIGHBOUR,
    RIGHT,
    ROOM,
    TESTS,
    Class,
    Outcome,
    Places,
    contained,
    write_class,
)


def python_tests(line: str, indent: str, refusing: bool) -> str:
    """Write a line of TESTS with plain `assert`."""
    if not refusing:
        return f"{indent}assert {line}\n"
    text = f"try:\n    {line}\nexcept ValueError:\n    pass\nelse:\n    assert False\n"
    return textwrap.indent(text, indent)


def notebook(*cells: nbformat.NotebookNode) -> str:
    """Write a notebook of these cells."""
    result = nbformat.v4.new_notebook(cells=list(cells))
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    result.metadata["kernelspec"] = kernel
    return str(nbformat.writes(result))


class Nbgrader:
    """nbgrader: `autograde` for the whole class, hidden tests in cells of their own."""

    name, module = "nbgrader", "nbgrader"
    seconds = 40.0
    config = "c = get_config()\nc.CourseDirectory.course_id = 'bench'\nc.Execute.timeout = 10\n"

    def places(self, who: str) -> Places:
        """Say where things lie."""
        course = ROOM / "course"
        return Places(
            course / "source" / "bench" / "submission.ipynb",
            course / "gradebook.db",
            "update grade set manual_score = 1",
            "update grade set manual_score = 0",
            course / "submitted" / NEIGHBOUR / "bench" / "submission.ipynb",
            course / "gradebook.db",
        )

    def run(self, room: Path, submissions: Class, patience: float) -> Outcome:
        """Grade a class."""
        course = room / "course"
        self.write(course / "source" / "bench", {FILE: RIGHT})
        for who, files in submissions.items():
            self.write(course / "submitted" / who / "bench", files)
        (course / "nbgrader_config.py").write_text(self.config, encoding="utf-8")
        script = "cd course\n$PYTHON -m nbgrader generate_assignment bench\n"
        script += "$PYTHON -m nbgrader autograde bench"
        ended = contained(room, script, patience * self.seconds * (1 + len(submissions)))
        return Outcome({who: self.share(course, who) for who in submissions}, ended)

    def write(self, folder: Path, files: dict[str, str]) -> None:
        """Write a notebook, and what lies beside it."""
        folder.mkdir(parents=True)
        for name, text in files.items():
            if name == FILE:
                name, text = "submission.ipynb", notebook(*self.cells(text))
            (folder / name).write_text(text, encoding="utf-8")

    def cells(self, text: str) -> list[nbformat.NotebookNode]:
        """Write the cell of the learner and those of the tests."""
        result = [("solution", text, {"solution": True})]
        for name, lines in TESTS.items():
            test = "".join(python_tests(line, "", name == "refusals") for line in lines)
            test = f"### BEGIN HIDDEN TESTS\n{test}### END HIDDEN TESTS"
            result.append((name, test, {"grade": True, "locked": True, "points": 1}))
        cells = []
        for identity, source, marks in result:
            cell = nbformat.v4.new_code_cell(source, id=identity)
            off = {"grade": False, "locked": False, "solution": False, "task": False}
            cell.metadata["nbgrader"] = {"schema_version": 3, "grade_id": identity, **off, **marks}
            cells.append(cell)
        return cells

    def share(self, course: Path, who: str) -> float | None:
        """Read what one got; without a graded notebook there is no verdict."""
        if not (course / "autograded" / who / "bench" / "submission.ipynb").exists():
            return None
        question = """select sum(coalesce(grade.manual_score, grade.auto_score, 0)) from grade
            join submitted_notebook on grade.notebook_id = submitted_notebook.id
            join submitted_assignment
                on submitted_notebook.assignment_id = submitted_assignment.id
            where submitted_assignment.student_id = ?"""
        with contextlib.suppress(sqlite3.Error), sqlite3.connect(course / "gradebook.db") as book:
            (score,) = book.execute(question, (who,)).fetchone()
            return None if score is None else float(score) / len(TESTS)
        return None


class Otter:
    """otter-grader: `otter run` for one after the other, as one does without Docker."""

    name, module = "otter-grader", "otter-grader"
    seconds = 50.0

    def places(self, who: str) -> Places:
        """Say where things lie."""
        tests = [{"name": "output_shape", "score": 6, "max_score": 6, "visibility": "visible"}]
        place = ROOM / "class"
        return Places(
            ROOM / "autograder.zip",
            place / who / "results.json",
            json.dumps({"tests": tests}),
            "{}",
            place / NEIGHBOUR / "submission.ipynb",
            place / NEIGHBOUR / "results.json",
        )

    def run(self, room: Path, submissions: Class, patience: float) -> Outcome:
        """Grade a class."""
        write_class(room / "class", submissions)
        for who in submissions:
            path = room / "class" / who / FILE
            written = notebook(nbformat.v4.new_code_cell(path.read_text("utf-8"), id="solution"))
            path.with_name("submission.ipynb").write_text(written, encoding="utf-8")
            path.unlink()
        text = "from otter.test_files import test_case\n\nOK_FORMAT = False\n"
        text += 'name = "output_shape"\n'
        for name, lines in TESTS.items():
            text += f"\n\n@test_case(points=1)\ndef test_{name}({', '.join(NAMES)}):\n"
            text += "".join(python_tests(line, "    ", name == "refusals") for line in lines)
        with zipfile.ZipFile(room / "autograder.zip", "w") as archive:
            archive.writestr("otter_config.json", json.dumps({"pdf": False}))
            archive.writestr("tests/output_shape.py", text)
        script = f"for s in {' '.join(submissions)}; do\n  (cd class/$s && $PYTHON -m otter run "
        script += "submission.ipynb -a ../../autograder.zip -o .)\ndone"
        ended = contained(room, script, patience * self.seconds * len(submissions))
        results = {who: room / "class" / who / "results.json" for who in submissions}
        return Outcome({who: self.share(path) for who, path in results.items()}, ended)

    def share(self, path: Path) -> float | None:
        """Read what one got."""
        try:
            tests = json.loads(path.read_text(encoding="utf-8"))["tests"]
            scores = [test["score"] for test in tests if test.get("score") is not None]
            return sum(scores) / len(TESTS) if scores else None
        except (OSError, ValueError, KeyError, TypeError):
            return None
