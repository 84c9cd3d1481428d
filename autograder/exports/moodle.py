"""Grades into Moodle's grading worksheet, and the zip of feedback files that Moodle takes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

from autograder import kit
from autograder.grading.names import visible
from autograder.grading.results import Result

from .gradebook import Row, matched, read_table, scaled


def fill_in(
    worksheet: Path, results: Sequence[Result], zeros: bool
) -> tuple[str, list[Row], list[Result]]:
    """Fill grade and feedback into the worksheet, scaled to its maximum grade.

    Learners are known by the number in `Identifier` (`Participant 123`), their ID number,
    address or name. Gives the text, the rows and the results of nobody.
    """
    table = read_table(worksheet)
    identifier, grade = table.column("Identifier"), table.column("Grade")
    if identifier is None or grade is None:
        raise kit.KitError(
            f"{worksheet} has no columns Identifier and Grade: download the grading worksheet "
            "anew with Moodle's language set to English"
        )
    others = ("ID number", "Email address", "Username", "Full name")
    places = [place for name in others if (place := table.column(name)) is not None]
    keys = [
        [_number(row[identifier]), row[identifier], *(row[p] for p in places)] for row in table.rows
    ]
    rows, strangers = matched(keys, results)
    most, comments = table.column("Maximum Grade"), table.column("Feedback comments")
    for cells, row in zip(table.rows, rows, strict=True):
        if row.result is not None:
            cells[grade] = scaled(row.result, _points(cells[most]) if most is not None else None)
            if comments is not None:
                cells[comments] = comment(row.result)
        elif zeros:
            cells[grade] = "0"
    return table.text(), rows, strangers


def _number(identifier: str) -> str:
    """Give the number of `Participant 123`, the word in whatever language."""
    m = re.search(r"(\d+)\s*$", identifier)
    return m[1] if m else identifier


def _points(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def comment(result: Result) -> str:
    """Say in a few lines of HTML-free text what was lost and why."""
    lines = [f"{result.score:g} of {result.max_score:g} points."]
    lines += filter(None, [result.penalty_reason])
    for part in result.parts:
        wrong = [check for check in part.checks if not check.passed]
        if wrong:
            says = wrong[0].message.partition("\n")[0]
            lines.append(f"{part.name} {part.score:g}/{part.max_score:g}: {says}")
    # Moodle shows the cell as HTML, and a spreadsheet takes it for what it begins with: a digit.
    text = visible(" ".join(lines)).replace("&", "&amp;")
    return text.replace("<", "&lt;").replace(">", "&gt;")


def feedback_files(rows: Sequence[Row], names: dict[str, str], pages: Path) -> dict[str, bytes]:
    """Name the submissions' pages as Moodle's import of feedback files wants them.

    A path is `Name_number_assignfeedback_file_feedback.html`; what stands before the first
    underscore is not read. `names` gives the page of each submission by its id.
    """
    files = {}
    for row in rows:
        page = pages / f"{names[row.result.submission_id]}.html" if row.result else None
        if page and page.is_file() and row.id.isdigit():
            handed = row.result and row.result.handed_in
            name = re.sub(r"[^\w .-]|_", " ", handed.name if handed else "").strip()
            path = f"{name or 'Participant'}_{row.id}_assignfeedback_file_feedback.html"
            files[path] = page.read_bytes()
    return files


def zipped(files: dict[str, bytes]) -> bytes:
    """Pack files into a zip; the same files give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(path), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
