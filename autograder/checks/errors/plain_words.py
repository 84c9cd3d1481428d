"""Errors of Python, torch and numpy in plain words: what one says, what it mostly means, what next.

Nothing is said that the error does not show, and the error itself is always told too.
"""

from __future__ import annotations

import difflib
import keyword
import re
import unicodedata
from dataclasses import dataclass

import torch

from autograder.core.languages import _
from autograder.course import current_course
from autograder.sandbox.inside.answering import Answer
from autograder.sandbox.inside.meant import ALIKE
from autograder.sandbox.inside.sentences import RAISED_SAYING, Sentence, Words

from .error_kind import Kind
from .in_reading import IN_READING
from .of_calls import OF_CALLS
from .of_data import OF_DATA
from .of_layers import OF_LAYERS
from .of_names import OF_NAMES
from .of_shapes import OF_SHAPES
from .of_torch import OF_TORCH
from .of_values import OF_VALUES

KINDS = (
    *(*IN_READING, *OF_DATA, *OF_TORCH, *OF_LAYERS, *OF_SHAPES),
    *(*OF_CALLS, *OF_NAMES, *OF_VALUES),
)
"""Every kind; the first that fits is told."""
LONGEST = 60
"""Characters of what is taken over from an error's message."""
IMPORTS = {
    "torch": "import torch",
    "torchvision": "import torchvision",
    "nn": "from torch import nn",
    "F": "import torch.nn.functional as F",
    "optim": "from torch import optim",
    "DataLoader": "from torch.utils.data import DataLoader",
    "transforms": "from torchvision import transforms",
    "datasets": "from torchvision import datasets",
    "np": "import numpy as np",
    "plt": "import matplotlib.pyplot as plt",
    "Image": "from PIL import Image",
    "tqdm": "from tqdm import tqdm",
    "Path": "from pathlib import Path",
    "copy": "import copy",
    "math": "import math",
    "os": "import os",
}
MODULES = {"nn": torch.nn, "F": torch.nn.functional, "torch": torch}
"""Where a name may come from that stands there without its module."""
ASCII = {"。": ".", "、": ",", "【": "[", "】": "]", "「": '"', "」": '"', "《": "<", "》": ">"}
"""What is meant by characters of a Chinese keyboard that have no twin of full width."""


OTHER_KEYWORDS = {"elseif": "elif", "elsif": "elif", "function": "def", "func": "def"}
"""What other languages call them."""


@dataclass(frozen=True)
class PlainWords:
    """An error in plain words, in the language chosen."""

    kind: str
    explanation: str
    usually: str
    try_this: str

    @property
    def lines(self) -> list[str]:
        """The lines that stand above the error itself."""
        return [self.explanation, self.usually, self.try_this]


def in_plain_words(answer: Answer) -> PlainWords | None:
    """Say an answer's error in plain words; None for an error of no known kind."""
    error, message = _cause(answer)
    types, line = {error, *answer.bases}, answer.lines[-1].text.strip() if answer.lines else ""
    for kind in KINDS:
        found = _found(kind, message, line) if types & set(kind.errors) else None
        values = _values(found, answer) if found is not None else None
        if values is not None and _has_all(kind, values):
            texts = (kind.explanation, kind.usually, kind.try_this)
            return PlainWords(kind.name, *(_(text, **values) for text in texts))
    return None


def _cause(answer: Answer) -> tuple[str, str]:
    """Return an error's type and message; where it follows from a line left out, that line's."""
    raised = _raised_before(answer.message)
    return (raised["error"], raised["message"]) if raised else (answer.error, str(answer.message))


def _raised_before(words: Words) -> dict[str, str]:
    """Find the first cause of an unbound name: the error of the line behind all others, if any."""
    if not isinstance(words, Sentence):
        return {}
    if words.template == RAISED_SAYING:
        return {name: str(value) for name, value in words.values}
    return next(
        filter(None, (_raised_before(value) for _name, value in reversed(words.values))), {}
    )


def _found(kind: Kind, message: str, line: str) -> dict[str, str] | None:
    """Return what a kind finds in message and line; a group that both have must be the same."""
    match = re.search(kind.pattern, message)
    said = _groups(match) if match else {}
    for place in re.finditer(kind.line, line) if match else ():
        shown = _groups(place)
        if all(said.get(name, value) == value for name, value in shown.items()):
            return said | shown
    return None


def _groups(match: re.Match[str]) -> dict[str, str]:
    """Return the named groups; of `name`, `name2` and others the one that was met."""
    return {
        name.rstrip("234"): value[:LONGEST]
        for name, value in match.groupdict().items()
        if value is not None
    }


def _values(found: dict[str, str], answer: Answer) -> dict[str, str]:
    """Return what may be filled into the texts."""
    values = {name: value.removesuffix(".__init__") for name, value in found.items()}
    if "typed" in values:
        values["keyword"] = _keyword(values["typed"])
    if "char" in values:
        values["plain"] = _plain(values["char"])
    if "size" in values:
        values["last"] = str(int(values["size"]) - 1)
    name = values.get("name", "")
    if line := IMPORTS.get(name) or _import_of_another_file(name, answer):
        values["line"] = line
    if prefix := _module_with(name):
        values["whole"] = f"{prefix}.{name}"
    if answer.meant:
        is_own = answer.meant == f"self.{name}"
        values["own" if is_own else "near"] = answer.meant[:LONGEST]
    return values


def _import_of_another_file(name: str, answer: Answer) -> str:
    """Return the import of a function that another exercise's file defines; empty for others."""
    course, file = current_course(), answer.lines[-1].file if answer.lines else ""
    defined = {f: part for part, functions in course.functions.items() for f in functions}
    part = defined.get(name, "")
    is_another = part and not file.endswith(f"{part}.py") and not _module_with(name)
    return f"from {part} import {name}" if is_another else ""


def _module_with(name: str) -> str:
    """Return what stands before a name of torch's functions and layers; empty for other names."""
    for prefix, module in MODULES.items():
        value = getattr(module, name, None) if name.isidentifier() else None
        is_layer = isinstance(value, type) and issubclass(value, torch.nn.Module)
        if is_layer or (callable(value) and not isinstance(value, type)):
            return prefix
    return ""


def _keyword(typed: str) -> str:
    """Return the keyword that a word may be, misspelt; empty for a keyword and for other words."""
    if keyword.iskeyword(typed):
        return ""
    small = typed.lower()
    turned = [k for k in keyword.kwlist if sorted(k) == sorted(small)]
    near = difflib.get_close_matches(small, keyword.kwlist, 1, ALIKE)
    return OTHER_KEYWORDS.get(small) or next(iter([*turned, *near]), "")


def _plain(char: str) -> str:
    return ASCII.get(char) or unicodedata.normalize("NFKC", char).strip()


def _has_all(kind: Kind, values: dict[str, str]) -> bool:
    """Tell whether everything that stands in the texts is known."""
    wanted = re.findall(r"\{(\w+)\}", kind.explanation + kind.usually + kind.try_this)
    return all(values.get(name) for name in wanted)
