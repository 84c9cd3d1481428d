"""Plain exports: CSV and JSON of the class, JUnit XML of every check."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from autograder.checks.verdict import Outcome
from autograder.core.control import escape_control
from autograder.core.table import half_up
from autograder.course import current_course
from autograder.grading.decisions.extensions import told
from autograder.grading.names import csv_safe
from autograder.grading.results import Result, tree_of
from autograder.platforms.gradebook import Row

MISSING, EXCUSED = "not submitted", "excused"
"""The status of a learner who handed in nothing, and of one whose submission does not count."""


@dataclass(frozen=True)
class Column:
    """A column that is there where it tells something of any learner."""

    name: str
    cell: Callable[[Result], object]


MORE = (
    Column("machine_score", lambda r: r.adjusted.score if r.adjusted and r.adjusted.told else ""),
    Column("adjusted", lambda r: csv_safe(" ".join(_decided(r).split()))),
    Column("late_days_used", lambda r: (r.handed_in and r.handed_in.late_days_used) or ""),
    Column("extended", lambda r: csv_safe(told(r.handed_in.extended)) if r.handed_in else ""),
)


def _decided(result: Result) -> str:
    return "; ".join(result.adjusted.in_words()) if result.adjusted else ""


def to_csv(rows: Sequence[Row]) -> str:
    """Write a row a learner: id, name, status, score and every part."""
    parts = [exercise.name for exercise in current_course().exercises]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    head = ["id", "name", "submission_id", "status", "score", "max_score", "percent"]
    head += ["late", "penalty", *parts, "test_accuracy", "message"]
    results = [row.result for row in rows if row.result]
    more = [column for column in MORE if any(map(column.cell, results))]
    writer.writerow([*head, *(column.name for column in more)])
    most = max((result.max_score for result in results), default=100)
    for row in rows:
        result = row.result
        if result is None:
            who, empty = [csv_safe(row.id), csv_safe(row.name)], ["" for _ in (*parts, *more)]
            writer.writerow([*who, "", MISSING, 0, most, 0, "", 0, *empty, "", ""])
            continue
        scores = result.points
        handed = result.handed_in
        late = "late" if handed and handed.late else ""
        percent = f"{half_up(100 * result.score / result.max_score, 2):.2f}"
        cells: list[object] = [csv_safe(row.id), csv_safe(row.name)]
        cells.append(csv_safe(result.submission_id))
        if result.excused:
            cells += [EXCUSED, "", "", "", late, 0]
        else:
            cells += [result.status, result.score, result.max_score, percent, late, result.penalty]
        accuracy = "" if result.test_accuracy is None else f"{result.test_accuracy:.2f}"
        message = csv_safe(" ".join(result.message.split()))
        cells += [*(scores.get(p, "") for p in parts), accuracy, message]
        writer.writerow([*cells, *(column.cell(result) for column in more)])
    return text.getvalue()


def to_json(rows: Sequence[Row]) -> str:
    """Write a list of learners, each with the whole result or null."""
    tree = [{"id": row.id, "result": row.result and tree_of(row.result)} for row in rows]
    return json.dumps(tree, indent=1, ensure_ascii=False) + "\n"


def to_junit(results: Sequence[Result]) -> str:
    """Write JUnit XML: a suite a submission, a case a check.

    Grader errors and submissions without checks are errors, all else that did not pass is a
    failure. After the schema that Jenkins and GitLab read.
    """
    root = ElementTree.Element("testsuites")
    for result in results:
        checks = [(part.name, check) for part in result.parts for check in part.checks]
        wrong = [check for _, check in checks if not check.passed]
        errors = [check for check in wrong if check.outcome == Outcome.GRADER_ERROR]
        lost = not checks
        suite = ElementTree.SubElement(
            root,
            "testsuite",
            name=escape_control(result.submission_id),
            tests=str(len(checks) or 1),
            failures=str(len(wrong) - len(errors)),
            errors=str(len(errors) + lost),
            skipped="0",
            time=f"{result.seconds:.3f}",
        )
        _decisions(suite, result)
        if lost:
            case = ElementTree.SubElement(suite, "testcase", classname="submission", name="graded")
            _problem(case, "error", result.status, result.message)
        for part, check in checks:
            case = ElementTree.SubElement(suite, "testcase", classname=part, name=check.name)
            if not check.passed:
                kind = "error" if check in errors else "failure"
                _problem(case, kind, check.mistake or check.outcome, check.message)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _decisions(suite: ElementTree.Element, result: Result) -> None:
    """Say beside the machine's verdicts what people decided."""
    if result.adjusted is None or not result.adjusted.told:
        return
    properties = ElementTree.SubElement(suite, "properties")
    score = EXCUSED if result.excused else f"{result.score:g}"
    for name, value in (("score", score), ("adjusted", _decided(result))):
        shown = escape_control(value)
        ElementTree.SubElement(properties, "property", name=name, value=shown)


def _problem(case: ElementTree.Element, kind: str, what: str, message: str) -> None:
    shown = escape_control(message)
    line = shown.partition("\n")[0]
    problem = ElementTree.SubElement(case, kind, type=what, message=line)
    problem.text = shown
