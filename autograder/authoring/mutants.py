"""Generic mutations of the reference: small changes that the checks must notice, by libcst."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import libcst as cst
from libcst import matchers as m

from autograder.course.reference import EQUIVALENT, solution_folder
from autograder.learn.stub import BEGIN, END

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


LIBRARIES = ("F", "nn", "torch", "transforms", "datasets", "plt", "Image")
"""Names of modules: what is called in them is no method of a value."""
FREE = ("desc", "leave")
"""Arguments that say how a progress bar looks, which is free."""


@dataclass(frozen=True)
class Mutant:
    """A reference file with one small change; the name says which, and stays the same."""

    name: str
    part: str
    source: str


def mutants_of(exercise: str, solution: str) -> list[Mutant]:
    """Make every mutant of a solution: changes between its solution markers only."""
    module = cst.parse_module(solution)
    wrapper = cst.MetadataWrapper(module, unsafe_skip_copy=True)
    positions = wrapper.resolve(cst.metadata.PositionProvider)
    parents = wrapper.resolve(cst.metadata.ParentNodeProvider)
    solution_lines = _marked_lines(solution)
    mutants: list[Mutant] = []
    counts: dict[str, int] = {}
    sources = {solution}
    for node in _walk(wrapper.module):
        position = positions.get(node)
        if position is None or position.start.line not in solution_lines:
            continue
        for words, changed in _changes(node, parents.get(node)):
            changed_module = wrapper.module.deep_replace(node, changed)  # type: ignore[arg-type]
            source = getattr(changed_module, "code", solution)
            if source in sources:
                continue
            sources.add(source)
            line = solution.splitlines()[position.start.line - 1].strip()
            key = f"{exercise}: {line} [{words}]"
            counts[key] = counts.get(key, 0) + 1
            suffix = f" #{counts[key]}" if counts[key] > 1 else ""
            mutants.append(Mutant(f"{key}{suffix}", exercise, source))
    return mutants


def equivalents(exercise: str, root: Path | None = None) -> dict[str, str]:
    """Read the mutants that no input can tell from an exercise's reference, with the reasons."""
    path = solution_folder(exercise, root) / EQUIVALENT
    if not path.exists():
        return {}
    rows = tomllib.loads(path.read_text(encoding="utf-8")).get("equivalent", [])
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
    """Return every node whose change can matter: messages and docstrings are left alone."""
    if isinstance(node, cst.SimpleStatementLine) and m.matches(
        node.body[0], m.Expr(value=m.SimpleString())
    ):
        return
    if isinstance(node, cst.Arg) and node.keyword and node.keyword.value in FREE:
        return
    yield node
    if not isinstance(node, cst.Raise):
        for child in node.children:
            yield from _walk(child)


def _changes(node: cst.CSTNode, parent: cst.CSTNode | None) -> Iterator[tuple[str, cst.CSTNode]]:
    """Return every small change of one node, with the words for it."""
    if type(node) in OPERATORS:
        other = OPERATORS[type(node)]
        yield f"{type(node).__name__} → {other.__name__}", other()
    elif isinstance(node, cst.Integer):
        value = int(node.value)
        yield f"{value} → {value + 1}", cst.Integer(str(value + 1))
        if value > 0:
            yield f"{value} → {value - 1}", cst.Integer(str(value - 1))
    elif isinstance(node, cst.Float):
        more = str(round(float(node.value) + 0.01, 6))
        yield f"{node.value} → {more}", cst.Float(more)
    elif m.matches(node, m.Name("True")):
        yield "True → False", cst.Name("False")
    elif m.matches(node, m.Name("False")):
        yield "False → True", cst.Name("True")
    elif isinstance(node, cst.UnaryOperation):
        yield f"{_code(node)} → {_code(node.expression)}", node.expression
    elif isinstance(node, cst.If | cst.IfExp) and not isinstance(node.test, cst.Comparison):
        turned = cst.UnaryOperation(cst.Not(), _in_brackets(node.test))
        yield f"condition {_code(node.test)} turned round", node.with_changes(test=turned)
    elif isinstance(node, cst.Slice) and node.step is not None:
        yield f"{_code(node)} without its step", cst.Slice(lower=node.lower, upper=node.upper)
    elif isinstance(node, cst.With) and not any(item.asname for item in node.items):
        yield "with … left out", cst.If(test=cst.Name("True"), body=node.body)
    elif isinstance(node, cst.Call):
        yield from _swapped(node)
        yield from _argument_left_out(node)
        if not isinstance(parent, cst.Expr):  # which is deleted as a whole
            yield from _call_left_out(node)
    elif isinstance(node, cst.SimpleStatementLine):
        yield from _deleted(node)


def _code(node: cst.CSTNode) -> str:
    return cst.Module(body=[]).code_for_node(node)


def _in_brackets(node: cst.BaseExpression) -> cst.BaseExpression:
    return node.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


def _swapped(node: cst.Call) -> Iterator[tuple[str, cst.CSTNode]]:
    """Swap two neighbouring arguments that stand without a keyword."""
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
        words = f"{_code(one.value)} and {_code(two.value)} swapped"
        yield words, node.with_changes(args=swapped)


def _argument_left_out(node: cst.Call) -> Iterator[tuple[str, cst.CSTNode]]:
    """Leave out an argument that has a keyword."""
    for arg in node.args:
        truth = m.matches(arg.value, m.Name("True") | m.Name("False"))
        if arg.keyword and not truth and arg.keyword.value not in FREE:
            rest = [other for other in node.args if other is not arg]
            yield f"{arg.keyword.value} left out", node.with_changes(args=rest)


def _call_left_out(node: cst.Call) -> Iterator[tuple[str, cst.CSTNode]]:
    """Leave out the call around a value: a method's or a library's."""
    if isinstance(node.func, cst.Attribute):
        name, owner = node.func.attr.value, node.func.value
        if not (isinstance(owner, cst.Name) and owner.value in LIBRARIES):
            yield f"{name} left out", owner
        elif node.args and not node.args[0].keyword:
            yield f"{name} left out", node.args[0].value


def _deleted(node: cst.SimpleStatementLine) -> Iterator[tuple[str, cst.CSTNode]]:
    if not isinstance(node.body[0], cst.Pass | cst.Import | cst.ImportFrom):
        yield "deleted", node.with_changes(body=[cst.Pass()])
