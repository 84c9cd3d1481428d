"""The layers are those that docs/architecture.md tells: nothing imports what stands above it."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers import HOME

from autograder.course import read_course

PACKAGE = HOME / "autograder"
PAGE = (HOME / "docs" / "architecture.md").read_text(encoding="utf-8")
ORDER = next(line for line in PAGE.splitlines() if line.startswith("`core ←")).strip("`")
LEVELS = {
    name.strip(): level for level, names in enumerate(ORDER.split("←")) for name in names.split(",")
}
ALLOWED = {
    ("authoring/texts.py", "cli"): "the texts of the commands' help are the commands' own",
    ("core/languages.py", "sandbox"): "what the sandbox says is told in other languages",
    ("learn/magic.py", "notebook"): "the magics are check cells",
}
PLAIN_WORDS = {
    *("filters", "layers", "train", "evaluate", "fit", "predict", "accuracy", "relu", "linear"),
}
"""Names of exercises and functions that are words of the language, or of PyTorch."""
INSIDE = {"numpy", "torch", "torchvision", "PIL", "matplotlib", "tqdm", "IPython"}
INSIDE |= sys.stdlib_module_names


def imported(path: Path) -> Iterator[str]:
    """Name what a file imports of the package, and the libraries, each by its first name."""
    folder = path.relative_to(PACKAGE).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level:
            above = folder[: len(folder) - node.level + 1]
            names = [node.module] if node.module else [alias.name for alias in node.names]
            yield from (f"autograder.{'.'.join([*above, str(name)])}" for name in names)
        elif isinstance(node, ast.ImportFrom) and node.module == "autograder":
            yield from (f"autograder.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (
                str(node.module)
                if node.module.startswith("autograder")
                else str(node.module).split(".")[0]
            )


FILES = [path.relative_to(PACKAGE).as_posix() for path in sorted(PACKAGE.rglob("*.py"))]


@pytest.mark.parametrize("file", [file for file in FILES if "/" in file])
def test_a_layer_imports_only_what_stands_below_it(file):
    own = file.split("/")[0]
    for name in imported(PACKAGE / file):
        if not name.startswith("autograder."):
            continue
        other = name.split(".")[1]
        if other != own and (file, other) not in ALLOWED:
            assert other in LEVELS, f"{file} imports {name}, which is in no layer"
            assert LEVELS[other] < LEVELS[own], f"{file} imports {name}"


INNER = sorted({path.parent for path in PACKAGE.glob("*/*/__init__.py")})
"""The folders within a layer."""


@pytest.mark.parametrize("folder", INNER, ids=lambda folder: folder.name)
def test_a_folder_of_a_layer_stands_on_nothing_that_imports_it(folder):
    layer = f"autograder.{folder.parent.name}."
    own = layer + folder.name + "."
    waiting, seen = sorted(folder.glob("*.py")), set()
    while waiting:
        path = waiting.pop()
        names = [f"{name}." for name in imported(path) if name.startswith(layer)]
        if path.parent != folder:
            assert not [name for name in names if name.startswith(own)], path
        beside = {PACKAGE.parent / f"{name.strip('.').replace('.', '/')}.py" for name in names}
        waiting += sorted(new for new in beside - seen if new.exists() and new.parent != folder)
        seen |= beside


def test_every_folder_of_the_package_is_a_layer_and_on_the_page():
    folders = {p.name for p in PACKAGE.iterdir() if (p / "__init__.py").exists()}
    assert folders == set(LEVELS)
    assert all(re.search(rf"^  {name}/ ", PAGE, re.MULTILINE) for name in folders)


def test_what_lies_beside_learner_code_imports_little():
    for file in FILES:
        if file.startswith("sandbox/inside/"):
            found = set(imported(PACKAGE / file))
            own = {name for name in found if name.startswith("autograder.sandbox.inside")}
            assert found - own <= INSIDE, file


def test_only_the_command_line_imports_click():
    allowed = ("cli/", "authoring/texts.py")
    using = {file for file in FILES if "click" in set(imported(PACKAGE / file))}
    assert not [file for file in using if not file.startswith(allowed)]


def test_no_exercise_stands_in_the_package():
    course = read_course(HOME)
    names = {*course.names, *(name for own in course.functions.values() for name in own)}
    known = "|".join([*sorted(names - PLAIN_WORDS), "conv1", "mnist", "44,?426"])
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix not in (".mo", ".pyc") and path.is_file():
            assert not re.search(known, path.read_text(encoding="utf-8"), re.IGNORECASE), path


MAX_FILE, MAX_FUNCTION, MAX_PARAMETERS = 300, 40, 7
"""Lines of a file, of a function without its docstring, and parameters besides `self`."""
EXPLAINED = {
    "cli/grading.py grade": "a command's parameters are its options, each on a line of its own",
    "cli/run.py begin": "all that makes one run; bundled, it would only be taken apart again here",
    "drawing/tools.py grid": "what a picture may say of a grid; most of it has a default",
}


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count a function's lines; its docstring tells, and does not have to be followed."""
    words = function.body[0] if ast.get_docstring(function) else None
    documented = words.end_lineno - words.lineno + 1 if words else 0
    return function.end_lineno - function.lineno + 1 - documented


def parameters_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    named = function.args
    every = [*named.posonlyargs, *named.args, *named.kwonlyargs]
    return sum(each.arg not in ("self", "cls") for each in every)


@pytest.mark.parametrize("file", FILES)
def test_a_file_and_a_function_can_be_read_at_a_sitting(file):
    text = (PACKAGE / file).read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MAX_FILE
    for function in functions(ast.parse(text)):
        if f"{file} {function.name}" not in EXPLAINED:
            assert lines_of(function) <= MAX_FUNCTION, function.name
            assert parameters_of(function) <= MAX_PARAMETERS, function.name


def test_what_is_explained_needs_it_still():
    for place in EXPLAINED:
        file, name = place.split(" ")
        tree = ast.parse((PACKAGE / file).read_text(encoding="utf-8"))
        found = [each for each in functions(tree) if each.name == name]
        sizes = [(lines_of(each), parameters_of(each)) for each in found]
        assert any(a > MAX_FUNCTION or b > MAX_PARAMETERS for a, b in sizes), place
