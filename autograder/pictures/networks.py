"""Pictures of exercises 6, 7 and 11: LeNet, the training loop, what conv1 learned."""

from __future__ import annotations

import math
from typing import Any

import torch
from matplotlib.figure import Figure
from torch.nn import functional

from .drawing import BLUE, GREEN, ORANGE, SOFT, VIOLET, arrow, canvas, listed, stack, word
from .words import Say


def lenet(solutions: Any, say: Say) -> Figure:
    """Every layer of LeNet, and the shape at every arrow."""
    model = solutions.LeNet()
    x = torch.zeros(1, 1, 28, 28)
    shapes = [x.shape]
    for convolution in (model.conv1, model.conv2):
        x = convolution(x)
        shapes.append(x.shape)
        x = functional.max_pool2d(functional.relu(x), 2)
        shapes.append(x.shape)
    x = x.flatten(1)
    shapes.append(x.shape)
    for layer in (model.fc1, model.fc2, model.fc3):
        x = layer(x)
        shapes.append(x.shape)
    pool, connected = say("ReLU, max pooling 2 × 2"), say("fully connected")
    steps = [
        *(("conv1", say("convolution 5 × 5")), ("", pool), ("conv2", say("convolution 5 × 5"))),
        *(("", pool), ("", say("flatten")), ("fc1", connected), ("fc2", connected)),
        ("fc3", connected),
    ]
    figure, axes = canvas(16, 23)
    colours = (SOFT, BLUE, BLUE, ORANGE, ORANGE, GREEN, VIOLET, VIOLET, VIOLET)
    for n, (shape, colour) in enumerate(zip(shapes, colours, strict=True)):
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
            arrow(axes, (3, y + 0.95), (3, y + 1.65))
            name, what = steps[n]
            words = f"{name}: {what}" if name else what
            word(axes, 6.6, y + 1.25, words, 9, ha="left")
    return figure


def loop(solutions: Any, say: Say) -> Figure:
    """What train does for each batch, as a circle."""
    figure, axes = canvas(20, 13)
    steps = [
        ("optimizer.zero_grad()", say("gradients to zero"), SOFT),
        ("model(images)", say("forward: logits"), BLUE),
        ("criterion(logits, labels)", say("the loss"), ORANGE),
        ("loss.backward()", say("backward: gradients"), VIOLET),
        ("optimizer.step()", say("one step of the optimizer"), GREEN),
        ("callback()", say("then the callbacks"), SOFT),
    ]
    middles = []
    for n, (code, what, colour) in enumerate(steps):
        angle = 2 * math.pi * n / len(steps) - math.pi / 2
        x, y = 10 + 6.2 * math.cos(angle), 6.5 + 4.9 * math.sin(angle)
        middles.append((x, y))
        stack(axes, x - 3.3, y - 0.8, 6.6, 1.6, [colour])
        word(axes, x, y - 0.28, code, 9, family="monospace")
        word(axes, x, y + 0.36, what, 9)
    for (x, y), (to_x, to_y) in zip(middles, [*middles[1:], middles[0]]):
        share = 0.36 if abs(to_x - x) > 1 else 0.3
        start = (x + share * (to_x - x), y + share * (to_y - y))
        end = (to_x - share * (to_x - x), to_y - share * (to_y - y))
        arrow(axes, start, end)
    word(axes, 10, 6.5, say("for each batch"), 12, weight="bold")
    return figure


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
