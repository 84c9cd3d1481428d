"""Pictures of exercise 10: a grid of predictions."""

from __future__ import annotations

from typing import Any

import torch
from matplotlib import pyplot
from matplotlib.figure import Figure

from autograder.drawing.images import training_image
from autograder.drawing.tools import canvas, pixels, word
from autograder.drawing.words import Say

SAMPLES = [(10, 7, 7), (19, 4, 4), (55, 5, 3), (4, 0, 0), (50, 9, 4), (86, 2, 2), (37, 2, 4)]
"""Training images, with label and prediction: three of the seven are read wrongly."""


def grid(solutions: Any, say: Say) -> Figure:
    """What show_images puts into the cells of a grid of 2 × 4, wherever it has these lie."""
    images = torch.stack([training_image(place) for place, _label, _read in SAMPLES]) / 255
    labels, preds = ([sample[k] for sample in SAMPLES] for k in (1, 2))
    made = solutions.show_images(images, labels, preds, num_rows=2, num_cols=4)
    pyplot.close(made)
    figure, axes = canvas(20.5, 13.6)
    word(axes, 10.2, 0.6, say("seven digits in a grid of 2 × 4"), 12, weight="bold")
    for n, cell in enumerate(made.axes[:8]):
        x, y = 0.8 + 5 * (n % 4), 2.7 + 5.8 * (n // 4)
        for line, text in enumerate(cell.get_title().split("\n")):
            word(axes, x + 2, y - 1.1 + 0.6 * line, text, 11)
        for shown in cell.images:
            pixels(axes, x, y, shown.get_array(), 4, shown.get_clim())
    return figure


PICTURES = {"grid": grid}
