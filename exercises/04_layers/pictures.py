"""Pictures of exercise 4: pooling."""

from __future__ import annotations

from typing import Any

import torch
from matplotlib.figure import Figure

from autograder.drawing.tools import SOFT, arrow, canvas, colours_of, grid, number, window, word
from autograder.drawing.words import Say

POOLED = torch.tensor([[[[1, 3, 2, 0], [5, 2, 1, 4], [0, 1, 7, 2], [3, 2, 1, 6]]]]).float()


def pooling(solutions: Any, say: Say) -> Figure:
    """Each window gives its largest number."""
    figure, axes = canvas(12, 6)
    tints = {(i, j): colours_of(4)[2 * (i // 2) + j // 2] for i in range(4) for j in range(4)}
    grid(axes, 0.8, 1.4, POOLED[0, 0].tolist(), SOFT, tints)
    arrow(axes, (5.4, 3.4), (8.2, 3.4))
    pooled = solutions.max_pool2d(POOLED, 2)[0, 0]
    cells = {(i, j): colours_of(4)[2 * i + j] for i in range(2) for j in range(2)}
    grid(axes, 8.8, 2.4, pooled.tolist(), SOFT, cells)
    word(axes, 6, 0.6, say("max pooling, 2 × 2"), 10, weight="bold")
    return figure


PICTURES = {"pooling": pooling}
