"""Running the text of files and cells statement by statement, and what was left out of it.

A statement that raises is noted and the next one runs. Each cell, or file, may compute for some
seconds, and all together for some more: what crosses a bound is left out. What ended the
process is known from outside and not run again.
"""

from __future__ import annotations
import __future__

import ast
import functools
import inspect
import linecache
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import CodeType
from typing import Any

from . import sentences
from .budget import OutOfTime, from_the_keyboard, limited
from .left_out import LeftOut, lacks_library, not_python, what_was_raised
from .notebook import Cell
from .products import DOT, INSTEAD, PRODUCT
from .sentences import Sentence, Words, sentence
from .statements import (
    DEFINITIONS,
    ByCall,
    WithoutDecorators,
    WithoutDots,
    bound_names,
    plain_pieces,
    split,
)

CELL_SECONDS, ALL_SECONDS = 10.0, 60.0
MAX_ENDED_PROCESSES = 5
"""After so many statements that ended the process, only what is harmless runs."""
SPARED_SECONDS = 2.0
"""Computing time of one import, definition or constant once the rest is not run any more."""
MAX_WIDTH = 80
AS_TEXTS = __future__.annotations.compiler_flag
"""Annotations stay texts, so that they may name anything."""
ANY = "*"
"""Stands among the names of what may bind any name, as `from pairs import *` may."""
BRINGS_NAMES = ("%run", "run ", "%load ", "%pylab", "pylab", "%store", "%%writefile", "%%file")


@dataclass(frozen=True)
class Piece:
    """A file or a cell that is run: what the learner calls it, and what Python does.

    `folders` lead to a file that others may import relatively.
    """

    shown: str
    file_name: str
    namespace: dict[str, Any]
    cell: Cell | None = None
    as_main: bool = False
    folders: tuple[str, ...] = ()

    def place(self, line: int, text: str) -> Sentence:
        """Name a line of it; a cell by its number and first line."""
        if self.cell is not None:
            title = _short(self.cell.title)
            return sentence(sentences.CELL, file=self.shown, number=self.cell.number, line=title)
        return sentence(sentences.LINE, file=self.shown, number=line, line=_short(text))


def _short(line: str) -> str:
    line = line.strip()
    return line if len(line) <= MAX_WIDTH else line[: MAX_WIDTH - 1] + "…"


