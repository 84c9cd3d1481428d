"""What a released kit is made of, as far as it can be told without making one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from autograder.authoring.release import PACKAGE, learners_files


def imported(path: Path) -> Iterator[str]:
    """Name what a module of the package imports of the package, wherever it does so."""
    package = ("autograder", *path.parts[:-1])
    for node in ast.walk(ast.parse((PACKAGE / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*above, *filter(None, [node.module])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def test_nothing_that_learners_get_imports_what_they_do_not_get():
    files = learners_files()
    there = {".".join(["autograder", *path.with_suffix("").parts]) for path in files}
    there = {name.removesuffix(".__init__") for name in there}
    complete = {
        ".".join(["autograder", *path.relative_to(PACKAGE).with_suffix("").parts])
        for path in PACKAGE.rglob("*.py")
    }
    complete = {name.removesuffix(".__init__") for name in complete}
    for path in files:
        if path.suffix == ".py":
            assert not (set(imported(path)) & complete) - there, path
