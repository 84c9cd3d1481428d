"""Statements of learner code, looked at before they run: what they bind, and whether they are
no more than imports, definitions and constants."""

from __future__ import annotations

import ast
import functools
import sys
from collections.abc import Callable, Iterator
from types import CodeType
from typing import Any

PLAIN_CALLS = {
    *("list", "dict", "tuple", "set", "frozenset", "range", "len", "int", "float", "str", "bool"),
    *("max", "min", "sum", "round", "abs", "Path", "slice", "namedtuple", "TypeVar", "property"),
}
BUILT_WITH = {"torch", "nn", "np", "numpy", "transforms", "T", "os", "pathlib", "v2", "plt", "math"}
"""Modules whose functions make the constants that definitions build on."""
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def split(body: list[ast.stmt], as_main: bool) -> Iterator[ast.stmt]:
    """Return the statements of a module one by one.

    An import of several modules becomes one for each; with `as_main`, what stands under
    `if __name__ == "__main__":` stands for itself.
    """
    for node in body:
        if isinstance(node, ast.Import) and len(node.names) > 1:
            for alias in node.names:
                yield ast.copy_location(ast.Import([alias]), node)
        elif as_main and isinstance(node, ast.If) and _asks_for_main(node.test):
            yield from split(node.body, as_main)
        else:
            yield node


class WithoutDots(ast.NodeTransformer):
    """Writes `from .train import train` without its dot, as a script has no package.

    `folders` lead to the file from the submission's own; all of them can be searched. They stand
    before the name where they can, so that of two files of one name the right one is meant.
    """

    def __init__(self, folders: tuple[str, ...]) -> None:
        self.folders = folders

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.stmt:
        """Return an import that says the same without a package."""
        up = node.level - 1
        if up < 0 or up > len(self.folders):
            return node
        base = self.folders[: len(self.folders) - up]
        if any("." in name for name in base) or sys.stdlib_module_names & {*base[:1]}:
            base = ()
        names = [*base, *([node.module] if node.module else [])]
        if not names and node.names[0].name == "*":
            return node
        made: ast.stmt = ast.ImportFrom(".".join(names), node.names, 0)
        if not names:  # `from . import train`, beside it
            made = ast.Import(node.names)
        return ast.copy_location(made, node)


class ByCall(ast.NodeTransformer):
    """Writes `a @ b` and `a.dot(b)` as calls of functions, which can be watched."""

    def __init__(self, product: str, dot: str) -> None:
        self.product, self.dot = product, dot

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        """Return the product as a call."""
        self.generic_visit(node)
        if not isinstance(node.op, ast.MatMult):
            return node
        name = ast.copy_location(ast.Name(self.product, ast.Load()), node)
        return ast.copy_location(ast.Call(name, [node.left, node.right], []), node)

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """Return the call of a method as one of a function."""
        self.generic_visit(node)
        if not (isinstance(node.func, ast.Attribute) and node.func.attr == "dot"):
            return node
        name = ast.copy_location(ast.Name(self.dot, ast.Load()), node)
        call = ast.Call(name, [node.func.value, *node.args], node.keywords)
        return ast.copy_location(call, node)


class WithoutDecorators(ast.NodeTransformer):
    """Leaves out the decorators of a definition that use a name for which `is_absent`."""

    def __init__(self, is_absent: Callable[[str], bool]) -> None:
        self.is_absent = is_absent

    def visit(self, node: ast.AST) -> Any:
        """Return the definition, with those of its decorators that are there."""
        if isinstance(node, DEFINITIONS):
            kept = [one for one in node.decorator_list if not self._uses_absent(one)]
            node.decorator_list = kept
        return self.generic_visit(node)

    def _uses_absent(self, decorator: ast.expr) -> bool:
        names = [piece.id for piece in ast.walk(decorator) if isinstance(piece, ast.Name)]
        return any(map(self.is_absent, names))


def _asks_for_main(test: ast.expr) -> bool:
    return ast.unparse(test) in ("__name__ == '__main__'", "'__main__' == __name__")


def bound_names(node: ast.AST) -> frozenset[str]:
    """Return the names that a statement binds in its module."""
    names: set[str] = set()
    waiting = [node]
    while waiting:
        piece = waiting.pop()
        if isinstance(piece, DEFINITIONS):
            names.add(piece.name)
            continue
        if isinstance(piece, ast.Lambda):
            continue
        if isinstance(piece, ast.Import | ast.ImportFrom):
            names |= {(a.asname or a.name).split(".")[0] for a in piece.names}
        elif isinstance(piece, ast.Name) and isinstance(piece.ctx, ast.Store):
            names.add(piece.id)
        waiting += ast.iter_child_nodes(piece)
    return frozenset(names)


@functools.lru_cache(256)
def definitions(text: str, file_name: str) -> CodeType | None:
    """Compile a file that only imports, defines and names constants; None for any other."""
    tree = ast.parse(text, file_name)
    rest = tree.body[ast.get_docstring(tree, clean=False) is not None :]
    if any(list(plain_pieces(node)) != [node] for node in rest):
        return None
    return compile(tree, file_name, "exec", dont_inherit=True)


def plain_pieces(node: ast.stmt) -> Iterator[ast.stmt]:
    """Return what of a statement is an import, a definition or a constant."""
    if isinstance(node, (*DEFINITIONS, ast.Import, ast.ImportFrom)):
        yield node
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        if node.value is None or _is_constant(node.value):
            yield node
    elif isinstance(node, ast.If | ast.With | ast.Try):
        for inner in node.body:
            yield from plain_pieces(inner)


def _is_constant(value: ast.expr) -> bool:
    """Tell a constant: no call but those that only make something small."""
    for piece in ast.walk(value):
        if isinstance(piece, ast.Await | ast.ListComp | ast.GeneratorExp | ast.NamedExpr):
            return False
        if isinstance(piece, ast.Call):
            function = piece.func
            while isinstance(function, ast.Attribute):
                function = function.value
            if not isinstance(function, ast.Name):
                return False
            if function.id not in PLAIN_CALLS | BUILT_WITH:
                return False
    return True
