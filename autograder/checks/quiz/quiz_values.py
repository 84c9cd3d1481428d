"""Values of the quiz: how they are written, and which two of them a reader takes for the same."""

from __future__ import annotations

import itertools
import math
from typing import Any

import torch

from autograder.sandbox.inside.plain import Unsupported

from .quiz import Grid, Shown

DIGITS = 4
"""Of a number that is not whole, so many digits are shown."""
MAX_ELEMENTS = 64
"""An array of more numbers than this is not to be read in a question."""


class Unshowable(ValueError):
    """A value that no option can show."""


def shown_of(value: Any) -> Shown:
    """Write a plain value for a reader; raises Unshowable."""
    if isinstance(value, torch.Tensor):
        return _of_tensor(value)
    if isinstance(value, str):
        return Shown(sentence=value)
    return Shown(text=_text(value))


def key_of(value: Any) -> Any:
    """Return what is the same for two values that differ in their writing only.

    3 and 3.0, a list and a tuple, a tensor and one with further axes of length one are the same.
    Raises Unshowable.
    """
    if isinstance(value, torch.Tensor):
        if value.numel() == 1:
            return _number(value.item())
        return [
            "array",
            list(value.squeeze().shape),
            [_number(x) for x in value.flatten().tolist()],
        ]
    if isinstance(value, list | tuple):
        return [key_of(item) for item in value]
    if isinstance(value, str):
        return "".join(value.split())
    return _text(value)


def _text(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        items = ", ".join(_text(item) for item in value)
        if isinstance(value, list):
            return f"[{items}]"
        return f"({items},)" if len(value) == 1 else f"({items})"
    if isinstance(value, torch.Tensor) and value.numel() == 1:
        return _number(value.item())
    raise Unshowable(str(value) if isinstance(value, Unsupported) else type(value).__name__)


def _number(number: float) -> str:
    if isinstance(number, int) or not math.isfinite(number):
        return str(int(number) if isinstance(number, bool) else number)
    nearest = round(number)
    if abs(number - nearest) < 10**-DIGITS:
        return str(nearest)
    return f"{number:.{DIGITS}g}"


def _of_tensor(value: torch.Tensor) -> Shown:
    if value.numel() == 1 and value.ndim <= 1:
        return Shown(text=_number(value.item()))
    if not 0 < value.numel() <= MAX_ELEMENTS or value.is_complex():
        raise Unshowable(f"an array of shape {tuple(value.shape)}")
    rows = value[None] if value.ndim == 1 else value
    places = itertools.product(*(range(size) for size in rows.shape[:-2]))
    return Shown(grids=tuple(_grid(rows, place, value.ndim == 1) for place in places))


def _grid(value: torch.Tensor, place: tuple[int, ...], is_flat: bool) -> Grid:
    numbers = value[place].tolist()
    written = tuple(tuple(_number(number) for number in row) for row in numbers)
    return Grid("".join(f"[{index}]" for index in place), written, is_flat)
