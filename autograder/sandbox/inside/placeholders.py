"""Functions that only hold their place: `pass`, `...`, `return None` or `return "TODO"`."""

from __future__ import annotations

import dis
import functools
import inspect
import re
import types
from typing import Any

from . import sentences
from .asked import Answer
from .kinds import AnswerKind
from .line import Line
from .sentences import sentence
from .workspace import Workspace

METHODS = ("__init__", "forward")
REMINDER = re.compile(
    r"to[ -]?do|fix[ -]?me|placeholder|not (yet )?(implemented|written|done)|待|未|尚",
    re.IGNORECASE,
)
"""Texts that say that something is still to be written."""
_CONSTANTS = ("LOAD_CONST", "RETURN_CONST")
_WITHOUT_WORK = {*_CONSTANTS, "RESUME", "NOP", "POP_TOP", "RETURN_VALUE", "EXTENDED_ARG"}
"""Steps of a function that computes nothing."""


def placeholder_in(target: Any, workspace: Workspace) -> Answer | None:
    """Return the answer of a function, or of a class, that only holds its place; None otherwise."""
    methods = [vars(target).get(name) for name in METHODS] if inspect.isclass(target) else [target]
    for function in methods:
        code = _code_of(function)
        if code is not None and _is_without_work(code):
            return _unwritten(code, workspace)
    return None


def placeholder_called(target: Any, workspace: Workspace) -> Answer | None:
    """Return the answer of a function of the exercises that only holds its place and that a target
    calls, itself or through another one; None where there is none."""
    functions = {name for own in workspace.layout.functions.values() for name in own}
    waiting, seen = [getattr(target, "function", target)], set[types.CodeType]()
    while waiting:
        function = waiting.pop()
        code, space = _code_of(function), getattr(inspect.unwrap(function), "__globals__", {})
        if code is None or code in seen:
            continue
        if _is_without_work(code):
            return _unwritten(code, workspace)
        seen.add(code)
        waiting += [space[name] for name in sorted(functions & _names_in(code)) if name in space]
    return None


def _names_in(code: types.CodeType) -> set[str]:
    """Return the names that a function uses, those within its brackets and inner functions too."""
    inner = [_names_in(each) for each in code.co_consts if isinstance(each, types.CodeType)]
    return set(code.co_names).union(*inner)


def _code_of(function: Any) -> types.CodeType | None:
    own = inspect.unwrap(function) if callable(function) else None
    return own.__code__ if isinstance(own, types.FunctionType) else None


@functools.lru_cache(1024)
def _is_without_work(code: types.CodeType) -> bool:
    for step in dis.get_instructions(code):
        if step.opname in _CONSTANTS:
            if not _is_reminder(step.argval):
                return False
        elif step.opname not in _WITHOUT_WORK and step.argval != "NotImplemented":
            return False
    return True


def _is_reminder(value: Any) -> bool:
    """Tell whether a constant is no result, but what is written until there is one."""
    return (
        value is None or value is ... or (isinstance(value, str) and bool(REMINDER.search(value)))
    )


def _unwritten(code: types.CodeType, workspace: Workspace) -> Answer:
    """Say with its last line that a function is not written."""
    file = workspace.name_of(code.co_filename)
    number = max(line for *_, line in code.co_lines() if line is not None)
    text = (workspace.line_of(file, number) if file else None) or ""
    if not file or not text:
        return Answer(AnswerKind.NOT_WRITTEN)
    is_empty = not text.startswith(("pass", "return", "..."))
    template = sentences.EMPTY if is_empty else sentences.PLACEHOLDER
    words = sentence(template, number=number, line=text)
    lines = (Line(file, number, code.co_name, text),)
    return Answer(AnswerKind.NOT_WRITTEN, message=words, lines=lines)
