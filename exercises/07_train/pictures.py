"""Pictures of exercise 7: what happens for each batch."""

from __future__ import annotations

import math
from typing import Any

from matplotlib.figure import Figure

from autograder.drawing.tools import (
    BLUE,
    GREEN,
    ORANGE,
    SOFT,
    VIOLET,
    arrow,
    canvas,
    stack,
    word,
)
from autograder.drawing.words import Say


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


PICTURES = {"loop": loop}
