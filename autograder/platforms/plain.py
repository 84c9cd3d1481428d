"""Plain exports: CSV and JSON of the class, JUnit XML of every check."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from collections.abc import Sequence
from xml.etree import ElementTree

from autograder.checks.verdict import Outcome
from autograder.course import current_course
from autograder.grading.names import csv_safe, escape_control
from autograder.grading.results import Result
from autograder.platforms.gradebook import Row

MISSING = "not submitted"


def to_csv(rows: Sequence[Row]) -> str:
    """Write a row a learner: id, name, status, score and every part."""
    parts = [exercise.name for exercise in current_course().exercises]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    head = ["id", "name", "submission_id", "status", "score", "max_score", "percent"]
    writer.writerow([*head, "late", "penalty", *parts, "test_accuracy", "message"])
    most = next((row.result.max_score for row in rows if row.result), 100)
    for row in rows:
        result = row.result
        if result is None:
            cells: list[object] = [csv_safe(row.id), "", "", MISSING, 0, most, 0, "", 0]
            writer.writerow([*cells, *("" for _ in parts), "", ""])
            continue
        scores = {part.name: part.score for part in result.parts}
        handed = result.handed_in
        name, late = (handed.name, "late" if handed.late else "") if handed else ("", "")
        percent = f"{100 * result.score / result.max_score:.2f}"
        cells = [csv_safe(row.id), csv_safe(name), csv_safe(result.submission_id), result.status]
        cells += [result.score, result.max_score, percent, late, result.penalty]
        accuracy = "" if result.test_accuracy is None else f"{result.test_accuracy:.2f}"
        message = csv_safe(" ".join(result.message.split()))
        writer.writerow([*cells, *(scores.get(p, "") for p in parts), accuracy, message])
    return text.getvalue()


def to_json(rows: Sequence[Row]) -> str:
    """Write a list of learners, each with the whole result or null."""
    tree = [{"id": row.id, "result": row.result and dataclasses.asdict(row.result)} for row in rows]
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


def _problem(case: ElementTree.Element, kind: str, what: str, message: str) -> None:
    shown = escape_control(message)
    line = shown.partition("\n")[0]
    problem = ElementTree.SubElement(case, kind, type=what, message=line)
    problem.text = shown
