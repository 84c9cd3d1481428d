"""The exercises as nbgrader wants them: a course whose notebooks are made from the solutions."""

from __future__ import annotations

import ast
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import nbformat

from autograder.checks.session import all_checks
from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.course import Exercise, course_root, current_course, handout
from autograder.course.reference import solution_of
from autograder.grading.names import cell_name
from autograder.grading.results import rounded, write_text
from autograder.grading.seeds import draw_seed
from autograder.learn.lab import PAGE, has_lab, page_of
from autograder.learn.stub import BEGIN, END

CONFIG = '''\
"""nbgrader's settings for the course."""

import os

c = get_config()
c.CourseDirectory.course_id = "{assignment}"
c.ClearSolutions.code_stub = {{"python": "raise NotImplementedError"}}
c.Execute.timeout = 600

# The seed of `autograder grade`: autograding asks with other numbers than learners have seen.
os.environ.setdefault("AUTOGRADER_SEED", "{seed}")
'''
SETUP = "import autograder.notebook  # loads the libraries, once"
CHECK = """\
from autograder.notebook import check

check("{part}", "{name}")"""
APART = """\
try:
{imports}
except ImportError:  # yours stand in other notebooks
    {names} = None"""
CHECK_YOURSELF = re.compile(r"\n## (?:Check yourself|自己检查)\n")
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}

Node = Any
Cells = list[Node]
FORMAT: Any = nbformat  # it has no types


