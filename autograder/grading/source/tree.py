"""Follow the names in the syntax tree of a source: what they stand for, and which are suspects."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from .suspects import (
    ATTRIBUTES,
    BY_NAME,
    DEFINED,
    GETTERS,
    HIDDEN,
    KIT,
    MADE_WHEN_RUN,
    PACKAGES,
    TEXT_METHODS,
    TEXT_RUNNERS,
    UNSAFE,
    reason_of,
)

MAX_DOTS = 8
MAX_STEPS = 4
"""Files of a submission over which a name is followed, and texts within texts."""
LOOKS = {"hasattr", "dir", "help", "print", "isinstance", "type", "repr", "str", "id", "reload"}
"""Functions that a module may be given to: nothing is taken from it."""
Read = Callable[[str], ast.AST | None]
"""Parses a text as it would be run; None for one that is no Python."""


@dataclass
class Names:
    """What the names of a file stand for, and those that are its own.

    `full` are full names of what was imported, `stars` modules of which every name was.
    """

    full: dict[str, str] = field(default_factory=dict)
    own: set[str] = field(default_factory=set)
    stars: list[str] = field(default_factory=list)

    def learn(self, tree: ast.AST) -> None:
        """Learn what a tree binds."""
        for node in ast.walk(tree):
            if isinstance(node, ast.Import | ast.ImportFrom):
                self.full |= {name: full for name, full in imported(node) if name != "*"}
                self.stars += [full[:-2] for name, full in imported(node) if name == "*"]
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                self.own.add(node.id)
            elif isinstance(node, ast.arg):
                self.own.add(node.arg)
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                self.own.add(node.name)
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr | ast.For):
                self._learn_alias(node)

    def _learn_alias(self, node: ast.Assign | ast.AnnAssign | ast.NamedExpr | ast.For) -> None:
        """Learn another name of a module: `t = torch`, also in a loop over some of them."""
        if isinstance(node, ast.For):
            values = node.iter.elts if isinstance(node.iter, ast.Tuple | ast.List) else []
            values = [value for value in values if self.of(value) in PACKAGES]
        else:
            values = [node.value] if isinstance(node.value, ast.Name | ast.Attribute) else []
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for full in filter(None, map(self.of, values)):
            self.full |= {t.id: full for t in targets if isinstance(t, ast.Name)}

    def learn_stars(self, others: Mapping[str, Names]) -> None:
        """Learn what the submission's own files give with all their names."""
        for module in self.stars:
            given = others.get(module.split(".")[-1])
            self.full = (given.full if given else {}) | self.full

    def of(self, node: ast.AST) -> str:
        """Return the full name of what a name or an attribute is; empty for the file's own."""
        parts: list[str] = []
        while isinstance(node, ast.Attribute | ast.NamedExpr):
            if isinstance(node, ast.NamedExpr):
                node = node.value
                continue
            if len(parts) == MAX_DOTS:  # its beginning is a name by itself
                return ""
            parts.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name) or (node.id in self.own and node.id not in self.full):
            return ""
        return ".".join([self.full.get(node.id, node.id), *reversed(parts)])


def imported(node: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, str]]:
    """Return what an import binds, and the full name of each."""
    for alias in node.names:
        if isinstance(node, ast.ImportFrom):
            yield alias.asname or alias.name, f"{node.module or ''}.{alias.name}"
        elif alias.asname:
            yield alias.asname, alias.name
        else:
            yield alias.name.split(".")[0], alias.name.split(".")[0]
            yield "", alias.name


