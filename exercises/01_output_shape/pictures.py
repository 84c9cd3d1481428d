"""Pictures of exercise 1: where windows lie."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from autograder.core.languages import N_
from autograder.drawing.tools import BLUE, SOFT, canvas, frame, grid, listed, word
from autograder.drawing.words import Say


def output_sizes(solutions: Any, say: Say) -> Figure:
    """Stride, padding and dilation: where the windows lie, and how many there are."""
    figure, axes = canvas(23, 9.6)
    size = 5
    for n, (title, options) in enumerate(
        [
            (N_("stride 2"), {"stride": 2}),
            (N_("padding 1"), {"padding": 1}),
            (N_("dilation 2"), {"dilation": 2}),
        ]
    ):
        x, y = 1.5 + 7.5 * n, 2.3
        if "padding" in options:
            grid(axes, x - 1, y - 1, [[0] * (size + 2)] * (size + 2), "#f6f7f8")
        cells = {}
        if "dilation" in options:
            cells = {(2 * i, 2 * j): BLUE for i in range(3) for j in range(3)}
        grid(axes, x, y, [[None] * size] * size, SOFT, cells)
        starts = {"stride": [(0, 0), (0, 2), (2, 0), (2, 2)], "padding": [(-1, -1), (3, 3)]}
        for number_, (i, j) in enumerate(starts.get(next(iter(options)), [(0, 0)])):
            wide = 5 if "dilation" in options else 3
            shift = 0.08 * number_
            frame(axes, x + j + shift, y + i + shift, wide - 0.16, wide - 0.16, colours(number_))
        out = solutions.conv2d_output_shape(size, 3, **options)
        word(axes, x + size / 2, 0.5, say(title), 11, weight="bold")
        line = f"{size} × {size} → {listed(out)}"
        word(axes, x + size / 2, 9.0, line, 10)
    return figure


def colours(n: int) -> str:
    """Return the colour of an outline."""
    return ("#0b66c3", "#c2410c", "#1a7f37", "#6d28d9")[n % 4]


PICTURES = {"places": output_sizes}
