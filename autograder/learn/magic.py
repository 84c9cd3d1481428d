"""Notebooks: `%load_ext autograder`, then `%check EXERCISE`, `%show EXERCISE` and `%quiz`."""

from __future__ import annotations

import html
from typing import Any

from autograder.checks.sides import InProcess
from autograder.checks.verdict import CheckResult, Outcome, causes, fix_first
from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.course import current_course
from autograder.drawing import panels
from autograder.drawing.show import fragment, shown
from autograder.notebook import NotebookSide, results_of


def register(shell: Any) -> None:
    """Add the magics to a shell."""
    shell.register_magic_function(lambda line: check(line, shell.user_ns), "line", "check")
    shell.register_magic_function(lambda line: show(line, shell.user_ns), "line", "show")
    shell.register_magic_function(quiz, "line", "quiz")


def check(line: str, namespace: dict[str, Any]) -> None:
    """Check what the notebook defines and show what to fix first, with pictures."""
    try:
        results = results_of(line.strip(), "", namespace)
    except CommandError as error:
        print(error)
        return
    _display(_told(results))


def show(line: str, namespace: dict[str, Any]) -> None:
    """Show an exercise's pictures from the notebook's functions, next to those expected."""
    try:
        name = current_course().exercise(line.strip()).name
        _display(fragment(shown(name, InProcess(NotebookSide(namespace)))))
    except CommandError as error:
        print(error)


def quiz(line: str) -> None:
    """Ask what is due, or about the exercise that is named; where nobody can type, show it all."""
    from autograder.learn import quiz_cells

    try:
        quiz_cells.quiz(line.strip(), _display)
    except CommandError as error:
        print(error)


def _display(text: str) -> None:
    from IPython.display import HTML, display  # type: ignore[import-not-found, unused-ignore]

    display(HTML(text))  # type: ignore[no-untyped-call, unused-ignore]


def _told(results: list[CheckResult]) -> str:
    """Write the marks of all checks, and the first that failed in full."""
    passed = sum(result.passed for result in results)
    count = _("{n} of {all} checks passed", n=passed, all=len(results))
    pieces = [f"<p><strong>{html.escape(count)}</strong></p>"]
    carried = causes(results)
    if carried:
        pieces.append(f"<p>{html.escape(fix_first(carried))}</p>")
    wrong = [result for result in results if not result.passed]
    if not wrong:
        return "\n".join(pieces)
    first = next((r for r in wrong if r.outcome != Outcome.NOT_WRITTEN), wrong[0])
    pieces.append(f"<p>{_named(first)}</p>")
    pieces.append(f'<pre style="white-space: pre-wrap">{html.escape(first.message)}</pre>')
    if first.evidence and first.evidence.panels:
        pieces.append(panels.drawn(first.evidence))
    if len(wrong) > 1:
        summary = _("everything that is not right yet")
        names = "".join(f"<li>{_named(r)}</li>" for r in wrong)
        pieces.append(f"<details><summary>{summary}</summary><ul>{names}</ul></details>")
    return "\n".join(pieces)


def _named(result: CheckResult) -> str:
    return html.escape(f"{_(result.outcome)}: {result.title}")
