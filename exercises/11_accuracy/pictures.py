"""Pictures of exercise 11: what the first kernels learned."""

from __future__ import annotations

import functools

import torch
from matplotlib.figure import Figure

from autograder.checks import beside
from autograder.checks.data import load_data
from autograder.checks.inputs import Draw
from autograder.checks.standards import drawn_orders, shapes_of
from autograder.course import own_data
from autograder.drawing.made import solutions
from autograder.drawing.tools import canvas, word
from autograder.drawing.words import Say

SEED = 1


def kernels(say: Say) -> Figure:
    """Train the reference by the data set's recipe and draw its kernels before and after."""
    return learned(*_kernels(), say)


@functools.cache
def _kernels() -> tuple[torch.Tensor, torch.Tensor]:
    torch.set_num_threads(1)
    data, functions, draw = load_data(own_data()), solutions(), Draw(SEED)
    start, orders = draw.starting_weights(shapes_of(functions.LeNet)), drawn_orders(draw, data)
    images, labels = data.train_images, data.train_labels
    train = beside(__file__, "scenarios").accuracy
    end = train(functions.LeNet, functions.train, start, images, labels, orders, data.recipe)
    return start["conv1.weight"], end["weights after each call"][-1]["conv1.weight"]


def learned(before: torch.Tensor, after: torch.Tensor, say: Say) -> Figure:
    """Draw the kernels of conv1, (6, 1, 5, 5), before and after a training."""
    figure, axes = canvas(20, 9.4)
    for row, (title, kernels) in enumerate(
        [(say("before the training"), before), (say("after the training"), after)]
    ):
        y = 1.4 + 4.4 * row
        word(axes, 10, y - 0.7, title, 10, weight="bold")
        for n, kernel in enumerate(kernels[:, 0]):
            place = (0.7 + 3.2 * n, 3.3 + 3.2 * n, y + 2.6, y)
            most = float(kernel.abs().max())
            axes.imshow(kernel, cmap="PuOr", vmin=-most, vmax=most, extent=place, zorder=2)
    axes.set_xlim(0, 20)
    axes.set_ylim(9.4, 0)
    axes.set_aspect("auto")
    return figure


TRAINED = {"kernels": kernels}
"""What a training makes: its numbers may differ between machines."""
