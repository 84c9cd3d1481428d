"""Read a submission's source for what gets around the checks; shown to a human, costs nothing.

The learner's own words are parsed here and never run. What is found proves nothing: who uses
`torch.jit` may have a reason. It is told with its line, and a human looks.
"""

from __future__ import annotations

import ast
import json
import textwrap
import warnings
from collections.abc import Iterator

from autograder.core.control import escape_control
from autograder.core.languages import N_, _
from autograder.sandbox.code import SubmissionFiles
from autograder.sandbox.inside.notebook import is_magic, script_pieces
from autograder.sandbox.inside.source import UnreadableSource, text_of

from .results import Note

MAX_SOURCE, MAX_TOTAL_SOURCE = 1 << 18, 1 << 20
"""Characters that are parsed of one file or cell, and of all; nobody writes more by hand."""
MAX_NOTES = 12
MAX_DOTS = 8
MAX_DROPPED = 24
"""Lines of IPython's that are left out of one text; each is found by parsing it anew."""
TORCH = N_("runs operators of torch where the checks do not see them")
KIT = N_("reaches for the grader's own code")
FRAMES = N_("looks into frames or objects that are not its own")
MEMORY = N_("calls the system or reads memory directly")
ELSEWHERE = N_("computes in a thread or process of its own, where the checks do not see it")
HIDDEN = N_("runs code, or reaches for a name, that is only made when it runs")
UNREAD = N_("too long or too deep to be read")
COMPILED = N_("compiled code, which can be imported and not be read")
SUSPECTS: dict[str, str] = {
    **dict.fromkeys(("torch.jit", "torch.ops", "torch.library"), TORCH),
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
    **dict.fromkeys(("builtins.eval", "builtins.exec", "builtins.compile", "runpy"), HIDDEN),
    **dict.fromkeys(("marshal", "zipimport", "importlib.machinery", "importlib.util"), HIDDEN),
    **dict.fromkeys(
        ("types.FunctionType", "types.CodeType", "code.InteractiveInterpreter"), HIDDEN
    ),
}
"""Modules and functions by their full names."""
ATTRIBUTES: dict[str, str] = {
    **dict.fromkeys(("__wrapped__", "__closure__", "__subclasses__", "cell_contents"), FRAMES),
    **dict.fromkeys(("f_back", "f_locals", "f_globals", "tb_frame", "gi_frame"), FRAMES),
    **dict.fromkeys(("__globals__", "__code__"), FRAMES),
    **dict.fromkeys(("_C", "_VF"), TORCH),
}
"""Attributes of whatever it is."""
MADE_WHEN_RUN = ("eval", "exec", "compile", "__builtins__")
BINARIES = (".pyc", ".pyo", ".so", ".pyd")
GETTERS = ("operator.attrgetter", "operator.methodcaller")
BY_NAME = ("__import__", "import_module", "importlib.import_module")


def suspects(code: SubmissionFiles) -> tuple[Note, ...]:
    """Return where a submission's source does what a human should look at."""
    notes = [Note(path, _(COMPILED)) for path in sorted(code.files) if path.endswith(BINARIES)]
    room = MAX_TOTAL_SOURCE
    for file, text, is_cell in _sources(code):
        room -= len(text)
        if len(notes) >= MAX_NOTES:
            break
        try:
            if len(text) > MAX_SOURCE or room < 0:
                raise RecursionError
            tree, text = _parsed(textwrap.dedent(text) if is_cell else text)
            noted = sorted(_of_tree(tree).items()) if tree else []
        except Exception:  # however parsing a stranger's text fails
            notes.append(Note(file, _(UNREAD)))
        else:
            notes += _shown(file, text.split("\n"), noted)
    return tuple(notes[:MAX_NOTES])


def _shown(file: str, lines: list[str], noted: list[tuple[int, str]]) -> Iterator[Note]:
    """Return each suspicious line with why it is one."""
    for number, why in noted:
        line = lines[number - 1].strip()[:200] if number <= len(lines) else ""
        place = _("{file}, line {number}", file=file, number=number)
        yield Note(place, f"{_(why)}: {escape_control(line)}")


