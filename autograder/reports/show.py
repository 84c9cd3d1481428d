"""Reports from a results folder, without grading: its pages anew, or one result in short."""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from autograder.core.control import escape_control
from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.grading.classroom import write_grades
from autograder.grading.decisions.adjusting import take
from autograder.grading.folder import drop_pages, line_of, read_folder
from autograder.grading.known import read_people
from autograder.grading.results import Check, Result, Status

from .analysis import failed
from .pages import write_class_page, write_page


def write_pages(out: Path) -> tuple[Result, ...]:
    """Write all pages and the grades anew; return the results as they are shown."""
    there = read_folder(out)
    read_people(out)  # what cannot be read is told before anything is written
    for result in there.results:
        write_page(out, result, there.names)
    drop_pages(out, there.names, there.results)
    write_grades(out, there.results)
    write_class_page(out, there.results, there.names)
    take(out, there.adjustments, there.verdicts)
    return there.results


def show(out: Path, identity: str) -> None:
    """Show one result in short; raises CommandError when there is no such submission."""
    result, console = line_of(read_folder(out), identity), Console(file=sys.stdout)
    if result is None:
        words = _("there is no submission {id} in {out}", id=repr(identity), out=out)
        raise CommandError(words)
    score = _("{n} of {all} points", n=f"{result.score:g}", all=f"{result.max_score:g}")
    earned = _("excused") if result.excused else score
    head = identity + _(": ") + _(result.status) + _(", ") + earned
    console.print(Text(escape_control(head), style="bold"))
    for line in result.adjusted.in_words() if result.adjusted else ():
        console.print(Text(escape_control(line)))
    if result.status != Status.GRADED:
        console.print(Text(escape_control(result.message)))
    table = table_of(_("part"), _("points"), _("what to look at first"))
    for part in result.parts:
        wrong = [check for check in part.checks if not check.passed]
        words = _first_words(wrong[0]) if wrong else ""
        table.add_row(
            part.name, f"{part.score:g} / {part.max_score:g}", Text(escape_control(words))
        )
    console.print(table)
    words = _("{count} checks not passed; page: {path}")
    console.print(words.format(count=len(failed(result)), path=out / "reports"))


def table_of(*heads: str) -> Table:
    """Return an empty table whose cells are shown whole: Chinese has no spaces to break at."""
    return Table(*(Column(head, overflow="fold") for head in heads))


def _first_words(check: Check) -> str:
    """Say in a line what to look at: the known mistake, or how the message begins."""
    words = " ".join(_(text) for text in (check.explanation, check.question) if text)
    if not check.explanation:
        words = next(iter(check.message.strip().splitlines()), "")
    what = _("{check} ({outcome})", check=check.title, outcome=_(check.outcome))
    return what + _(": ") + words
