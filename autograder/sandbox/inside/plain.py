"""Plain values: what may cross the wall, and what a check compares.

None, bool, int, float, str, dense tensors, and lists, tuples and dicts of these. All else
becomes an `Unsupported`: a description, never the thing itself.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch

from . import sentences
from .sentences import Words, sentence

MAX_NODES = 20_000
MAX_DEPTH = 20
MAX_TEXT = 20_000
MAX_AXES = 8
MAX_NUMBERS = 8_000_000
MAX_EMPTY = 1 << 17
"""Rows, rows of rows and so on of a tensor without numbers: as lists they take memory too."""
_NAMES = "float32 float64 float16 bfloat16 uint8 int8 int16 int32 int64 bool"
DTYPES: dict[str, torch.dtype] = {name: getattr(torch, name) for name in _NAMES.split()}


@dataclass(frozen=True)
class Unsupported:
    """Something that is not plain, as its type's name and a few words about it.

    `value` is the plain value that stands for it where there is one: numpy's numbers and
    arrays hold the right numbers in a form that was not asked for.
    """

    type: str
    text: Words
    value: Any = field(default=None, compare=False)

    def __str__(self) -> str:
        return str(self.text)


PRINTED = "printed"
"""The type of a plain value that was printed and not returned."""


@dataclass(frozen=True)
class Printed:
    """What a learner's function printed where it should return it."""

    value: Any


class _Budget:
    def __init__(self) -> None:
        self.nodes = MAX_NODES

    def take(self, depth: int) -> bool:
        self.nodes -= 1
        return self.nodes >= 0 and depth <= MAX_DEPTH


def to_plain(value: Any) -> Any:
    """Copy `value` as plain values: tensors detached and dense, subclasses as their base."""
    return _plain(value, _Budget(), 0)


def _plain(value: Any, budget: _Budget, depth: int) -> Any:
    if not budget.take(depth):
        return Unsupported("too large", sentence(sentences.TOO_DEEP))
    if value is None or value is True or value is False:
        return value
    if isinstance(value, Printed):
        return _plain_printed(value, budget, depth)
    if isinstance(value, torch.Tensor):
        return _plain_tensor(value)
    if isinstance(value, np.generic | np.ndarray) and not isinstance(value, float):
        return _of_numpy(value)
    if isinstance(value, int):
        small = int.bit_length(value) < 64
        return int.__int__(value) if small else Unsupported("int", sentence(sentences.LONG_INT))
    if isinstance(value, float):
        return float.__float__(value)
    if isinstance(value, str):
        return str.__str__(value)[:MAX_TEXT]
    if isinstance(value, tuple | list):
        base: Any = tuple if isinstance(value, tuple) else list
        items = itertools.islice(base.__iter__(value), MAX_NODES)  # a subclass's may never end
        return base(_plain(item, budget, depth + 1) for item in items)
    if isinstance(value, Mapping):
        named = dict.items(value) if isinstance(value, dict) else value.items()
        pairs = itertools.islice(named, MAX_NODES)
        return {str(key)[:200]: _plain(item, budget, depth + 1) for key, item in pairs}
    return Unsupported(
        type(value).__name__, sentence(sentences.AN_OBJECT, name=type(value).__name__)
    )


def _plain_printed(printed: Printed, budget: _Budget, depth: int) -> Unsupported | None:
    """Return a printed value as one that stands for it; what is not plain is nothing at all."""
    value = _plain(printed.value, budget, depth + 1)
    value = value.value if isinstance(value, Unsupported) else value
    return None if value is None else Unsupported(PRINTED, sentence(sentences.PRINTED), value)


def _plain_tensor(value: torch.Tensor) -> torch.Tensor | Unsupported:
    with torch._C.DisableTorchFunctionSubclass():
        if value.is_nested:
            return Unsupported("Tensor", sentence(sentences.NESTED))
        if value.dim() > MAX_AXES:
            return Unsupported("Tensor", sentence(sentences.MANY_AXES, count=value.dim()))
        if value.numel() > MAX_NUMBERS:
            return Unsupported("Tensor", sentence(sentences.TOO_LARGE, count=value.numel()))
        if places_of(value.shape) > MAX_EMPTY:
            return Unsupported("Tensor", sentence(sentences.NO_NUMBERS, shape=tuple(value.shape)))
        if value.layout != torch.strided or value.is_quantized:
            return Unsupported("Tensor", sentence(sentences.NOT_DENSE, layout=value.layout))
        if value.device.type == "meta":
            return Unsupported("Tensor", sentence(sentences.NO_VALUES))
        if value.dtype not in DTYPES.values():
            return Unsupported("Tensor", sentence(sentences.ODD_DTYPE, dtype=value.dtype))
        plain = value.detach()
        if type(plain) is not torch.Tensor:  # torch 2.4 refuses to make one of what is one
            plain = plain.as_subclass(torch.Tensor)  # type: ignore[arg-type]
        copy = plain.cpu().resolve_conj().resolve_neg()
        return copy.clone(memory_format=torch.contiguous_format)


def places_of(shape: Iterable[int]) -> int:
    """Return how many rows, and rows of rows, a tensor without numbers has; 0 for all others."""
    lengths = list(shape)
    return math.prod(n for n in lengths if n) if 0 in lengths else 0


def array_of(value: Any) -> torch.Tensor | None:
    """Return what stands for a tensor: one, numpy's array, or lists of numbers; None for others."""
    plain = value.value if isinstance(value, Unsupported) else value
    if isinstance(plain, list | tuple):
        try:
            return torch.tensor(plain)
        except (TypeError, ValueError, RuntimeError):
            return None
    return plain if isinstance(plain, torch.Tensor) else None


def _of_numpy(value: np.generic | np.ndarray) -> Unsupported:
    try:  # dates, texts, objects and numbers in another byte order have no plain value
        numbers = _plain_tensor(torch.from_numpy(np.array(value)))
    except (TypeError, ValueError):
        numbers = None
    if isinstance(value, np.ndarray):
        words = sentence(sentences.AN_ARRAY, shape=value.shape, dtype=value.dtype)
        return Unsupported(
            "numpy.ndarray", words, numbers if isinstance(numbers, torch.Tensor) else None
        )
    name = type(value).__name__
    number = numbers.item() if isinstance(numbers, torch.Tensor) else None
    return Unsupported(f"numpy.{name}", f"numpy.{name}({value!s:.200})", number)