def _sources(code: SubmissionFiles) -> Iterator[tuple[str, str, bool]]:
    """Return every Python file and the code cells of every notebook, and whether it is a cell.

    What counts is read whatever its name ends with, in the encoding that it is run in.
    """
    first = {*code.layout.parts.values(), *code.layout.notebooks, code.layout.single}
    for path, raw in sorted(code.files.items(), key=lambda pair: (pair[0] not in first, pair[0])):
        if path in code.layout.notebooks:
            for number, cell in enumerate(json.loads(raw)["cells"], 1):
                place = _("{file}, code cell {number}", file=path, number=number)
                yield place, cell["source"], True
        elif path in first or path.endswith(".py"):
            try:
                text = text_of(raw)
            except UnreadableSource:
                text = raw.decode("utf-8", "replace")
            if path == code.layout.single and len(text) <= MAX_SOURCE:
                yield from ((path, piece, True) for piece in script_pieces(text))
            else:
                yield path, text, False


def _parsed(text: str) -> tuple[ast.AST | None, str]:
    """Parse a text as it will be run, without IPython's lines; None for what cannot be imported.

    Raises SyntaxError where some of it may run nevertheless.
    """
    lines = text.split("\n")
    for dropped in range(MAX_DROPPED):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # what Python says of it is not the grader's word
                return ast.parse("\n".join(lines)), "\n".join(lines)
        except ValueError:  # null bytes
            return None, text
        except SyntaxError as error:
            number = (error.lineno or 0) - 1
            if not 0 <= number < len(lines) or not is_magic(lines[number].strip()):
                if dropped:
                    raise
                return None, text
            _drop(lines, number)
    raise SyntaxError


def _drop(lines: list[str], number: int) -> None:
    """Put nothing into a magic's place, or what it times."""
    indent = lines[number][: len(lines[number]) - len(lines[number].lstrip())]
    goes_on = lines[number].rstrip().endswith("\\")
    timed = lines[number].strip().removeprefix("%time ")
    is_timed = timed != lines[number].strip() and not goes_on
    lines[number] = indent + (timed if is_timed else "pass")
    while goes_on and number + 1 < len(lines):
        number += 1
        goes_on = lines[number].rstrip().endswith("\\")
        lines[number] = ""


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
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Name | ast.Attribute):
            full = _name_of(node.value, names)
            names |= {t.id: full for t in node.targets if full and isinstance(t, ast.Name)}
    harmless = {id(c) for node in nodes for c in _looked_up(node)}
    bound = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    bound |= {n.arg for n in nodes if isinstance(n, ast.arg)}
    bound |= {n.name for n in nodes if isinstance(n, ast.FunctionDef)}
    for node in nodes:
        if isinstance(node, ast.Name) and node.id in MADE_WHEN_RUN and node.id not in bound:
            reasons.setdefault(node.lineno, HIDDEN)
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
        if _text_in(node.slice) in ATTRIBUTES:
            reasons.setdefault(node.lineno, ATTRIBUTES[_text_in(node.slice)])
        _note(reasons, node.lineno, f"{_space_of(node.value, names)}.{_text_in(node.slice)}")
        return
    name = _name_of(node.func, names)
    if name in BY_NAME and node.args:
        if _text_in(node.args[0]):
            _note(reasons, node.lineno, _text_in(node.args[0]))
        else:
            reasons.setdefault(node.lineno, HIDDEN)
    elif name in GETTERS and node.args:  # of whatever it will be
        _note(reasons, node.lineno, f"torch.{_text_in(node.args[0])}")
        for piece in _text_in(node.args[0]).split("."):
            if piece in ATTRIBUTES:
                reasons.setdefault(node.lineno, ATTRIBUTES[piece])
    elif name == "getattr" and len(node.args) > 1:
        owner, text = node.args[0], _text_in(node.args[1])
        if not isinstance(node.args[1], ast.Constant):
            if isinstance(owner, ast.Name) and owner.id in names:
                reasons.setdefault(node.lineno, HIDDEN)
            return
        if text in ATTRIBUTES:
            reasons.setdefault(node.lineno, ATTRIBUTES[text])
        _note(reasons, node.lineno, _full_name(ast.Attribute(owner, text), names))


def _text_in(node: ast.AST) -> str:
    """Return a text that stands there; empty for anything else."""
    found = node.value if isinstance(node, ast.Constant) else None
    return found if isinstance(found, str) else ""


def _space_of(node: ast.AST, names: dict[str, str]) -> str:
    """Name the module whose names are looked up in `vars(torch)` or `torch.__dict__`."""
    if isinstance(node, ast.Call) and _name_of(node.func, names) == "vars" and node.args:
        return _name_of(node.args[0], names)
    if isinstance(node, ast.Attribute) and node.attr == "__dict__":
        return _name_of(node.value, names)
    return ""


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


def _name_of(node: ast.AST, names: dict[str, str]) -> str:
    if isinstance(node, ast.Name):
        return names.get(node.id, node.id)
    return _full_name(node, names) if isinstance(node, ast.Attribute) else ""


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
