"""Pieces of pages from arrays: pictures, curves and tables, which read on light and on dark."""

from __future__ import annotations

import base64
import io
import math
import re
from collections.abc import Iterable, Sequence
from typing import Any

import matplotlib
import numpy as np
import torch
from markupsafe import Markup, escape
from matplotlib.figure import Figure
from PIL import Image

from autograder.checks.evidence import picture

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 480, 250, 60, 24, 24, 44
"""Of a curve, in its own units."""
INDENT = 24
RIGHT_ONES, WRONG_ONES = (163, 207, 187), (255, 190, 140)
"""Shades of a table of counts; dark text reads on both."""


def gray(values: torch.Tensor, words: str, width: int, caption: str = "") -> Markup:
    """Return a piece of an array, (H, W), as a gray picture, black its least value."""
    low, high = float(values.min()), float(values.max())
    return _figure(picture(values, low, high), words, width, caption)


def heat(values: torch.Tensor, words: str, width: int, caption: str = "") -> Markup:
    """Return a piece of an array, (H, W), as a picture: orange below zero, violet above."""
    most = float(values.abs().max()) or 1.0
    painted = matplotlib.colormaps["PuOr"]((values.double().numpy() / most + 1) / 2)
    return _figure(_png(np.uint8(255 * painted[..., :3])), words, width, caption)


def drawing(figure: Figure, words: str) -> Markup:
    """Return a figure of matplotlib's as a picture."""
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=110, facecolor="white", bbox_inches="tight")
    packed = base64.b64encode(file.getvalue()).decode("ascii")
    return Markup('<img class="drawing" src="data:image/png;base64,{}" alt="{}">').format(
        packed, words
    )


def row(pieces: Iterable[Markup]) -> Markup:
    """Return pieces side by side, as many as fit."""
    return Markup('<div class="row">{}</div>').format(Markup("").join(pieces))


def pair(above: Markup, below: Markup) -> Markup:
    """Return two pieces above each other that stay together."""
    return Markup('<div class="pair">{}{}</div>').format(above, below)


def columns(pieces: Iterable[Markup]) -> Markup:
    """Return pieces in columns, below each other where there is no room."""
    inner = Markup("").join(Markup("<div>{}</div>").format(piece) for piece in pieces)
    return Markup('<div class="columns">{}</div>').format(inner)


def part(title: str, body: Markup) -> Markup:
    """Return a piece with a heading of its own."""
    return Markup("<h3>{}</h3>{}").format(title, body)


def sentence(words: str) -> Markup:
    """Return a paragraph."""
    return Markup("<p>{}</p>").format(prose(words))


def prose(text: str) -> Markup:
    """Escape a sentence, and set what stands in backticks as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))


def _figure(png: str, words: str, width: int, caption: str) -> Markup:
    below = Markup("<figcaption>{}</figcaption>").format(caption) if caption else ""
    image = Markup('<img class="pixels" src="data:image/png;base64,{}" width="{}" alt="{}">')
    return Markup("<figure>{}{}</figure>").format(image.format(png, width, words), below)


def _png(rgb: Any) -> str:
    file = io.BytesIO()
    Image.fromarray(rgb).save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode("ascii")


def curve(
    values: Sequence[float],
    words: str,
    below: str,
    band: tuple[float, float] | None = None,
    line: float | None = None,
) -> Markup:
    """Return percentages, one a step, as a curve; `below` names the steps.

    A `band` is shaded, a `line` is dashed.
    """
    known: list[float] = [*values, *(band or ()), *([] if line is None else [line])]
    least: float = max(0.0, 5.0 * math.floor((min(known) - 1) / 5))
    most = 100.0
    right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM

    def x(step: int) -> float:
        share = step / (len(values) - 1) if values[1:] else 0.5
        return round(LEFT + INDENT + (right - LEFT - 2 * INDENT) * share, 1)

    def y(value: float) -> float:
        return round(TOP + (bottom - TOP) * (most - value) / (most - least), 1)

    drawn = [_axis(least, most, y)]
    if band is not None:
        shaded = Markup('<rect class="band" x="{}" y="{}" width="{}" height="{}"/>')
        low, high = band
        drawn.insert(0, shaded.format(LEFT, y(high), right - LEFT, round(y(low) - y(high), 1)))
    if line is not None:
        dashed = Markup('<path class="needed" d="M{} {}H{}"/>')
        drawn.append(dashed.format(LEFT, y(line), right))
    points = " ".join(f"{x(step)},{y(value)}" for step, value in enumerate(values))
    drawn.append(Markup('<polyline class="line" points="{}"/>').format(points))
    for step, value in enumerate(values):
        mark = Markup('<circle cx="{0}" cy="{1}" r="5"/><text x="{0}" y="{2}">{3}</text>')
        place = _height_of_number(y(value), None if line is None else y(line))
        drawn.append(mark.format(x(step), y(value), place, f"{value:.1f}"))
        number = Markup('<text x="{}" y="{}">{}</text>')
        drawn.append(number.format(x(step), bottom + 19, step + 1))
    name = Markup('<text x="{}" y="{}">{}</text>')
    drawn.append(name.format((LEFT + right) / 2, HEIGHT - 4, below))
    frame = Markup('<svg class="curve" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>')
    return frame.format(WIDTH, HEIGHT, words, Markup("").join(drawn))


def _height_of_number(point: float, line: float | None) -> float:
    """Return where the number of a point is written: above it, but not across a dashed line."""
    above = max(15.0, point - 12)
    crossed = line is not None and above - 16 <= line <= above + 4
    return point + 24 if crossed else above


def _axis(least: float, most: float, y: Any) -> Markup:
    """Draw the lines that tell how high the points are."""
    step = next(step for step in (1, 2, 5, 10, 20, 25) if (most - least) / step <= 5)
    values = np.arange(most, least - 0.01, -step)
    line = Markup(
        '<path class="axis" d="M{} {}H{}"/><text class="of-axis" x="{}" y="{}">{} %</text>'
    )
    lines = [
        line.format(LEFT, y(value), WIDTH - RIGHT, LEFT - 8, y(value) + 4, f"{value:g}")
        for value in values
    ]
    return Markup("").join(lines)


def counts(table: torch.Tensor, names: Sequence[str], words: str) -> Markup:
    """Return a square table of counts, (K, K): a row each label, a column each answer."""
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(name) for name in names)
    totals = table.sum(dim=1).clamp(min=1)
    rows = []
    for label, name in enumerate(names):
        cells = [
            _count(int(table[label, answer]), int(totals[label]), answer == label)
            for answer in range(len(names))
        ]
        line = Markup('<tr><th scope="row">{}</th>{}</tr>')
        rows.append(line.format(name, Markup("").join(cells)))
    frame = Markup(
        '<div class="wide" tabindex="0" role="region" aria-label="{}">'
        '<table class="counts"><tr><td></td>{}</tr>{}</table></div>'
    )
    return frame.format(words, head, Markup("").join(rows))


def _count(count: int, total: int, is_right: bool) -> Markup:
    """Shade a count: the deeper, the more of its row; a wrong answer shows from the first."""
    full = RIGHT_ONES if is_right else WRONG_ONES
    share = count / total if is_right else min(1.0, 0.25 + 8 * count / total) if count else 0.0
    colour = f"rgb({' '.join(map(str, full))} / calc({share:.3g} * var(--depth, 1)))"
    return Markup('<td style="background:{}">{}</td>').format(colour, count or "")
