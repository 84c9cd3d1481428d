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


def is_own(text: str) -> bool:
    """Tell whether a comment may be written over: it is empty, or an export wrote it earlier."""
    plain = html.unescape(re.sub(r"<[^>]*>", "", text)).strip()
    return not plain or any(_begins(language).match(plain) for language in LANGUAGES)


def _begins(language: str) -> re.Pattern[str]:
    pattern = re.escape(said_in(POINTS, language))
    return re.compile(re.sub(r"\\{\w+\\}", r"\\d+(?:\\.\\d+)?", pattern))


def comment(result: Result) -> str:
    """Say in a few lines of HTML-free text what was lost and why."""
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
    # Moodle shows the cell as HTML, and a spreadsheet takes it for what it begins with: a digit.
    text = escape_control(" ".join(map(_sentence, lines))).replace("&", "&amp;")
    return text.replace("<", "&lt;").replace(">", "&gt;")


def _sentence(line: str) -> str:
    """End a line as a sentence: several of them stand in one cell."""
    return line if line.endswith((".", "?", "!", "。", "？", "！")) else line + _(".")
