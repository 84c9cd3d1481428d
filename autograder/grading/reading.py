"""Read a submission's source for what gets around the checks; shown to a human, costs nothing.

The learner's own words are parsed here and never run. What is found proves nothing: who uses
`torch.jit` may have a reason. It is told with its line, and a human looks.
"""

from __future__ import annotations

import ast
import json
import warnings
from collections.abc import Iterator

from autograder.core.languages import N_, _
from autograder.sandbox.code import SubmissionFiles

from .results import Note

MAX_SOURCE, MAX_TOTAL_SOURCE = 1 << 18, 1 << 20
"""Characters that are parsed of one file or cell, and of all; nobody writes more by hand."""
MAX_NOTES = 12
MAX_DOTS = 8
TORCH = N_("runs operators of torch where the checks do not see them")
KIT = N_("reaches for the grader's own code")
FRAMES = N_("looks into frames or objects that are not its own")
MEMORY = N_("calls the system or reads memory directly")
ELSEWHERE = N_("computes in a thread or process of its own, where the checks do not see it")
HIDDEN = N_("runs code, or reaches for a name, that is only made when it runs")
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
    **dict.fromkeys(("torch._VF", "torch._refs", "torch._decomp"), TORCH),
    **dict.fromkeys(("threading.Thread", "threading.Timer", "_thread", "concurrent"), ELSEWHERE),
    **dict.fromkeys(("multiprocessing.Process", "multiprocessing.Pool"), ELSEWHERE),
    **dict.fromkeys(("multiprocessing.pool", "multiprocessing.dummy"), ELSEWHERE),
    **dict.fromkeys(("multiprocessing.get_context", "torch.multiprocessing"), ELSEWHERE),
    **dict.fromkeys(("subprocess", "os.fork", "os.forkpty", "os.popen", "os.system"), ELSEWHERE),
    **dict.fromkeys(("os.posix_spawn", "os.posix_spawnp", "pty", "asyncio.to_thread"), ELSEWHERE),
}
"""Modules and functions by their full names."""
ATTRIBUTES: dict[str, str] = {
    **dict.fromkeys(("__wrapped__", "__closure__", "__subclasses__", "cell_contents"), FRAMES),
    **dict.fromkeys(("f_back", "f_locals", "f_globals", "tb_frame", "gi_frame"), FRAMES),
    **dict.fromkeys(("__globals__", "__code__"), FRAMES),
    **dict.fromkeys(("_C", "_VF"), TORCH),
}
"""Attributes of whatever it is."""
MADE_WHEN_RUN = ("eval", "exec", "compile")
BY_NAME = ("__import__", "import_module", "importlib.import_module")


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
            lines, noted = text.splitlines(), sorted(_of_tree(_parsed(text)).items())
        except (SyntaxError, ValueError):
            continue  # nor can it be imported
        except Exception:  # however parsing a stranger's text fails
            notes.append(Note(file, _(UNREAD)))
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


def _parsed(text: str) -> ast.AST:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what Python says of it is no matter of the grader's
        return ast.parse(text)


def _without_magics(cell: str) -> str:
    rows = (row if row.lstrip()[:1] not in ("%", "!", "?") else "pass" for row in cell.split("\n"))
    return "\n".join(rows)


def _of_tree(tree: ast.AST) -> dict[int, str]:
    """Return why each suspicious line is one."""
    nodes = list(ast.walk(tree))
    names: dict[str, str] = {}
    reasons: dict[int, str] = {}
    for node in nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            for name, full in _imported(node):
                names[name] = full
                _note(reasons, node.lineno, full)
    harmless = {id(c) for node in nodes for c in _looked_up(node)}
    for node in nodes:
        if isinstance(node, ast.Attribute) and id(node) not in harmless:
            if node.attr in ATTRIBUTES:
                reasons.setdefault(node.lineno, ATTRIBUTES[node.attr])
            _note(reasons, node.lineno, _full_name(node, names))
        elif isinstance(node, ast.Call | ast.Subscript):
            _look_for_texts(reasons, node, names)
    return reasons


def _look_for_texts(
    reasons: dict[int, str], node: ast.Call | ast.Subscript, names: dict[str, str]
) -> None:
    """Note names that are given as texts: `getattr(torch, "_C")`, `vars(torch)["_C"]`."""
    if isinstance(node, ast.Subscript):
        if isinstance(node.slice, ast.Constant) and str(node.slice.value) in ATTRIBUTES:
            reasons.setdefault(node.lineno, ATTRIBUTES[str(node.slice.value)])
        return
    called = node.func
    name = called.id if isinstance(called, ast.Name) else ""
    name = _full_name(called, names) if isinstance(called, ast.Attribute) else names.get(name, name)
    if name in MADE_WHEN_RUN:
        reasons.setdefault(node.lineno, HIDDEN)
    elif name in BY_NAME and node.args:
        text = node.args[0]
        if isinstance(text, ast.Constant):
            _note(reasons, node.lineno, str(text.value))
        else:
            reasons.setdefault(node.lineno, HIDDEN)
    elif name == "getattr" and len(node.args) > 1:
        owner, text = node.args[:2]
        if not isinstance(text, ast.Constant):
            if isinstance(owner, ast.Name) and owner.id in names:
                reasons.setdefault(node.lineno, HIDDEN)
            return
        if str(text.value) in ATTRIBUTES:
            reasons.setdefault(node.lineno, ATTRIBUTES[str(text.value)])
        whole = ast.Attribute(owner, str(text.value))
        _note(reasons, node.lineno, _full_name(whole, names))


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
    """Return the dotted name, of a long one nothing: its beginning is a name by itself."""
    parts: list[str] = []
    inner: ast.expr = node
    while isinstance(inner, ast.Attribute):
        if len(parts) == MAX_DOTS:
            return ""
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
