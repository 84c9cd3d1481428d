"""Generic mutations of the reference: small changes that the checks must notice, by libcst."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import libcst as cst
from libcst import matchers as m

from .stubs import BEGIN, END

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

OPERATORS: dict[type[cst.CSTNode], type[Any]] = {
    cst.Add: cst.Subtract,
    cst.Subtract: cst.Add,
    cst.Multiply: cst.FloorDivide,
    cst.FloorDivide: cst.Multiply,
    cst.Divide: cst.Multiply,
    cst.MatrixMultiply: cst.Multiply,
    cst.AddAssign: cst.SubtractAssign,
    cst.LessThan: cst.LessThanEqual,
    cst.LessThanEqual: cst.LessThan,
    cst.GreaterThan: cst.GreaterThanEqual,
    cst.GreaterThanEqual: cst.GreaterThan,
    cst.Equal: cst.NotEqual,
    cst.NotEqual: cst.Equal,
    cst.Is: cst.IsNot,
    cst.IsNot: cst.Is,
    cst.And: cst.Or,
    cst.Or: cst.And,
}


@dataclass(frozen=True)
class Mutant:
    """A reference file with one small change; the name says which, and stays the same."""

    name: str
    part: str
    source: str


def mutants_of(part: str, solution: str) -> list[Mutant]:
    """Make every mutant of a solution: changes between its solution markers only."""
    module = cst.parse_module(solution)
    wrapper = cst.MetadataWrapper(module, unsafe_skip_copy=True)
    positions = wrapper.resolve(cst.metadata.PositionProvider)
    marked = _marked_lines(solution)
    mutants: list[Mutant] = []
    counts: dict[str, int] = {}
    for node in _walk(wrapper.module):
        position = positions.get(node)
        if position is None or position.start.line not in marked:
            continue
        for words, changed in _changes(node):
            changed_module = wrapper.module.deep_replace(node, changed)  # type: ignore[arg-type]
            source = getattr(changed_module, "code", solution)
            if source == solution:
                continue
            line = solution.splitlines()[position.start.line - 1].strip()
            key = f"{part}: {line} [{words}]"
            counts[key] = counts.get(key, 0) + 1
            suffix = f" #{counts[key]}" if counts[key] > 1 else ""
            mutants.append(Mutant(f"{key}{suffix}", part, source))
    return mutants


def equivalents(home: Path) -> dict[str, str]:
    """Read the mutants that no input can tell from the reference, with the reasons."""
    path = home / "solutions" / "mistakes" / "equivalent.toml"
    if not path.exists():
        return {}
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["equivalent"]
    return {row["mutant"]: row["reason"] for row in rows}


def _marked_lines(solution: str) -> set[int]:
    inside, lines = False, set()
    for number, line in enumerate(solution.splitlines(), 1):
        if line.strip() == BEGIN:
            inside = True
        elif line.strip() == END:
            inside = False
        elif inside:
            lines.add(number)
    return lines


def _walk(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    yield node
    for child in node.children:
        yield from _walk(child)


def _changes(node: cst.CSTNode) -> Iterator[tuple[str, cst.CSTNode]]:
    """Give every small change of one node, with the words for it."""
    if type(node) in OPERATORS:
        other = OPERATORS[type(node)]
        yield f"{type(node).__name__} → {other.__name__}", other()
    elif isinstance(node, cst.Integer):
        value = int(node.value)
        yield f"{value} → {value + 1}", cst.Integer(str(value + 1))
        if value > 0:
            yield f"{value} → {value - 1}", cst.Integer(str(value - 1))
    elif isinstance(node, cst.Float):
        yield f"{node.value} → {float(node.value) + 0.01}", cst.Float(str(float(node.value) + 0.01))
    elif m.matches(node, m.Name("True")):
        yield "True → False", cst.Name("False")
    elif m.matches(node, m.Name("False")):
        yield "False → True", cst.Name("True")
    elif isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Minus):
        yield "- dropped", node.expression
    elif isinstance(node, cst.Call):
        yield from _swapped(node)
    elif isinstance(node, cst.SimpleStatementLine):
        yield from _deleted(node)


def _swapped(node: cst.Call) -> Iterator[tuple[str, cst.CSTNode]]:
    arguments: Sequence[cst.Arg] = node.args
    for index in range(len(arguments) - 1):
        one, two = arguments[index], arguments[index + 1]
        if one.keyword or two.keyword or one.star or two.star:
            continue
        if one.value.deep_equals(two.value):
            continue
        swapped = list(arguments)
        swapped[index] = one.with_changes(value=two.value)
        swapped[index + 1] = two.with_changes(value=one.value)
        yield f"arguments {index + 1} and {index + 2} swapped", node.with_changes(args=swapped)


def _deleted(node: cst.SimpleStatementLine) -> Iterator[tuple[str, cst.CSTNode]]:
    statement = node.body[0]
    if isinstance(statement, cst.Pass | cst.Import | cst.ImportFrom):
        return
    yield "deleted", node.with_changes(body=[cst.Pass()])
