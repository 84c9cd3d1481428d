"""Pictures of exercise 3: a window and its column."""

from __future__ import annotations

from typing import Any

import torch
from matplotlib.figure import Figure

from autograder.drawing.tools import BLUE, GREEN, ORANGE, SOFT, arrow, canvas, grid, window, word
from autograder.drawing.words import Say

STEPS = torch.tensor([[[1, 2, 3], [4, 5, 6], [7, 8, 9]], [[0, 1, 0], [1, 0, 1], [0, 1, 0]]]).float()
FILTERS = torch.tensor(
    [[[[1, 0], [0, -1]], [[0, 2], [0, 0]]], [[[0, 1], [1, 0]], [[1, 0], [0, 1]]]]
).float()
"""The example by hand of the handout."""


def columns(solutions: Any, say: Say) -> Figure:
    """A window and its column; filters as rows; the product."""
    figure, axes = canvas(22, 13)
    matrix = solutions.im2col(STEPS.unsqueeze(0), 2)[0]
    product = solutions.conv2d_matmul(STEPS.unsqueeze(0), FILTERS)[0].flatten(1)
    for n, colour in enumerate((BLUE, ORANGE)):
        cells = window(0, 0, 2, 2, colour)
        title = say("channel {n}").format(n=n)
        grid(axes, 0.8, 2.2 + 4.6 * n, STEPS[n].tolist(), SOFT, cells, title=title)
    word(axes, 2.3, 0.6, say("one window …"), 11, weight="bold")
    arrow(axes, (4.4, 3.6), (15.8, 2.4), -0.12)
    cells = {(i, 0): BLUE if i < 4 else ORANGE for i in range(8)}
    grid(axes, 16, 1.6, matrix.tolist(), SOFT, cells)
    word(axes, 18, 0.6, say("… is one column"), 11, weight="bold")
    rows = FILTERS.flatten(1)
    grid(axes, 6.6, 9.9, rows.tolist(), GREEN)
    word(axes, 10.6, 9.3, say("one row per filter"), 10)
    word(axes, 15.2, 10.9, "×", 13)
    grid(axes, 16, 9.9, product.tolist(), GREEN)
    word(axes, 18, 12.45, say("one row of the product is one feature map"), 10)
    return figure


PICTURES = {"columns": columns}
