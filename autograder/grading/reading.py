"""Read a submission's source for what gets around the checks; shown to a human, costs nothing.

The learner's own words are parsed here and never run. What is found proves nothing: who uses
`torch.jit` may have a reason. It is told with its line, and a human looks.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator

from autograder.core.languages import N_, _
from autograder.sandbox.code import SubmissionFiles

from .results import Note

MAX_SOURCE, MAX_TOTAL_SOURCE = 1 << 18, 1 << 20
"""Characters that are parsed of one file or cell, and of all; nobody writes more by hand."""
MAX_NOTES = 12
TORCH = N_("runs operators of torch where the checks do not see them")
KIT = N_("reaches for the grader's own code")
FRAMES = N_("looks into frames or objects that are not its own")
MEMORY = N_("calls the system or reads memory directly")
UNREAD = N_("too long or too deep to be read")
SUSPECTS: dict[str, str] = {
    **dict.fromkeys(("torch.jit", "torch.ops", "torch.compile", "torch.library"), TORCH),
    **dict.fromkeys(("torch._C", "torch._ops", "torch._dynamo", "torch.overrides"), TORCH),
    **dict.fromkeys(("torch.utils._python_dispatch", "torch.utils.cpp_extension"), TORCH),
    **dict.fromkeys(("sys.modules", "inside", "importlib.reload"), KIT),
    **dict.fromkeys(("autograder.sandbox", "autograder.checks", "autograder.grading"), KIT),
    **dict.fromkeys(("gc.get_objects", "gc.get_referrers", "gc.get_referents"), FRAMES),
    **dict.fromkeys(("sys._getframe", "sys._current_frames", "sys.settrace"), FRAMES),
    **dict.fromkeys(("inspect.currentframe", "inspect.stack", "inspect.trace"), FRAMES),
    **dict.fromkeys(("ctypes", "cffi", "mmap"), MEMORY),
}
"""Modules and functions by their full names."""
ATTRIBUTES: dict[str, str] = {
    **dict.fromkeys(("__wrapped__", "__closure__", "__subclasses__", "cell_contents"), FRAMES),
    **dict.fromkeys(("f_back", "f_locals", "f_globals", "tb_frame", "gi_frame"), FRAMES),
    **dict.fromkeys(("__globals__", "__code__"), FRAMES),
    "_C": TORCH,
}
"""Attributes of whatever it is."""


def suspects(code: SubmissionFiles) -> tuple[Note, ...]:
    """Return where a submission's source does what a human should look at."""
    notes: list[Note] = []
    room = MAX_TOTAL_SOURCE
    for file, text in _sources(code):
        room -= len(text)
        if len(notes) >= MAX_NOTES:
            break
        try:
            if len(text) > MAX_SOURCE or room < 0:
                raise RecursionError
            lines, noted = text.splitlines(), sorted(_of_tree(ast.parse(text)).items())
        except (RecursionError, MemoryError):
            notes.append(Note(file, _(UNREAD)))
        except (SyntaxError, ValueError):
            continue  # nor can it be imported
        else:
            for number, why in noted:
                line = lines[number - 1].strip()[:200] if number <= len(lines) else ""
                place = _("{file}, line {number}", file=file, number=number)
                notes.append(Note(place, f"{_(why)}: {line}"))
    return tuple(notes[:MAX_NOTES])


def _sources(code: SubmissionFiles) -> Iterator[tuple[str, str]]:
    """Return every Python file and the code cells of every notebook, as text."""
    first = {*code.layout.parts.values(), *code.layout.notebooks, code.layout.single}
    for path, raw in sorted(code.files.items(), key=lambda pair: (pair[0] not in first, pair[0])):
        if path in code.layout.notebooks:
            for number, cell in enumerate(json.loads(raw)["cells"], 1):
                place = _("{file}, code cell {number}", file=path, number=number)
                yield place, _without_magics(cell["source"])
        elif path.endswith(".py"):
            yield path, raw.decode("utf-8", "replace")


def _without_magics(cell: str) -> str:
    rows = (row if row.lstrip()[:1] not in ("%", "!", "?") else "pass" for row in cell.split("\n"))
    return "\n".join(rows)


def _of_tree(tree: ast.AST) -> dict[int, str]:
    """Return why each suspicious line is one."""
    nodes = list(ast.walk(tree))
    names: dict[str, str] = {}
    names_by_line: dict[int, str] = {}
    for node in nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            for name, full in _imported(node):
                names[name] = full
                _note(names_by_line, node.lineno, full)
    harmless = {id(c) for node in nodes for c in _looked_up(node)}
    for node in nodes:
        if isinstance(node, ast.Attribute) and id(node) not in harmless:
            if node.attr in ATTRIBUTES:
                names_by_line.setdefault(node.lineno, ATTRIBUTES[node.attr])
            _note(names_by_line, node.lineno, _full_name(node, names))
    return names_by_line


def _imported(node: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, str]]:
    """Return what an import binds, and the full name of each."""
    for alias in node.names:
        if isinstance(node, ast.ImportFrom):
            yield alias.asname or alias.name, f"{node.module or ''}.{alias.name}"
        elif alias.asname:
            yield alias.asname, alias.name
        else:
            yield alias.name.split(".")[0], alias.name.split(".")[0]
            yield "", alias.name


def _looked_up(node: ast.AST) -> Iterator[ast.expr]:
    """Return what something is only looked up in: `'google.colab' in sys.modules` is harmless."""
    if isinstance(node, ast.Compare) and all(isinstance(o, ast.In | ast.NotIn) for o in node.ops):
        yield from node.comparators


def _full_name(node: ast.Attribute, names: dict[str, str]) -> str:
    parts: list[str] = []
    inner: ast.expr = node
    while isinstance(inner, ast.Attribute):
        parts.append(inner.attr)
        inner = inner.value
    if not isinstance(inner, ast.Name):
        return ""
    return ".".join([names.get(inner.id, inner.id), *reversed(parts)])


def _note(names_by_line: dict[int, str], line: int, name: str) -> None:
    """Note a line where a name is, or lies in, a suspect."""
    for suspect, why in SUSPECTS.items():
        if name == suspect or name.startswith(f"{suspect}."):
            names_by_line.setdefault(line, why)
