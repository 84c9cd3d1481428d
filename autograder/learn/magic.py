"""Notebooks: `%load_ext autograder`, then `%check`, `%show`, `%hint`, `%quiz`, `%play`, …"""

from __future__ import annotations

import html
import io
from collections.abc import Callable
from typing import Any

from rich.console import Console

from autograder.checks.progress import read_progress, remember
from autograder.checks.sides import InProcess
from autograder.checks.verdict import CheckResult, Outcome, causes, fix_first
from autograder.core.errors import CommandError
from autograder.core.languages import _
from autograder.course import current_course
from autograder.drawing import panels
from autograder.drawing.show import fragment, shown
from autograder.learn.hints import next_hint
from autograder.learn.screens import overview
from autograder.notebook import NotebookSide, results_of

WIDTH = 100
"""Columns of a table in a notebook."""


def register(shell: Any) -> None:
    """Add the magics to a shell."""
    magics: tuple[Callable[[str, dict[str, Any]], None], ...] = (check, show, hint, status, play)
    for magic in magics:
        shell.register_magic_function(_with_names(magic, shell), "line", magic.__name__)
    shell.register_magic_function(quiz, "line", "quiz")


def _with_names(magic: Callable[[str, dict[str, Any]], None], shell: Any) -> Callable[[str], None]:
    return lambda line: magic(line.strip(), shell.user_ns)


def check(line: str, namespace: dict[str, Any]) -> None:
    """Check what the notebook defines and show what to fix first, with pictures."""
    try:
        results = results_of(line, "", namespace)
    except CommandError as error:
        print(error)
        return
    remember(results)
    _display(_told(results))


def hint(line: str, namespace: dict[str, Any]) -> None:
    """Show the next hint for an exercise, or for the current one."""
    try:
        chosen = current_course().exercise(line) if line else read_progress().current()
        print(next_hint(chosen.name))
    except CommandError as error:
        print(error)


def status(line: str, namespace: dict[str, Any]) -> None:
    """Show what was reached, with an arrow at what is next."""
    text = io.StringIO()
    console = Console(
        file=text, width=WIDTH, highlight=False, force_jupyter=False, force_terminal=False
    )
    console.print(overview(read_progress()))
    print(text.getvalue().rstrip())


def play(line: str, namespace: dict[str, Any]) -> None:
    """Train what the notebook defines, and show it at work; `%play 2` trains two epochs."""
    from autograder.learn.own import NotThere, Own, OwnFailed
    from autograder.learn.playground import fragment_of
    from autograder.learn.playing import Wish, trained_by

    if line and not (line.isdecimal() and int(line)):
        print(_("%play takes a number of epochs, or nothing: {line}", line=repr(line)))
        return
    wish = Wish(epochs=int(line) if line else None, in_notebook=True)
    try:
        played = trained_by(Own(InProcess(NotebookSide(namespace))), wish)
    except (CommandError, NotThere, OwnFailed) as error:
        print(error)
        return
    _display(fragment_of(played))


def show(line: str, namespace: dict[str, Any]) -> None:
    """Show an exercise's pictures from the notebook's functions, next to those expected."""
    try:
        name = current_course().exercise(line).name
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
    return html.escape(_(result.outcome) + _(": ") + result.title)
