"""What a page can show of a failed check: pieces of its arrays, small and as plain data."""

from __future__ import annotations

import base64
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch
from PIL import Image

from autograder.sandbox.inside.answering import Answer, Line

from .compare import Difference, Place

TABLE = 12
"""Rows and columns that still read as a table of numbers."""
WINDOW = 7
"""Of a larger piece, so many rows and columns around the first difference are a table."""
LARGEST = 256
MAX_INPUTS = 6
PIECES = 3
"""Channels, kernels or images that are shown of an argument."""


@dataclass(frozen=True)
class Panel:
    """A two-dimensional piece of an array.

    `title` says what it is of, `place` which piece (`[0, 2]`), `shape` its rows and columns.
    `rows` are its numbers, from row and column `origin` on; a large piece is also a picture
    (a PNG of gray values from `low`, black, to `high`, white, in base64). Numbers that are
    not finite are None.
    """

    title: str
    place: str
    shape: tuple[int, int]
    low: float
    high: float
    rows: tuple[tuple[float | None, ...], ...]
    origin: tuple[int, int] = (0, 0)
    picture: str = ""


@dataclass(frozen=True)
class Evidence:
    """What a failed check can show: what went in, what came and what was expected.

    `first` is the row and column where got and expected first differ, `where` leads to
    their piece of the answer; `lines` are the learner's own lines of a traceback.
    """

    panels: tuple[Panel, ...] = ()
    first: tuple[int, int] | None = None
    where: Place = ()
    lines: tuple[Line, ...] = ()


def of_error(answer: Answer) -> Evidence:
    """Show where the learner's code raised."""
    return Evidence(lines=answer.lines)


def of_difference(difference: Difference, arguments: dict[str, Any]) -> Evidence:
    """Show the piece in which two arrays first differ, and what went in."""
    got, expected = difference.got, difference.expected
    if not (_is_shown(got) and _is_shown(expected)):
        return Evidence()
    same = got.shape == expected.shape
    index = _first(got, expected) if same else (0,) * expected.ndim
    first = (index[-2], index[-1]) if same else None
    panels = list(_inputs(arguments, index[0] if expected.ndim == 4 else 0))
    lead = index[:-2]
    pieces = {"expected": _piece(expected, lead), "got": _piece(got, lead)}
    low, high = _range(*pieces.values())
    for title, piece in pieces.items():
        panels.append(_panel(title, lead, piece, low, high, first))
    if same:
        gap = pieces["got"].double() - pieces["expected"].double()
        gap[gap.abs() < 1e-6 * max(abs(low), abs(high))] = 0  # rounding only
        panels.append(_panel("got − expected", lead, gap, *_range(gap), first))
    return Evidence(tuple(panels), first, difference.where)


def picture(rows: torch.Tensor, low: float, high: float) -> str:
    """Write a piece, (H, W), as a PNG of gray values, in base64."""
    span = (high - low) or 1.0
    gray = ((rows.double().nan_to_num() - low) / span * 255).clamp(0, 255).to(torch.uint8)
    file = io.BytesIO()
    Image.fromarray(gray.numpy()).save(file, "PNG", optimize=True)
    return base64.b64encode(file.getvalue()).decode("ascii")


def _is_shown(value: Any) -> bool:
    """Tell whether a value is an array with rows and columns of a size that can be shown."""
    return (
        isinstance(value, torch.Tensor)
        and value.ndim >= 2
        and all(1 <= size <= LARGEST for size in value.shape[-2:])
        and max(value.shape[-2:]) > 1
        and value.numel() > 0
        and not value.is_complex()
    )


def _first(got: torch.Tensor, expected: torch.Tensor) -> tuple[int, ...]:
    """Find the first place where two arrays of one shape are clearly different."""
    gap = (got.double() - expected.double()).abs().nan_to_num(math.inf)
    wrong = gap > 1e-4 * (1 + expected.double().abs())
    positions = wrong.nonzero()
    return tuple(int(i) for i in positions[0]) if len(positions) else (0,) * expected.ndim


def _piece(value: torch.Tensor, lead: tuple[int, ...]) -> torch.Tensor:
    """Take the two-dimensional piece at `lead`, or the nearest that there is."""
    for place in (*lead, *(0,) * value.ndim)[: value.ndim - 2]:
        value = value[min(place, len(value) - 1)]
    return value


def _inputs(arguments: dict[str, Any], sample: int) -> Iterator[Panel]:
    """Show the first pieces of the arrays that went in; of a batch, the first of four axes, one
    sample's."""
    shown = 0
    arrays = {name: value for name, value in arguments.items() if _is_shown(value)}
    batch = next((name for name, value in arrays.items() if value.ndim == 4), None)
    for name, value in arrays.items():
        lead: tuple[int, ...] = ()
        if value.ndim == 4:
            lead = (min(sample, len(value) - 1),) if name == batch else (0,)
            value = value[lead]
        pieces = value.flatten(0, -3)[:PIECES] if value.ndim > 2 else value[None]
        low, high = _range(value)
        for number, piece in enumerate(pieces):
            if shown < MAX_INPUTS:
                shown += 1
                place = (*lead, number) if value.ndim > 2 else lead
                yield _panel(name, place, piece, low, high, None)


def _range(*pieces: torch.Tensor) -> tuple[float, float]:
    numbers = torch.cat([piece.double().flatten() for piece in pieces])
    numbers = numbers[numbers.isfinite()]
    if not len(numbers):
        return 0.0, 1.0
    return float(numbers.min()), float(numbers.max())


def _panel(
    title: str,
    place: tuple[int, ...],
    piece: torch.Tensor,
    low: float,
    high: float,
    first: tuple[int, int] | None,
) -> Panel:
    height, width = piece.shape
    large = max(height, width) > TABLE
    middle = first or (height // 2, width // 2)
    origin = (
        max(0, min(middle[0] - WINDOW // 2, height - WINDOW)) if large else 0,
        max(0, min(middle[1] - WINDOW // 2, width - WINDOW)) if large else 0,
    )
    size = WINDOW if large else TABLE
    window = piece[origin[0] : origin[0] + size, origin[1] : origin[1] + size]
    return Panel(
        title,
        f"[{', '.join(map(str, place))}]" if place else "",
        (height, width),
        _short(low) or 0.0,
        _short(high) or 0.0,
        tuple(tuple(_short(x) for x in row) for row in window.double().tolist()),
        origin,
        picture(piece, low, high) if large else "",
    )


def _short(number: float) -> float | None:
    """Keep four digits of a number, None where it is not finite."""
    return float(f"{number:.4g}") if math.isfinite(number) else None
