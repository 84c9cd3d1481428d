"""Pictures of exercise 6: every layer, and the shape at every arrow."""

from __future__ import annotations

from typing import Any

import torch
from matplotlib.figure import Figure
from torch.nn import functional

from autograder.drawing.tools import (
    BLUE,
    GREEN,
    ORANGE,
    SOFT,
    VIOLET,
    arrow,
    canvas,
    listed,
    stack,
    word,
)
from autograder.drawing.words import Say


def shapes(solutions: Any, say: Say) -> Figure:
    """Every layer of LeNet, and the shape at every arrow."""
    model = solutions.LeNet()
    x = torch.zeros(1, 1, 28, 28)
    sizes_of = [x.shape]
    for convolution in (model.conv1, model.conv2):
        x = convolution(x)
        sizes_of.append(x.shape)
        x = functional.max_pool2d(functional.relu(x), 2)
        sizes_of.append(x.shape)
    x = x.flatten(1)
    sizes_of.append(x.shape)
    for layer in (model.fc1, model.fc2, model.fc3):
        x = layer(x)
        sizes_of.append(x.shape)
    pool, connected = say("ReLU, max pooling 2 × 2"), say("fully connected")
    steps = [
        *(("conv1", say("convolution 5 × 5")), ("", pool), ("conv2", say("convolution 5 × 5"))),
        *(("", pool), ("", say("flatten")), ("fc1", connected), ("fc2", connected)),
        ("fc3", connected),
    ]
    figure, axes = canvas(16, 23)
    colours = (SOFT, BLUE, BLUE, ORANGE, ORANGE, GREEN, VIOLET, VIOLET, VIOLET)
    for n, (shape, colour) in enumerate(zip(sizes_of, colours, strict=True)):
        y = 1.6 + 2.5 * n
        sizes = shape[1:]
        if len(sizes) == 3:
            side = 0.5 + sizes[1] / 28
            stack(axes, 3 - side / 2, y - side / 2, side, side, [colour] * int(sizes[0]), 0.1)
        else:
            width = 0.6 + sizes[0] / 80
            stack(axes, 3 - width / 2, y - 0.25, width, 0.5, [colour])
        word(axes, 6.6, y, listed(sizes), 11, weight="bold", ha="left")
        if n < len(steps):
            arrow(axes, (3, y + 0.8), (3, y + 1.28))
            name, what = steps[n]
            words = say("{name}: {layer}").format(name=name, layer=what) if name else what
            word(axes, 6.6, y + 1.1, words, 10, ha="left")
    return figure


PICTURES = {"shapes": shapes}
