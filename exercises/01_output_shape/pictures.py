"""Pictures of exercise 1: where windows lie."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from autograder.core.languages import N_
from autograder.drawing.tools import BLUE, SOFT, canvas, frame, grid, listed, word
from autograder.drawing.words import Say


def output_sizes(solutions: Any, say: Say) -> Figure:
    """Stride, padding and dilation: where the windows lie, and how many there are."""
    figure, axes = canvas(20.5, 9.6)
    size, kernel = 5, 3
    for n, (title, options) in enumerate(
        [
            (N_("stride 2"), {"stride": 2}),
            (N_("padding 1"), {"padding": 1}),
            (N_("dilation 2"), {"dilation": 2}),
        ]
    ):
        x, y, pad = 0.5 + 7 * n, 2.3, options.get("padding", 0)
        if pad:
            around = size + 2 * pad
            inside = range(pad, pad + size)
            zeros = [
                [None if i in inside and j in inside else 0 for j in range(around)]
                for i in range(around)
            ]
            grid(axes, x - pad, y - pad, zeros, "#f6f7f8")
        apart = options.get("dilation", 1)
        cells = {(apart * i, apart * j): BLUE for i in range(kernel) for j in range(kernel)}
        grid(axes, x, y, [[None] * size] * size, SOFT, cells if apart > 1 else {})
        span = apart * (kernel - 1) + 1
        last = size + pad - span
        starts = [(i, j) for i in (-pad, last) for j in (-pad, last)] if last > -pad else [(0, 0)]
        for turn, (i, j) in enumerate(starts):
            inset = 0.05 + 0.07 * turn  # so that a line beside another one is seen
            place, wide = (x + j + inset, y + i + inset), span - 2 * inset
            frame(axes, *place, wide, wide, colours(turn))
        out = solutions.conv2d_output_shape(size, kernel, **options)
        word(axes, x + size / 2, 0.5, say(title), 12, weight="bold")
        word(axes, x + size / 2, 9.0, f"{size} × {size} → {listed(out)}", 11)
    return figure


def colours(n: int) -> str:
    """Return the colour of an outline."""
    return ("#0b66c3", "#c2410c", "#1a7f37", "#6d28d9")[n % 4]


PICTURES = {"places": output_sizes}