def write_course(out: Path, assignment: str, in_one: bool) -> int:
    """Write an nbgrader course to `out`, which must be new or empty; raises CommandError.

    A notebook for each exercise, or `in_one` for all. Return the seed of its autograding, which
    stands in the instructor's settings alone.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        words = _("{out} holds something already: name a new or an empty folder", out=out)
        raise CommandError(words)
    folder = out / "source" / assignment
    for name, notebook in notebooks(assignment, in_one).items():
        write_text(folder / f"{name}.ipynb", FORMAT.writes(notebook) + "\n")
    for path in sorted((course_root() / "exercises").glob("*/pictures/*.svg")):
        write_text(folder / "pictures" / path.name, path.read_text(encoding="utf-8"))
    for exercise in filter(has_lab, current_course().exercises):
        write_text(folder / _lab_of(exercise), page_of(exercise).read_text(encoding="utf-8"))
    seed = draw_seed()
    write_text(out / "nbgrader_config.py", CONFIG.format(assignment=assignment, seed=seed))
    return seed


def notebooks(assignment: str, in_one: bool) -> dict[str, Node]:
    """Make the notebooks, by the names of their files."""
    checks = all_checks()
    cells = {e.folder: _cells(e, checks, in_one) for e in current_course().exercises}
    if in_one:
        cells = {assignment: [cell for group in cells.values() for cell in group]}
    written = {}
    for name, group in cells.items():
        for number, cell in enumerate(group):
            cell["id"] = f"cell-{number}"
        metadata = {"kernelspec": KERNEL}
        written[name] = FORMAT.v4.new_notebook(cells=group, metadata=metadata)
        FORMAT.validate(written[name])
    return written


def _cells(exercise: Exercise, checks: dict[tuple[str, str], Fraction], in_one: bool) -> Cells:
    cells = [_text(f"{exercise.name}-handout", _handout(exercise, in_one))]
    # Apart from the check cells: nbgrader gives no points where an import warns on stderr.
    cells.append(_code(f"{exercise.name}-setup", SETUP, locked=True))
    if exercise.file:
        source = solution_of(exercise.name)
        imports, functions = pieces_of(source)
        imports = _with_siblings(imports, in_one)
        cells += [FORMAT.v4.new_code_cell(imports)] if imports else []
        for name, text in functions.items():
            cells.append(_code(f"{exercise.name}-{name}", text, solution=True))
    heading = "## Check yourself\n\nRun each cell; it ends with the points it earned."
    cells.append(_text(f"{exercise.name}-checks", heading))
    for (part, name), points in checks.items():
        if part == exercise.name:
            text = CHECK.format(part=part, name=name)
            marks = {"grade": True, "locked": True, "points": rounded(points)}
            cells.append(_code(cell_name(part, name), text, **marks))
    return cells


def pieces_of(solution: str) -> tuple[str, dict[str, str]]:
    """Take a solution's source apart: its imports, and each public function or class by name.

    Helpers at the left margin, which learners do not see, move into the solution of the last
    function: there nbgrader takes them away with it.
    """
    header: list[str] = []
    functions: list[list[str]] = []
    helpers: list[str] = []
    at_margin = decorated = False
    for line in solution.splitlines():
        if line in (BEGIN, END):
            at_margin = line == BEGIN
        elif at_margin:
            helpers.append(line)
        elif line.startswith(("def ", "class ", "@")) and not decorated:
            functions.append([line])
        else:
            (functions[-1] if functions else header).append(line)
        decorated = line.startswith("@") or (decorated and line.startswith(" "))
    if helpers:
        last = functions[-1]
        end = max(n for n, line in enumerate(last) if line.strip() == END)
        functions[-1] = [*last[:end], "", "", *_stripped(helpers), *last[end:]]
    first = ast.parse("\n".join(header)).body[:1]
    skipped = first[0].end_lineno or 0 if first and isinstance(first[0], ast.Expr) else 0
    named = {}
    for lines in functions:
        text = "\n".join(lines).strip()
        node = ast.parse(text).body[0]
        assert isinstance(node, ast.FunctionDef | ast.ClassDef)
        named[node.name] = text
    return "\n".join(_stripped(header[skipped:])), named


def _stripped(lines: list[str]) -> list[str]:
    return "\n".join(lines).strip("\n").split("\n")


def _with_siblings(imports: str, in_one: bool) -> str:
    """In one notebook the names of other exercises are there; apart, they may be missing."""
    files = "|".join(current_course().functions)
    sibling = re.compile(rf"^from ({files}) import (\w+)$", re.MULTILINE)
    siblings = [match[0] for match in sibling.finditer(imports)]
    names = [match[2] for match in sibling.finditer(imports)]
    rest = sibling.sub("", imports).strip()
    if in_one or not siblings:
        return rest
    lines = "\n".join(f"    {line}" for line in siblings)
    return f"{rest}\n\n" + APART.format(imports=lines, names=" = ".join(names))


def _handout(exercise: Exercise, in_one: bool) -> str:
    """Read the handout; its links lead to notebooks, and the cells below are what is edited."""
    text = (course_root() / handout(exercise.name)).read_text(encoding="utf-8")
    text = re.split(CHECK_YOURSELF, text)[0].strip()
    text = text.replace(f"[{exercise.name}.py]({exercise.name}.py)", _("the cells below"))

    def follow(link: re.Match[str]) -> str:
        if link[2] == PAGE:
            return f"[{link[1]}]({_lab_of(exercise)})"
        words, folder = link[1], re.fullmatch(r"\.\./(\w+)/README(\.\w+)?\.md", link[2])
        return words if in_one or not folder else f"[{words}]({folder[1]}.ipynb)"

    return re.sub(r"(?<!!)\[([^\]]+)\]\((?!https?:)([^)]+)\)", follow, text)


def _lab_of(exercise: Exercise) -> str:
    """Return where an exercise's lab lies beside the notebooks."""
    return f"labs/{exercise.folder}.html"


def _text(name: str, text: str) -> Node:
    cell = FORMAT.v4.new_markdown_cell(text)
    cell.metadata["nbgrader"] = _marks(name, locked=True)
    return cell


def _code(name: str, text: str, **marks: Any) -> Node:
    cell = FORMAT.v4.new_code_cell(text)
    cell.metadata["nbgrader"] = _marks(name, **marks)
    return cell


def _marks(name: str, **marks: Any) -> dict[str, Any]:
    off = {"grade": False, "locked": False, "solution": False, "task": False}
    return {"schema_version": 3, "grade_id": name} | off | marks
