"""Questions of the quiz in HTML: for notebooks, pages and course platforms alike."""

from __future__ import annotations

import html
import re

from autograder.checks.quiz.quiz import Grid, Item, Option, Shown
from autograder.core.languages import _

CODE = re.compile(r"`([^`]+)`")


def prose(text: str) -> str:
    """Write a sentence, in which code stands between backticks."""
    return CODE.sub(r"<code>\1</code>", html.escape(text, quote=False))


def in_a_line(shown: Shown) -> str:
    """Write a value in one line, where there is no room for tables."""
    line = html.escape(shown.in_a_line(), quote=False)
    return line if shown.error or shown.sentence else f"<code>{line}</code>"


def value(shown: Shown, name: str = "") -> str:
    """Write a value, as a table for each grid of an array."""
    if not shown.grids:
        text = in_a_line(shown)
        return f"<code>{html.escape(name)}</code> = {text}" if name else text
    return "".join(_table(grid, name) for grid in shown.grids)


def _table(grid: Grid, name: str) -> str:
    title = html.escape(f"{name}{grid.place}")
    rows = "".join(
        "<tr>" + "".join(f"<td>{html.escape(number)}</td>" for number in row) + "</tr>"
        for row in grid.rows
    )
    caption = f"<caption><code>{title}</code></caption>" if title else ""
    return f'<table class="numbers">{caption}<tbody>{rows}</tbody></table>'


def question(item: Item) -> str:
    """Write what is asked, without the options."""
    arrays = "".join(value(shown, name) for name, shown in item.inputs)
    pieces = [f'<div class="arrays">{arrays}</div>'] if arrays else []
    if item.call:
        pieces.append(f"<p><code>{html.escape(item.call, quote=False)}</code></p>")
    return "".join([*pieces, f"<p>{prose(item.question)}</p>"])


def diagnosis(option: Option, names: bool = False, leading: bool = True) -> str:
    """Write whether an option is right, and which mistakes return it, each with its question.

    With `names`, those of the catalogue stand there too; `leading` says first what they are.
    """
    if option.is_right:
        return f"<strong>{html.escape(_('Right.'))}</strong>"
    words = _("Code with this mistake returns it.")
    if len(option.mistakes) > 1:
        words = _("Code with one of these mistakes returns it.")
    pieces = [html.escape(words)] if leading else []
    for mistake in option.mistakes:
        words = f"<strong>{prose(_(mistake.explanation))}</strong>"
        named = f" <small>({html.escape(mistake.name)})</small>" if names else ""
        pieces.append(f"{words}{named}<br/><em>{prose(_(mistake.question))}</em>")
    return "<br/>".join(pieces)
