"""What all pictures are drawn with: grids of numbers, arrows, words."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Sequence
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, Rectangle

INK, PAPER, SOFT = "#1b1c1e", "#ffffff", "#e9ecef"
BLUE, ORANGE, GREEN, VIOLET = "#9ec5fe", "#ffcf99", "#a3cfbb", "#d0bfff"
COLOURS = (BLUE, ORANGE, GREEN, VIOLET)
FONTS = ("DejaVu Sans", "Arial", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "sans-serif")
"""Latin ones first: in those of other scripts · and × are as wide as a letter."""
STYLE: Any = {
    "svg.hashsalt": "autograder",
    "svg.fonttype": "none",
    "font.family": ["DejaVu Sans"],
    "text.color": INK,
}


def canvas(width: float, height: float) -> tuple[Figure, Axes]:
    """Begin a picture of `width` by `height` cells, y downwards, a cell 0.42 inches wide."""
    figure = Figure(figsize=(0.42 * width, 0.42 * height), facecolor=PAPER)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.axis("off")
    return figure, axes


def svg(figure: Figure) -> str:
    """Write a picture as SVG: the same drawing gives the same text; words stay words."""
    text = io.StringIO()
    with matplotlib.rc_context(STYLE), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph")  # the reader's fonts have them
        figure.savefig(text, format="svg", metadata={"Date": None, "Creator": None})
    lines = text.getvalue().replace("'DejaVu Sans'", font_names()).splitlines()
    return "\n".join(line.rstrip() for line in lines) + "\n"


def font_names() -> str:
    """Return the fonts of all words as CSS has them."""
    return ", ".join(f"'{name}'" if " " in name else name for name in FONTS)


def grid(
    axes: Axes,
    x: float,
    y: float,
    values: Any,
    colour: str = SOFT,
    cells: dict[tuple[int, int], str] | None = None,
    size: float = 1.0,
    title: str = "",
) -> None:
    """Draw numbers as a grid whose upper left corner is at (x, y); `cells` have own colours.

    A value that is None leaves its cell empty of a number.
    """
    rows = np.asarray(values, dtype=object)
    for (i, j), value in np.ndenumerate(rows):
        place = (x + size * j, y + size * i)
        face = (cells or {}).get((i, j), colour)
        axes.add_patch(Rectangle(place, size, size, facecolor=face, edgecolor="white", lw=1))
        if value is not None:
            word(axes, place[0] + size / 2, place[1] + size / 2, number(value), 10 * size)
    if title:
        word(axes, x + size * rows.shape[1] / 2, y - 0.45, title, 10)


def number(value: float) -> str:
    """Write a number as short as it is."""
    return f"{value:g}".replace("-", "−")


def word(axes: Axes, x: float, y: float, text: str, size: float = 10, **more: Any) -> None:
    """Write words centred at (x, y)."""
    axes.text(x, y, text, fontsize=size, ha=more.pop("ha", "center"), va="center", **more)


def frame(
    axes: Axes,
    x: float,
    y: float,
    width: float,
    height: float,
    colour: str = INK,
    dashed: bool = False,
) -> None:
    """Draw an outline around a window."""
    style = "--" if dashed else "-"
    axes.add_patch(Rectangle((x, y), width, height, fill=False, edgecolor=colour, lw=2, ls=style))


def arrow(
    axes: Axes, start: tuple[float, float], end: tuple[float, float], bend: float = 0
) -> None:
    """Draw an arrow."""
    axes.add_patch(
        FancyArrowPatch(
            start,
            end,
            arrowstyle="-|>",
            mutation_scale=16,
            lw=1.5,
            color=INK,
            shrinkA=0,
            shrinkB=0,
            zorder=4,  # its head is seen, whatever it leads to
            connectionstyle=f"arc3,rad={bend}",
        )
    )


def window(
    row: int, column: int, height: int, width: int, colour: str
) -> dict[tuple[int, int], str]:
    """Colour the cells of a window."""
    return {(row + i, column + j): colour for i in range(height) for j in range(width)}


def pixels(
    axes: Axes,
    x: float,
    y: float,
    values: Any,
    size: float,
    bounds: tuple[float, float],
    colours: str = "gray",
) -> None:
    """Draw an image `size` cells wide whose upper left corner is at (x, y).

    `bounds` are the numbers of the darkest and the brightest colour.
    """
    rows = np.asarray(values, dtype=float)
    height = size * rows.shape[0] / rows.shape[1]
    place = (x, x + size, y + height, y)
    low, high = bounds
    style: Any = {"interpolation": "none", "zorder": 2, "aspect": "auto"}
    limits = axes.axis()
    axes.imshow(rows, cmap=colours, vmin=low, vmax=high, extent=place, **style)
    axes.axis(limits)
    axes.add_patch(Rectangle((x, y), size, height, fill=False, edgecolor=INK, lw=0.8, zorder=3))


def stack(
    axes: Axes,
    x: float,
    y: float,
    width: float,
    height: float,
    colours: Sequence[str],
    step: float = 0.22,
) -> None:
    """Draw sheets that lie behind each other, the first in front."""
    for n in reversed(range(len(colours))):
        place = (x + step * n, y - step * n)
        axes.add_patch(Rectangle(place, width, height, facecolor=colours[n], edgecolor=INK, lw=0.8))


def colours_of(count: int) -> list[str]:
    """Return so many colours, beginning anew after the last."""
    return [COLOURS[n % len(COLOURS)] for n in range(count)]


def listed(values: Iterable[Any]) -> str:
    """Write a shape: 6 × 24 × 24."""
    return " × ".join(str(int(value)) for value in values)
