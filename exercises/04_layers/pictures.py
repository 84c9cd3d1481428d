"""Pictures of exercise 4: pooling."""

from __future__ import annotations

from typing import Any

import torch
from matplotlib.figure import Figure
from torch.nn import functional

from autograder.drawing.images import training_image
from autograder.drawing.tools import SOFT, arrow, canvas, colours_of, grid, listed, pixels, word
from autograder.drawing.words import Say

DIGIT, LEFT = 19, torch.tensor([[-1.0, 0, 1]] * 3)
"""A training image, and a kernel that finds the left edges of its strokes."""
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


def on_a_digit(solutions: Any, say: Say) -> Figure:
    """A digit, the map of its left edges, the map after ReLU and after max pooling."""
    digit = training_image(DIGIT)[None, None] / 255
    found = functional.conv2d(digit, LEFT[None, None])
    positive = solutions.relu(found)
    pooled = solutions.max_pool2d(positive, 2)
    figure, axes = canvas(20.5, 6.4)
    steps = [
        (say("a digit of MNIST"), digit, (0, 1), "gray"),
        (say("its left edges"), found, (-4, 4), "PuOr"),
        (say("after ReLU"), positive, (-4, 4), "PuOr"),
        (say("after max pooling"), pooled, (-4, 4), "PuOr"),
    ]
    for n, (title, map_, bounds, colours) in enumerate(steps):
        x = 0.5 + 5.1 * n
        pixels(axes, x, 1.2, map_[0, 0], 4.2, bounds, colours)
        word(axes, x + 2.1, 0.6, title, 10)
        word(axes, x + 2.1, 5.8, listed(map_.shape[2:]), 10)
        if n:
            arrow(axes, (x - 0.8, 3.3), (x - 0.1, 3.3))
    return figure


PICTURES = {"pooling": pooling, "on_a_digit": on_a_digit}
