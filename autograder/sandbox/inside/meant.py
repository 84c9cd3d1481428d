"""The name that an error is about: one that was probably meant, or whose value is None."""

from __future__ import annotations

import ast
import builtins
import difflib
import re
import traceback
from collections.abc import Collection

from . import sentences
from .sentences import Words, sentence

MAX_NAME_LENGTH = 40
MAX_LINE = 60
_DEFINES = (ast.FunctionDef, ast.ClassDef)
ALIKE = 0.75
"""How alike two names are of which one may be the other, misspelt (1: the same)."""


def name_meant(error: BaseException, file: str, line: str) -> str:
    """Return the name most like one that there is not, or that of a None; empty where neither is.

    `line` is the learner's line that the error came from, in `file`.
    """
    try:
        if isinstance(error, AttributeError | TypeError) and "NoneType" in str(error):
            return _none_in(error, file, line)
        return _most_like(error) if isinstance(error, NameError | AttributeError) else ""
    except Exception:  # a learner's own object may say anything about itself
        return ""


def _most_like(error: NameError | AttributeError) -> str:
    """Find it as Python does below a traceback."""
    if isinstance(error, AttributeError):
        names = [] if error.obj is None else dir(error.obj)
    else:
        frame = [frame for frame, _ in traceback.walk_tb(error.__traceback__)][-1]
        if hasattr(frame.f_locals.get("self"), str(error.name)):
            return f"self.{error.name}"[:MAX_NAME_LENGTH]
        names = [*frame.f_locals, *frame.f_globals, *dir(builtins)]
    wanted = str(error.name)[:MAX_NAME_LENGTH]
    near = [n for n in names if isinstance(n, str) and n != wanted and len(n) <= MAX_NAME_LENGTH]
    same = [n for n in near if n.lower() == wanted.lower()]
    near = [n for n in near if _letters(n) != _letters(wanted)]  # another number is no misspelling
    return next(iter(same or difflib.get_close_matches(wanted, near, 1, ALIKE)), "")


def what_is_there(text: str, name: str, known: Collection[str]) -> tuple[int, str] | str | None:
    """Find what a file has in the place of a function that it does not define.

    That is the line where it stands inside a class or another function, and the first line of
    that; or a function or class of nearly its name that is none of the `known` ones.
    """
    try:
        tree = ast.parse(text)
        nodes = list(ast.walk(tree))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    lines = text.split("\n")
    for outer in (node for node in nodes if isinstance(node, _DEFINES)):
        for inner in outer.body:
            if isinstance(inner, ast.FunctionDef) and inner.name == name:
                return inner.lineno, lines[outer.lineno - 1].strip()[:MAX_LINE]
    defined = [node.name for node in tree.body if isinstance(node, _DEFINES)]
    own = [each for each in defined if each not in known and len(each) <= MAX_NAME_LENGTH]
    return next(iter(difflib.get_close_matches(name, own, 1, ALIKE)), None)


def why_unwritten(text: str, name: str, number: int) -> Words:
    """Say why a function that has code raises NotImplementedError in a line; empty for a stub."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""
    same = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == name]
    own = next((n for n in same if n.lineno <= number <= (n.end_lineno or 0)), None)
    if own is None:
        return ""
    if len(own.body) > (2 if ast.get_docstring(own) is not None else 1):
        return sentence(sentences.STILL_RAISED, number=number)
    others = [n.lineno for n in same if n is not own]
    if not others:
        return ""
    return sentence(sentences.DEFINED_TWICE, first=others[0], last=own.lineno, name=name)


def _letters(name: str) -> str:
    return re.sub(r"\d", "0", name)


def _none_in(error: BaseException, file: str, line: str) -> str:
    """Return the only name in the line whose value there is None."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    own = [frame.f_locals for frame in frames if frame.f_code.co_filename == file]
    words = dict.fromkeys(re.findall(r"(?<![\w.])[A-Za-z_]\w*", line))
    none = [word for word in words if own and own[-1].get(word, error) is None]
    return none[0] if len(none) == 1 and len(none[0]) <= MAX_NAME_LENGTH else ""
