"""What the learner's own lines do while a function runs: how often each one runs, what it binds."""

from __future__ import annotations

import ast
import contextlib
import linecache
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import CodeType, FrameType
from typing import Any

import numpy as np
import torch

MAX_EVENTS = 100_000
"""Lines that are followed; what runs longer is cut, and nothing is counted."""
MAX_KEPT = 40
"""Runs of a line of which the values are kept."""
MAX_TOLD = 60
"""Lines that are told, those that ran first."""


@dataclass(frozen=True)
class Statement:
    """A statement that stands alone on one line.

    `bound` are the names that it binds; `index` gives the names and numbers of the index under
    which it writes an element, empty where it writes none.
    """

    text: str
    bound: tuple[str, ...] = ()
    index: tuple[str | int, ...] = ()


@dataclass
class Seen:
    """What one line did: in which function, how often, and what it bound each time."""

    function: str
    runs: int = 0
    values: dict[str, list[Any]] = field(default_factory=dict)
    indices: list[list[int]] = field(default_factory=list)


class Tracer:
    """Follows the lines of the files that `name_of` knows, in one thread.

    `calls` counts how often each function was called by others than these files.
    """

    def __init__(self, name_of: Callable[[str], str | None]) -> None:
        self.name_of = name_of
        self.events, self.is_cut = 0, False
        self.names: dict[str, str | None] = {}
        self.statements: dict[str, dict[int, Statement]] = {}
        self.lines: dict[tuple[str, int], Seen] = {}
        self.calls: Counter[str] = Counter()

    @contextlib.contextmanager
    def tracing(self) -> Iterator[None]:
        """Follow what runs within the block."""
        before = sys.gettrace()
        sys.settrace(self._enter)
        try:
            yield
        finally:
            sys.settrace(before)

    def told(self) -> dict[str, Any]:
        """Return what was seen, as plain values."""
        lines = [
            [
                *(self.names[file], number, seen.function, self.statements[file][number].text),
                *(seen.runs, seen.values, seen.indices),
            ]
            for (file, number), seen in list(self.lines.items())[:MAX_TOLD]
        ]
        return {"cut": self.is_cut, "calls": dict(self.calls.most_common(MAX_TOLD)), "lines": lines}

    def _enter(self, frame: FrameType, event: str, _value: Any) -> Any:
        code = frame.f_code
        if code.co_name.startswith("<") or self._name(code) is None or self.is_cut:
            return None
        if frame.f_back is None or self._name(frame.f_back.f_code) is None:
            self.calls[code.co_name] += 1
        last: list[int] = []

        def follow(frame: FrameType, event: str, _value: Any) -> Any:
            if event == "exception":  # the line did not come to its end
                last.clear()
            elif event in ("line", "return"):
                if last:
                    self._after(frame, last.pop())
                if event == "line" and self._before(frame):
                    last.append(frame.f_lineno)
            return None if self.is_cut else follow

        return follow

    def _name(self, code: CodeType) -> str | None:
        file = code.co_filename
        if file not in self.names:
            self.names[file] = self.name_of(file)
            if self.names[file] is not None:
                self.statements[file] = statements_of("".join(linecache.getlines(file)))
        return self.names[file]

    def _before(self, frame: FrameType) -> bool:
        """Count a line that begins; False where it is none that is told of."""
        self.events += 1
        self.is_cut = self.is_cut or self.events > MAX_EVENTS
        place = (frame.f_code.co_filename, frame.f_lineno)
        statement = self.statements[place[0]].get(place[1])
        if statement is None or self.is_cut:
            return False
        seen = self.lines.setdefault(place, Seen(frame.f_code.co_name))
        seen.runs += 1
        if statement.index and len(seen.indices) < MAX_KEPT:
            names = frame.f_locals
            index = [names.get(i) if isinstance(i, str) else i for i in statement.index]
            if all(type(number) is int for number in index):
                seen.indices.append(index)  # type: ignore[arg-type]
        return True

    def _after(self, frame: FrameType, number: int) -> None:
        """Note what a line bound."""
        place = (frame.f_code.co_filename, number)
        statement, seen = self.statements[place[0]][number], self.lines[place]
        for name in statement.bound:
            values = seen.values.setdefault(name, [])
            if len(values) < MAX_KEPT:
                values.append(in_short(frame.f_locals.get(name)))


def in_short(value: Any) -> dict[str, Any]:
    """Return a tensor's or an array's shape, or a whole number; of others nothing."""
    if type(value) in (torch.Tensor, torch.nn.Parameter, np.ndarray):
        return {"shape": [int(size) for size in value.shape]}
    return {"number": value} if type(value) is int and abs(value) < 10**9 else {}


def statements_of(source: str) -> dict[int, Statement]:
    """Return the statements within functions that stand alone on one line, by its number."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return {}
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
    inner = {id(n): n for f in functions for n in ast.walk(f) if isinstance(n, ast.stmt)}
    begun = Counter(node.lineno for node in ast.walk(tree) if isinstance(node, ast.stmt))
    rows = source.splitlines()
    return {
        node.lineno: Statement(rows[node.lineno - 1].strip(), *_bound(node))
        for node in inner.values()
        if begun[node.lineno] == 1 and node.lineno == node.end_lineno and _is_plain(node)
    }


def _is_plain(node: ast.stmt) -> bool:
    """Tell whether a statement runs once each time, and nothing of it as a function of its own."""
    kinds = (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Return, ast.Expr)
    own = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.Lambda, ast.Yield)
    is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return (
        isinstance(node, kinds)
        and not is_text
        and not any(isinstance(inner, own) for inner in ast.walk(node))
    )


def _bound(node: ast.stmt) -> tuple[tuple[str, ...], tuple[str | int, ...]]:
    """Return the names that a statement binds, and the index under which it writes."""
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    flat = [t for one in targets for t in (one.elts if isinstance(one, ast.Tuple) else [one])]
    names = tuple(target.id for target in flat if isinstance(target, ast.Name))
    written = [target for target in flat if isinstance(target, ast.Subscript)]
    return names, _index(written[0].slice) if len(flat) == 1 and written else ()


def _index(node: ast.expr) -> tuple[str | int, ...]:
    elements = node.elts if isinstance(node, ast.Tuple) else [node]
    index: list[str | int] = []
    for element in elements:
        if isinstance(element, ast.Name):
            index.append(element.id)
        elif isinstance(element, ast.Constant) and type(element.value) is int:
            index.append(element.value)
        else:
            return ()
    return tuple(index)
