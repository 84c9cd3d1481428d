"""Which functions of a file a change can show in: those that call what was changed, and itself."""

from __future__ import annotations

import ast
from collections.abc import Mapping


def reached(source: str, changed: str) -> frozenset[str] | None:
    """Return the functions and classes of a file whose answers may be others once it is `changed`.

    None where that cannot be told from the definitions: something beside them was changed.
    """
    before, after = ast.parse(source), ast.parse(changed)
    old, new = _definitions(before), _definitions(after)
    if old.keys() != new.keys() or _rest(before) != _rest(after):
        return None
    found = {name for name in old if ast.dump(old[name]) != ast.dump(new[name])}
    calls = {name: _names(node) for name, node in new.items()}
    while True:
        more = {name for name, called in calls.items() if called & found} - found
        if not more:
            return frozenset(found)
        found |= more


def _definitions(tree: ast.Module) -> Mapping[str, ast.stmt]:
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    return {node.name: node for node in tree.body if isinstance(node, kinds)}


def _rest(tree: ast.Module) -> list[str]:
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    return [ast.dump(node) for node in tree.body if not isinstance(node, kinds)]


def _names(node: ast.AST) -> set[str]:
    """Return every name that a definition mentions."""
    named = {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
    return named | {inner.attr for inner in ast.walk(node) if isinstance(inner, ast.Attribute)}
