"""Comments in Moodle's worksheet: where they stand, whose they are, and what ours say."""

from __future__ import annotations

import html
import re

from autograder.core.control import escape_control
from autograder.core.languages import LANGUAGES, N_, _, said_in
from autograder.core.table import Table, in_form
from autograder.grading.results import Result

NAMES = ("feedback", "kommentar", "comment", "反馈", "评语", "回饋", "評語")
"""What the column is called, in part, in languages that are known."""
POINTS = N_("{n} of {all} points")
"""How each of our comments begins."""
END = " — autograder"
"""How each of our comments ends: what follows is somebody's own."""
NEVER = ("-", "–")
MAX_MOMENT = 80
"""Letters of a date and a time, at most; day, year, hour and minute are numbers in any language."""


def comments_column(table: Table, grade: int) -> int | None:
    """Return where a worksheet's comments stand: by name, or behind the last column of times.

    It is right of the column `grade`. Moodle writes when each was graded and, where comments are
    switched on, these behind it.
    """
    places = range(grade + 1, len(table.header))
    named = [p for p in places if any(word in table.header[p].casefold() for word in NAMES)]
    if named:
        return named[-1]
    times = [place for place in places if _are_times(table.cells(place))]
    return times[-1] + 1 if times and times[-1] + 1 < len(table.header) else None


def _are_times(cells: list[str]) -> bool:
    """Tell whether every cell is a time, or says that there was none."""
    return bool(cells) and all(
        text in NEVER or (len(text) <= MAX_MOMENT and len(re.findall(r"\d+", text)) >= 4)
        for text in cells
    )


def renewed(text: str, result: Result) -> str | None:
    """Return what a cell says now: our comment, and what somebody wrote behind an earlier one.

    None where the comment is somebody else's: it neither is empty nor begins as ours do.
    """
    plain = html.unescape(re.sub(r"<[^>]*>", " ", text)).strip()
    if plain and not any(_begins(language).match(plain) for language in LANGUAGES):
        return None
    behind = plain.partition(END)[2].split()
    return " ".join([_as_html(_comment(result)) + END, *map(_as_html, behind)])


def _begins(language: str) -> re.Pattern[str]:
    pattern = re.escape(said_in(POINTS, language))
    return re.compile(re.sub(r"\\{\w+\\}", r"\\d+(?:\\.\\d+)?", pattern))


def _comment(result: Result) -> str:
    """Say in a few lines what was lost and why."""
    score, most = (in_form(points) for points in (result.score, result.max_score))
    lines = [_(POINTS, n=score, all=most)]
    lines += filter(None, [result.penalty_reason])
    lines += result.adjusted.in_words() if result.adjusted else []
    for part in result.parts:
        wrong = [check for check in part.checks if not check.passed]
        if wrong:
            explanation = wrong[0].message.partition("\n")[0]
            earned, whole = (in_form(points) for points in (part.score, part.max_score))
            lines.append(f"{part.name} {earned}/{whole}: {explanation}")
    # A spreadsheet takes the cell for what it begins with: a digit.
    return escape_control(" ".join(map(_sentence, lines))).replace(END, "")


def _as_html(text: str) -> str:
    """Return what Moodle shows as this text: it takes a cell for HTML."""
    return html.escape(text, quote=False)


def _sentence(line: str) -> str:
    """End a line as a sentence: several of them stand in one cell."""
    return line if line.endswith((".", "?", "!", "。", "？", "！")) else line + _(".")