@dataclass
class Loader:
    """Runs the pieces of one submission and remembers what was left out.

    `announce` is told the key of each statement before it runs, `note` what is left out,
    `ended` why statements, by their keys, ended the process in an earlier run.
    """

    announce: Callable[[str], None] = lambda key: None
    note: Callable[[LeftOut], None] = lambda left_out: None
    ended: Mapping[str, Words] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    used: float = 0.0
    endings: int = 0
    spared: bool = False
    shown: Any = None

    def run(self, piece: Piece, text: str, flags: int = 0) -> int:
        """Run a piece of Python; returns the `__future__` flags that it ends with.

        Raises SyntaxError where the text is none.
        """
        tree = ast.parse(text, piece.file_name)
        lines = text.split("\n")
        linecache.cache[piece.file_name] = (len(text), None, text.splitlines(True), piece.file_name)
        remaining = CELL_SECONDS
        if piece.cell is None:
            tree = WithoutDots(piece.folders).visit(tree)
        if "@" in text or "dot" in text:
            tree = ByCall(PRODUCT, DOT).visit(tree)
            for name, function in INSTEAD.items():
                piece.namespace.setdefault(name, function)
        nodes = list(split(tree.body, piece.as_main))
        for number, node in enumerate(nodes):
            if number and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
                continue
            if isinstance(node, ast.ImportFrom) and node.module == "__future__":
                for alias in node.names:
                    flags |= getattr(getattr(__future__, alias.name, None), "compiler_flag", 0)
            shows = piece.cell is not None and node is nodes[-1] and isinstance(node, ast.Expr)
            run = self._run_shown if shows and self._may_bind(piece) else self._run_statement
            remaining -= run(piece, node, lines[node.lineno - 1], flags, remaining)
        return flags

    def _may_bind(self, piece: Piece) -> bool:
        """Tell whether `_` is Jupyter's: who has given it a value of their own keeps it."""
        return piece.namespace.get("_", self.shown) is self.shown

    def _run_shown(
        self, piece: Piece, node: ast.stmt, line: str, flags: int, remaining: float
    ) -> float:
        """Run the expression that ends a cell: Jupyter shows its value, and binds it.

        It is `_`, and of cell 3 also `_3` and `Out[3]`, as after all cells were run in order.
        """
        assert isinstance(node, ast.Expr)
        name = ast.copy_location(ast.Name("_", ast.Store()), node)
        kept = ast.copy_location(ast.Assign([name], node.value), node)
        seconds = self._run_statement(piece, kept, line, flags, remaining)
        if piece.namespace.get("_") is not None:
            self.shown = piece.namespace["_"]
            number = piece.cell.number if piece.cell else 0
            piece.namespace[f"_{number}"] = self.shown
            outputs = piece.namespace.setdefault("Out", {})
            if isinstance(outputs, dict):
                outputs[number] = self.shown
        elif self.shown is not None:
            piece.namespace["_"] = self.shown
        else:
            piece.namespace.pop("_", None)
        return seconds

    def _run_statement(
        self, piece: Piece, node: ast.stmt, line: str, flags: int, remaining: float
    ) -> float:
        """Run one statement, or what may run of it; returns the seconds that it computed."""
        cell = piece.cell.number if piece.cell else 0
        key = f"{piece.shown}|{cell}|{node.lineno}|{node.col_offset}"
        remaining = min(remaining, ALL_SECONDS - self.used)
        why = self.ended.get(key, "")
        self.endings += bool(why)
        whole = not why and self.endings < MAX_ENDED_PROCESSES and remaining > 0
        pieces = [node] if whole else list(plain_pieces(node))
        if not whole and pieces != [node]:
            self._leave_out(
                piece, node, line, why or sentence(sentences.SPARED), bool(why) or not self.spared
            )
            self.spared = self.spared or not why
        elif why:  # even the import or definition itself ended the process
            self._leave_out(piece, node, line, why)
            return 0.0
        seconds = 0.0
        for one in pieces:
            self.announce(key)
            seconds += self._execute(
                piece, one, line, flags, remaining if whole else SPARED_SECONDS
            )
        return seconds

    def _execute(
        self,
        piece: Piece,
        node: ast.stmt,
        line: str,
        flags: int,
        seconds: float,
        again: bool = False,
    ) -> float:
        before, others = time.process_time(), self.used
        try:
            module = ast.Module([node], [])
            if piece.cell is not None:  # Jupyter's cells may await outside of functions
                flags |= ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
            code = compile(module, piece.file_name, "exec", flags, dont_inherit=True)
            with limited(seconds):
                _run(code, piece.namespace)
        except OutOfTime as error:
            limit = f"{min(seconds, CELL_SECONDS):.3g}"
            why = sentence(sentences.COMPUTED, limit=limit)
            if error.waited:
                why = sentence(sentences.WAITED)
            self._leave_out(piece, node, line, why)
        except BaseException as error:  # a learner's statement may raise anything, SystemExit too
            if from_the_keyboard(error):
                raise
            absent = "" if again else self._absent_name(node, error)
            if absent:  # annotations change nothing, and without its decorator it may do as well
                why = sentence(sentences.DEFINED_WITHOUT, name=absent)
                self.remember(LeftOut(piece.place(node.lineno, line), why, frozenset()))
                bare = WithoutDecorators(functools.partial(lacks_library, self.left_out))
                self._execute(piece, bare.visit(node), line, flags | AS_TEXTS, seconds, again=True)
            else:
                self._leave_out(piece, node, line, what_was_raised(error))
        # What the statement imports has a time of its own, and has been counted already.
        own_seconds = max(0.0, time.process_time() - before - (self.used - others))
        self.used += own_seconds
        return own_seconds

    def _absent_name(self, node: ast.stmt, error: BaseException) -> str:
        """Return the name of a missing library's that a definition needed; mostly empty."""
        if not isinstance(node, DEFINITIONS) or not isinstance(error, NameError):
            return ""
        return str(error.name) if lacks_library(self.left_out, error.name) else ""

    def _leave_out(
        self, piece: Piece, node: ast.stmt, line: str, why: Words, noted: bool = True
    ) -> None:
        self.remember(LeftOut(piece.place(node.lineno, line), why, bound_names(node), noted))

    def remember(self, left_out: LeftOut) -> None:
        """Remember and note something that was left out."""
        self.left_out.append(left_out)
        if left_out.noted:
            self.note(left_out)

    def unreadable(self, piece: Piece, text: str, error: BaseException) -> None:
        """Leave out a whole cell that is no Python."""
        names = frozenset(re.findall(r"\w+", text))
        place = piece.place(getattr(error, "lineno", None) or 1, getattr(error, "text", None) or "")
        self.remember(LeftOut(place, not_python(error), names))

    def dropped(self, piece: Piece, cell: Cell) -> None:
        """Remember the lines of a cell that are not Python's; some may have bound any name."""
        for number, line in cell.dropped:
            whole = line.startswith("%%") and not cell.text.strip()
            if line.startswith("%%") and not whole:
                continue
            names = set(re.findall(r"\w+", cell.source if whole else line))
            brings_names = line.startswith(BRINGS_NAMES)
            names |= {ANY} if brings_names else set()
            why = sentence(sentences.DROPPED)
            if whole:
                why = sentence(sentences.OTHER_CELL, line=_short(line))
            place = piece.place(number, line)
            if piece.cell is not None and not whole:
                place = sentence(sentences.CELL_LINE, place=place, text=_short(line))
            self.remember(LeftOut(place, why, frozenset(names), noted=brings_names))

    def why_unbound(self, name: str) -> LeftOut | None:
        """Find the piece that would, or might, have bound a name; the last one counts."""
        for wanted in (name, ANY):
            for left_out in reversed(self.left_out):
                if wanted in left_out.names:
                    return left_out
        return None


def _run(code: CodeType, namespace: dict[str, Any]) -> None:
    """Run a statement; one that awaits is run to its end."""
    if code.co_flags & inspect.CO_COROUTINE:
        import asyncio  # hardly ever needed, and slow to import

        asyncio.run(eval(code, namespace))
    else:
        exec(code, namespace)
