"""When two errors are the same: one type, the same words, and a line that does the same.

An error says little: a typo and a misconception may end in the same type. So numbers, shapes and
names that learners choose are masked in the words, and the rest must be equal; and the learner's
innermost line must do what the line does in which a known mistake fails.
"""

from __future__ import annotations

import ast
import builtins
import re

import torch

from autograder.sandbox.inside.answering import Answer

NAMED_BY_ITS_NAME = ("NameError", "UnboundLocalError", "ImportError", "ModuleNotFoundError")
"""Errors of which the name is all that they say: another name is another error."""
RAISES = "raise"
LIBRARIES = (builtins, torch, torch.nn)

_QUOTED = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|`[^`\n]*`")
_CALLED = re.compile(r"[\w.<>]+\(\)")
_SHAPE = re.compile(r"\[[-\d., xX]*\]|\([-\d., xX]*\)|\b\d+(?:x\d+)+\b")
_NUMBER = re.compile(r"-?\b\d+(?:\.\d+)?(?:e[-+]?\d+)?\b")

_SAME = {
    "multiply": (
        "MatMult",
        "matmul",
        "mm",
        "bmm",
        "mv",
        "dot",
        "einsum",
        "linear",
        "addmm",
        "inner",
    ),
    "reshape": ("view", "reshape", "flatten", "squeeze", "unsqueeze", "view_as", "ravel"),
    "turn": ("permute", "transpose", "movedim", "t", "swapaxes", "T", "mT"),
    "join": ("stack", "cat", "concat", "concatenate", "vstack", "hstack"),
    "make": ("zeros", "empty", "ones", "full", "new_zeros", "new_empty", "zeros_like", "tensor"),
    "add": ("Add", "add", "sum"),
}
_DOES = {name: what for what, names in _SAME.items() for name in names}


def are_the_same(one: Answer, other: Answer) -> bool:
    """Tell whether two errors have the same type, words and doing.

    What a `raise` of the learner's own says is in the learner's own words.
    """
    if not of_one_type(one, other):
        return False
    ours, theirs = doing(one), doing(other)
    if RAISES in ours and RAISES in theirs:
        return True
    return masked(one) == masked(other) and (bool(ours & theirs) or ours == theirs)


def of_one_type(one: Answer, other: Answer) -> bool:
    """Tell whether two errors are of one type; a class of the learner's own is its base's too."""
    pairs = ((one, other), (other, one))
    return one.error == other.error or any(
        a.error != "Exception" and a.error in b.bases for a, b in pairs
    )


def is_refusal(answer: Answer) -> bool:
    """Tell whether code refused a value by this error, and did not stumble over it later."""
    return "ValueError" in (answer.error, *answer.bases) or RAISES in doing(answer)


def masked(answer: Answer) -> str:
    """Return an error's words without numbers, shapes and the names that learners choose."""
    words = str(answer.message)
    if answer.error not in NAMED_BY_ITS_NAME and not _is_about_a_library(answer):
        words = _QUOTED.sub("'…'", words)
    words = _CALLED.sub("…()", words)
    return _NUMBER.sub("#", _SHAPE.sub("#", words))


def numbers_in(answer: Answer) -> list[str]:
    """Return the sizes and indexes in an error's words, in whatever order they stand there.

    They say which sizes met: many mistakes lead to some that do not fit, few to these.
    """
    words = _QUOTED.sub("", _CALLED.sub("", str(answer.message)))
    return sorted(re.findall(r"\d+", words))


def _is_about_a_library(answer: Answer) -> bool:
    """Tell whether what has no such attribute, or takes no such argument, is not the learner's."""
    if "unexpected keyword argument" in str(answer.message):
        return True
    if answer.error != "AttributeError":
        return False
    owner = re.match(r"(module )?'([\w.]+)'", str(answer.message))
    if owner is None or owner[1]:
        return owner is not None
    return owner[2] == "NoneType" or any(hasattr(library, owner[2]) for library in LIBRARIES)


def doing(answer: Answer) -> frozenset[str]:
    """Return what the innermost line of an error does: what it calls, computes and assigns."""
    if answer.doing:
        return frozenset(answer.doing)
    return done_by(answer.lines[-1].text) if answer.lines else frozenset()


def done_by(line: str) -> frozenset[str]:
    """Return what a line of Python does; of one that is no statement by itself, its calls."""
    if not line.strip():
        return frozenset()
    tree = _parsed(line.strip())
    if tree is None and line.strip().startswith("raise "):  # its words stand on further lines
        return frozenset({RAISES})
    if tree is None:
        names = re.findall(r"(\w+)\s*\(", line)
        return frozenset(_DOES.get(name, name) for name in names)
    return frozenset(word for node in ast.walk(tree) for word in _words(node))


def _parsed(line: str) -> ast.AST | None:
    body = line if not line.endswith(":") else line + " pass"
    for text in (body, f"if 1: pass\n{body}", f"try: pass\n{body}", line.rstrip(",")):
        indented = "\n".join(" " + one for one in text.splitlines())
        try:
            return ast.parse(f"async def f():\n{indented}")
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
    return None


def _words(node: ast.AST) -> list[str]:
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="self"))):
            return ["calls a part of its own"]  # a layer, by the name that the learner gave it
        case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name)):
            return [_DOES.get(name, name)]
        case ast.Attribute(attr="T" | "mT"):
            return ["turn"]
        case ast.Attribute(ctx=ast.Store()):
            return ["sets an attribute"]
        case ast.BinOp(op=op) | ast.AugAssign(op=op):
            name = type(op).__name__
            return [_DOES.get(name, name)]
        case ast.Subscript():
            return ["index"]
        case ast.For() | ast.comprehension():
            return ["iterate"]
        case ast.If() | ast.While() | ast.IfExp() | ast.Compare() | ast.BoolOp():
            return ["compare"]
        case ast.Raise(exc=ast.expr()) | ast.Assert():
            return [RAISES]
        case _:
            return []
