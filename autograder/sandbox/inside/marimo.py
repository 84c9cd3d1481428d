"""marimo's notebooks: scripts whose cells are functions of an app, taken for cells like others."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

from .notebook import Cell, as_python

_APP = re.compile(r"^app = marimo\.App\(", re.MULTILINE)
SETUP, MADE, CELL = range(3)
"""What runs first: the setup, then functions and classes of their own, then cells."""


@dataclass(frozen=True)
class _Block:
    """One cell: when it runs, the names that it takes and gives, and its text on its lines."""

    kind: int
    takes: frozenset[str]
    gives: frozenset[str]
    text: str


def cells_of_marimo(text: str) -> list[Cell] | None:
    """Return a marimo notebook's cells in the order in which they run; None for other scripts.

    A cell runs after those that give it a name, wherever it stands.
    """
    if not _APP.search(text):
        return None
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    if not any(_makes_app(node) for node in tree.body):  # a text or a comment said so
        return None
    blocks = [block for node in tree.body if (block := _block(node, text.split("\n")))]
    numbers = {id(block): number for number, block in enumerate(blocks, 1)}
    return [as_python(block.text, numbers[id(block)]) for block in _ordered(blocks)]


def _makes_app(node: ast.stmt) -> bool:
    """Tell the statement `app = marimo.App(...)`."""
    return isinstance(node, ast.Assign) and ast.unparse(node).startswith("app = marimo.App(")


def _block(node: ast.stmt, lines: list[str]) -> _Block | None:
    """Read a statement of the script as a cell; None for what only makes and runs the app."""
    if isinstance(node, ast.With) and _of_app(node.items[0].context_expr) == "setup":
        return _Block(SETUP, frozenset(), frozenset(), _inside(node, node.body, lines))
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return None
    marks = [mark for mark in node.decorator_list if _of_app(mark)]
    if isinstance(node, ast.ClassDef) or (marks and _of_app(marks[0]) == "function"):
        kept = list(lines)
        for mark in marks:
            last = mark.end_lineno or mark.lineno
            kept[mark.lineno - 1 : last] = [""] * (last - mark.lineno + 1)
        names = frozenset([node.name])
        return _Block(MADE, frozenset(), names, _cut(kept, _first_line(node), node.end_lineno))
    if not marks:
        return None
    end = node.body[-1]
    is_return = isinstance(end, ast.Return)
    given = {n.id for n in ast.walk(end) if isinstance(n, ast.Name)} if is_return else set()
    takes = frozenset(argument.arg for argument in node.args.args)
    body = node.body[:-1] if is_return else node.body
    return _Block(CELL, takes, frozenset(given), _inside(node, body, lines))


def _of_app(node: ast.expr) -> str:
    """Return NAME for `app.NAME`, called or not."""
    function = node.func if isinstance(node, ast.Call) else node
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        return function.attr if function.value.id == "app" else ""
    return ""


def _inside(node: ast.stmt, body: list[ast.stmt], lines: list[str]) -> str:
    """Return a body as it would stand for itself, each line at its number."""
    if not body or body[0].lineno == node.lineno:
        return ""
    first = _first_line(body[0])
    indent = " " * body[0].col_offset
    return _cut([line.removeprefix(indent) for line in lines], first, body[-1].end_lineno)


def _first_line(node: ast.stmt) -> int:
    marks: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(mark.lineno for mark in marks)])


def _cut(lines: list[str], first: int, last: int | None) -> str:
    return "\n" * (first - 1) + "\n".join(lines[first - 1 : last])


def _ordered(blocks: list[_Block]) -> list[_Block]:
    """Order cells by what they need; of those that wait for each other the first one goes first."""
    waiting = sorted(blocks, key=lambda block: block.kind)
    ordered = []
    while waiting:
        open_names = [block.gives for block in waiting]
        ready = (
            block
            for number, block in enumerate(waiting)
            if not block.takes & frozenset().union(*open_names[:number], *open_names[number + 1 :])
        )
        chosen = next(ready, waiting[0])
        waiting.remove(chosen)
        ordered.append(chosen)
    return ordered
