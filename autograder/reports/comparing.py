"""What differs between two results folders: a table on the terminal, a CSV file and a page."""

from __future__ import annotations

import csv
import io
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup, escape
from rich.console import Console
from rich.text import Text

from autograder.core.control import escape_control
from autograder.core.languages import _
from autograder.core.table import in_form
from autograder.grading.comparison import CheckChange, Comparison, Difference
from autograder.grading.known import NOBODY_KNOWN, People, person_of
from autograder.grading.names import csv_safe
from autograder.grading.results import REPORTS, Result

from .pages import templates
from .show import table_of

MAX_ROWS, MAX_CHECKS = 40, 2
PAGE, THERE, MISSING = "compare.html", "there", "not there"


def score_in_words(result: Result) -> str:
    """Say a score as a gradebook gets it, or why there is none."""
    if result.excused:
        return _("excused")
    return (
        f"{in_form(result.score)} / {in_form(result.max_score)}"
        if result.has_score
        else _(result.status)
    )


def change_in_words(difference: Difference) -> str:
    """Say how much a score changed, with its sign; nothing where there is no number."""
    points = difference.points
    return f"{'+' if points > 0 else '−'}{in_form(abs(points))}" if points else ""


def check_in_words(change: CheckChange) -> str:
    """Say what a check said and says: `layers, It adds: failed → passed (+2)`."""
    before, now = (_(check.outcome) if check else "–" for check in (change.old, change.new))
    points = change.points
    sign = "+" if points > 0 else "−"
    told = _(" ({points})", points=f"{sign}{in_form(abs(points))}") if points else ""
    return _(", ").join((change.part, change.title)) + _(": ") + f"{before} → {now}{told}"


def by_check(comparison: Comparison) -> list[tuple[str, str, int, int]]:
    """Count for each check whose points went up and down, those of the most first."""
    up, down = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for change in (change for each in comparison.differences for change in each.checks):
        if change.points:
            (up if change.points > 0 else down)[change.part, change.title] += 1
    keys = sorted({*up, *down}, key=lambda key: (-up[key] - down[key], key))
    return [(*key, up[key], down[key]) for key in keys]


def show(comparison: Comparison, page: Path) -> None:
    """Show what differs on the terminal; `page` has all of it."""
    console = Console(file=sys.stdout)
    for line in comparison.summary:
        console.print(Text(line))
    if comparison.differences:
        heads = (_("submission"), _("before"), _("now"), _("change"), _("why"), _("checks"))
        table = table_of(*heads)
        for difference in comparison.differences[:MAX_ROWS]:
            table.add_row(*(Text(escape_control(cell)) for cell in _cells(difference)))
        console.print(table)
    more = len(comparison.differences) - MAX_ROWS
    if more > 0:
        console.print(_("… and {count} more in {path}", count=more, path=page))
    for words, names in _in_one(comparison):
        console.print(Text(words + _(": ") + ", ".join(map(escape_control, names))))


def _cells(difference: Difference) -> list[str]:
    checks = [check_in_words(change) for change in difference.checks[:MAX_CHECKS]]
    more = len(difference.checks) - MAX_CHECKS
    checks += [_("and {count} more", count=more)] if more > 0 else []
    scores = [score_in_words(result) for result in (difference.old, difference.new)]
    return [difference.id, *scores, change_in_words(difference), difference.why, "\n".join(checks)]


def _in_one(comparison: Comparison) -> list[tuple[str, tuple[str, ...]]]:
    """Return who is in one of the two alone, with what that is called."""
    every = [
        (_("only in OLD ({count})"), comparison.only_old),
        (_("only in NEW ({count})"), comparison.only_new),
    ]
    return [(words.format(count=len(names)), names) for words, names in every if names]


def to_csv(comparison: Comparison, people: People = NOBODY_KNOWN) -> str:
    """Write what differs as CSV, a row a submission; those in one folder alone come last."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["id", "name", "before", "now", "change", "why", "checks"])
    for each in comparison.differences:
        scores = [r.score if r.has_score else score_in_words(r) for r in (each.old, each.new)]
        checks = "; ".join(check_in_words(change) for change in each.checks)
        name = csv_safe(person_of(each.new, people).name)
        points = each.points if each.old.has_score and each.new.has_score else ""
        cells = [csv_safe(each.id), name, *scores, points, each.why, csv_safe(checks)]
        writer.writerow(cells)
    alone = [(name, THERE, MISSING) for name in comparison.only_old]
    alone += [(name, MISSING, THERE) for name in comparison.only_new]
    for identity, before, now in alone:
        writer.writerow([csv_safe(identity), "", before, now, "", "", ""])
    return text.getvalue()


def page(
    comparison: Comparison,
    folders: tuple[Path, Path],
    names: dict[str, str],
    people: People = NOBODY_KNOWN,
) -> str:
    """Make the page; `names` gives each submission's page by its id, where it lies beside."""

    def link(identity: str) -> Markup:
        shown = escape(escape_control(identity))
        if identity not in names:
            return shown
        path = quote(f"{REPORTS}/{names[identity]}.html")
        return Markup('<a href="{}">{}</a>').format(path, shown)

    return (
        templates()
        .get_template("compare.html")
        .render(
            comparison=comparison,
            folders=folders,
            link=link,
            name=lambda result: person_of(result, people).name,
            checks=by_check(comparison),
            in_one=_in_one(comparison),
            score_in_words=score_in_words,
            change_in_words=change_in_words,
            check_in_words=check_in_words,
        )
    )