class Reader:
    """Notes the suspicious lines of one tree; `others` are the names of a submission's files."""

    def __init__(self, names: Names, others: Mapping[str, Names], read: Read) -> None:
        self.names, self.others, self.read = names, others, read
        self.reasons: dict[int, str] = {}

    def lines(self, tree: ast.AST, depth: int = 0) -> dict[int, str]:
        """Return why each suspicious line is one."""
        nodes = list(ast.walk(tree))
        searched = {id(inner) for node in nodes for inner in _searched(node)}
        handled = {id(inner) for node in nodes for inner in _handled(node)}
        handled -= {id(inner) for node in nodes for inner in _of_class(node)}
        for node in nodes:
            if isinstance(node, ast.Import | ast.ImportFrom):
                for _, full in imported(node):
                    self._note(node, reason_of(full))
            elif isinstance(node, ast.Name | ast.Attribute):
                if id(node) not in searched:
                    self._name(node)
                    self._module(node, id(node) in handled)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                self._note(node, ATTRIBUTES.get(node.value, ""))
            elif isinstance(node, ast.MatchClass):
                for name in node.kwd_attrs:
                    self._note(node, ATTRIBUTES.get(name, ""))
            elif isinstance(node, ast.FunctionDef) and node.name in DEFINED:
                self._note(node, ATTRIBUTES[node.name])
            elif isinstance(node, ast.Subscript):
                self._note(node, reason_of(f"{self._space(node.value)}.{_text(node.slice)}"))
            elif isinstance(node, ast.Call):
                self._call(node, depth)
        return self.reasons

    def _note(self, node: ast.AST, why: str) -> None:
        if why:
            self.reasons.setdefault(node.lineno, why)  # type: ignore[attr-defined]

    def _full(self, node: ast.AST) -> str:
        """Return a full name, through the submission's own files."""
        full = self.names.of(node)
        for _ in range(MAX_STEPS):
            parts = full.split(".")
            for place, (module, name) in enumerate(itertools.pairwise(parts)):
                inner = self.others.get(module)
                if inner and name in inner.full:
                    full = ".".join([inner.full[name], *parts[place + 2 :]])
                    break
            else:
                break
        return full

    def _name(self, node: ast.Name | ast.Attribute) -> None:
        """Note a name that is, or lies in, a suspect."""
        full = self._full(node)
        if isinstance(node, ast.Attribute):
            self._note(node, ATTRIBUTES.get(node.attr, "") or reason_of(full))
            if isinstance(node.ctx, ast.Store) and full.startswith("builtins."):
                self._note(node, KIT)
            return
        if node.id in MADE_WHEN_RUN and node.id not in {*self.names.own, *self.names.full}:
            self._note(node, HIDDEN)
        for name in self._of_stars(node.id):
            self._note(node, reason_of(name))

    def _module(self, node: ast.Name | ast.Attribute, is_handled: bool) -> None:
        """Note a module that is handed on: what is taken from it then is not to be read."""
        full = self._full(node)
        is_imported = not isinstance(node, ast.Name) or node.id in self.names.full
        if isinstance(node.ctx, ast.Load) and is_imported and not is_handled:
            self._note(node, HIDDEN if full.removesuffix(".__dict__") in PACKAGES else "")

    def _of_stars(self, name: str) -> list[str]:
        """Return what a name that is bound nowhere may be of the modules that gave all theirs."""
        if name in self.names.own or name in self.names.full:
            return []
        return [f"{module}.{name}" for module in self.names.stars]

    def _space(self, node: ast.AST) -> str:
        """Name the module whose names are looked up in `vars(torch)` or `torch.__dict__`."""
        if isinstance(node, ast.Call) and self._full(node.func) == "vars" and node.args:
            return self._full(node.args[0])
        if isinstance(node, ast.Attribute) and node.attr == "__dict__":
            return self._full(node.value)
        return ""

    def _call(self, node: ast.Call, depth: int) -> None:
        """Note names that are given as texts, and texts that are run."""
        name, first = self._full(node.func), node.args[0] if node.args else None
        if first is not None and name in BY_NAME:
            self._note(node, reason_of(_text(first)) if _text(first) else HIDDEN)
        elif first is not None and name in GETTERS:  # of whatever it will be
            pieces = _text(first).split(".")
            found = [ATTRIBUTES[p] for p in pieces if p in ATTRIBUTES]
            self._note(node, next(iter(found), reason_of(f"torch.{_text(first)}")))
        elif name == "getattr" and len(node.args) > 1:
            owner = self._full(node.args[0])
            if _text(node.args[1]):
                self._note(node, reason_of(f"{owner}.{_text(node.args[1])}"))
            elif owner and not isinstance(node.args[1], ast.Constant):
                is_known = owner.split(".")[0] in {
                    f.split(".")[0] for f in self.names.full.values()
                }
                self._note(node, HIDDEN if is_known else "")
        for keyword in node.keywords:
            value = getattr(keyword.value, "value", None)
            if keyword.arg in UNSAFE and value is UNSAFE[keyword.arg]:
                self._note(node, HIDDEN)
        if name in TEXT_RUNNERS or getattr(node.func, "attr", "") in TEXT_METHODS:
            self._texts(node, depth)

    def _texts(self, node: ast.Call, depth: int) -> None:
        """Read the texts that a call runs; what is made of several is not there to be read."""
        for value in [*node.args, *(keyword.value for keyword in node.keywords)]:
            if isinstance(value, ast.JoinedStr | ast.BinOp | ast.Call | ast.Subscript):
                self._note(node, HIDDEN)
            elif _text(value) and depth < MAX_STEPS:
                tree, inner = self.read(_text(value)), Reader(self.names, self.others, self.read)
                if tree is not None:
                    self.names.learn(tree)
                    self._note(node, next(iter(inner.lines(tree, depth + 1).values()), ""))
            elif _text(value):
                self._note(node, HIDDEN)


def _text(node: ast.AST) -> str:
    """Return a text that stands there; empty for anything else."""
    found = node.value if isinstance(node, ast.Constant) else None
    return found if isinstance(found, str) else ""


def _searched(node: ast.AST) -> Iterator[ast.AST]:
    """Return what something is only looked up in: `'google.colab' in sys.modules` is harmless."""
    if isinstance(node, ast.Compare) and all(isinstance(o, ast.In | ast.NotIn) for o in node.ops):
        yield from node.comparators


def _of_class(node: ast.AST) -> Iterator[ast.AST]:
    """Return what the attributes of a class are set to: these are not followed."""
    waiting = list(node.body) if isinstance(node, ast.ClassDef) else []
    while waiting:
        statement = waiting.pop()
        if not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
            waiting += [n for n in ast.iter_child_nodes(statement) if isinstance(n, ast.stmt)]
            yield from filter(None, [getattr(statement, "value", None)])


def _handled(node: ast.AST) -> Iterator[ast.AST]:
    """Return where a module may stand: what is taken from it, or its other name, is followed."""
    if isinstance(node, ast.Attribute):
        yield node.value
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        is_named = len(node.args) > 1 and bool(_text(node.args[1]))
        if node.func.id in LOOKS or (node.func.id == "getattr" and is_named):
            yield from node.args[:1]
    elif isinstance(node, ast.Expr):
        yield node.value
    elif isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if all(isinstance(target, ast.Name) for target in targets) and node.value:
            yield node.value
    elif isinstance(node, ast.For) and isinstance(node.iter, ast.Tuple | ast.List):
        yield from node.iter.elts
    elif isinstance(node, ast.Subscript) and _text(node.slice):
        yield from node.value.args if isinstance(node.value, ast.Call) else [node.value]
