"""Pictures of exercises 1 to 4: windows, kernels, filters, columns, pooling."""

from __future__ import annotations

from typing import Any

import torch
from matplotlib.figure import Figure

from autograder.languages import marked

from .drawing import (
    BLUE,
    GREEN,
    ORANGE,
    SOFT,
    arrow,
    canvas,
    colours_of,
    frame,
    grid,
    listed,
    number,
    stack,
    window,
    word,
)
from .words import Say

CHANNELS = torch.tensor(
    [[[1, 2, 0, 1], [0, 1, 3, 1], [2, 0, 1, 0]], [[0, 1, 1, 2], [1, 0, 2, 0], [0, 1, 0, 1]]]
).float()
KERNELS = torch.tensor([[[1, 0], [0, -1]], [[0, 1], [2, 0]]]).float()
BIAS = 0.5
"""The example by hand of exercise 2's handout."""
STEPS = torch.tensor([[[1, 2, 3], [4, 5, 6], [7, 8, 9]], [[0, 1, 0], [1, 0, 1], [0, 1, 0]]]).float()
FILTERS = torch.tensor(
    [[[[1, 0], [0, -1]], [[0, 2], [0, 0]]], [[[0, 1], [1, 0]], [[1, 0], [0, 1]]]]
).float()
"""The example by hand of exercise 3's handout."""
POOLED = torch.tensor([[[[1, 3, 2, 0], [5, 2, 1, 4], [0, 1, 7, 2], [3, 2, 1, 6]]]]).float()


def places(solutions: Any, say: Say) -> Figure:
    """Stride, padding and dilation: where the windows lie, and how many there are."""
    figure, axes = canvas(23, 9.6)
    size = 5
    for n, (title, options) in enumerate(
        [
            (marked("stride 2"), {"stride": 2}),
            (marked("padding 1"), {"padding": 1}),
            (marked("dilation 2"), {"dilation": 2}),
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
        told = f"{size} × {size} → {listed(out)}"
        word(axes, x + size / 2, 9.0, told, 10)
    return figure


def colours(n: int) -> str:
    """Give the colour of an outline."""
    return ("#0b66c3", "#c2410c", "#1a7f37", "#6d28d9")[n % 4]


def sliding(solutions: Any, say: Say) -> Figure:
    """A kernel at three places of a channel, and the number that each makes."""
    channel, kernel = CHANNELS[0], KERNELS[0]
    result = solutions.cross_correlate(channel, kernel)
    figure, axes = canvas(21, 8.2)
    for n, (i, j) in enumerate([(0, 0), (0, 1), (1, 2)]):
        x = 0.8 + 7 * n
        grid(axes, x, 1.3, channel.tolist(), SOFT, window(i, j, 2, 2, BLUE), title=say("channel"))
        frame(axes, x + j, 1.3 + i, 2, 2)
        patch = channel[i : i + 2, j : j + 2].flatten().tolist()
        products = zip(patch, kernel.flatten().tolist())
        terms = " + ".join(
            f"{number(a)}·{number(b) if b >= 0 else '(' + number(b) + ')'}" for a, b in products
        )
        word(axes, x + 2, 5.0, f"{terms} = {number(result[i, j].item())}", 8)
        known = [[None] * 3 for _ in range(2)]
        shown: list[list[Any]] = known
        for a in range(2):
            for b in range(3):
                if (a, b) <= (i, j):
                    shown[a][b] = result[a, b].item()
        grid(axes, x + 0.5, 5.8, shown, SOFT, {(i, j): ORANGE})
    return figure


def summing(solutions: Any, say: Say) -> Figure:
    """One kernel for each channel, the results added, and the bias added once."""
    figure, axes = canvas(24, 9.6)
    total = torch.zeros(2, 3)
    for n in range(2):
        y = 1.2 + 4.4 * n
        one = solutions.cross_correlate(CHANNELS[n], KERNELS[n])
        total = total + one
        colour = colours_of(2)[n]
        grid(axes, 0.5, y, CHANNELS[n].tolist(), colour, title=say("channel {n}").format(n=n))
        word(axes, 5.2, y + 1.5, "∗", 14)
        grid(axes, 6, y + 0.5, KERNELS[n].tolist(), colour, title=say("kernel {n}").format(n=n))
        arrow(axes, (8.4, y + 1.5), (9.4, y + 1.5))
        grid(axes, 9.8, y + 0.5, one.tolist(), colour, title=say("map of channel {n}").format(n=n))
    word(axes, 11.3, 4.7, "+", 16)
    arrow(axes, (13.2, 4.7), (14.2, 4.7))
    grid(axes, 14.6, 3.7, total.tolist(), SOFT, title=say("the sum"))
    word(axes, 18.6, 4.7, f"+ {BIAS}", 12)
    word(axes, 18.6, 5.6, say("the bias"), 8)
    arrow(axes, (19.4, 4.7), (20.2, 4.7))
    whole = solutions.apply_filter(CHANNELS, KERNELS, BIAS)
    grid(axes, 20.5, 3.7, whole.tolist(), GREEN, title=say("feature map"))
    return figure


def several(solutions: Any, say: Say) -> Figure:
    """Several filters make several feature maps."""
    figure, axes = canvas(24, 10.5)
    filters = torch.zeros(4, 3, 3, 3)
    maps = solutions.conv_layer(torch.zeros(3, 8, 8), filters)
    stack(axes, 0.8, 4.2, 3.6, 3.6, ["#dee2e6"] * 3)
    word(axes, 2.8, 8.8, say("image: {n} channels").format(n=3), 10)
    word(axes, 2.8, 9.6, "3 × 8 × 8", 9)
    for n, colour in enumerate(colours_of(4)):
        y = 1.3 + 2.1 * n
        arrow(axes, (5.4, 5.6), (8.6, y + 0.6))
        stack(axes, 9, y, 1.2, 1.2, [colour] * 3)
        word(axes, 12.3, y + 0.5, say("filter {n}").format(n=n), 9)
        arrow(axes, (14, y + 0.6), (17, y + 0.6))
    for n, colour in enumerate(colours_of(4)):
        y = 1.3 + 2.1 * n
        stack(axes, 17.6, y - 0.2, 1.7, 1.6, [colour])
    word(axes, 11.4, 9.6, say("{n} filters of {c} kernels each").format(n=4, c=3), 9)
    word(axes, 19.4, 9.6, say("{n} feature maps: one for each filter").format(n=4), 9)
    word(axes, 21.6, 5.0, listed(maps.shape), 9)
    return figure


def columns(solutions: Any, say: Say) -> Figure:
    """A window and its column; filters as rows; the product."""
    figure, axes = canvas(22, 13)
    matrix = solutions.im2col(STEPS.unsqueeze(0), 2)[0]
    product = solutions.conv2d_matmul(STEPS.unsqueeze(0), FILTERS)[0].flatten(1)
    for n, colour in enumerate((BLUE, ORANGE)):
        cells = window(0, 0, 2, 2, colour)
        title = say("channel {n}").format(n=n)
        grid(axes, 0.8, 2.2 + 4.6 * n, STEPS[n].tolist(), SOFT, cells, title=title)
    word(axes, 2.3, 0.6, say("one window …"), 10, weight="bold")
    arrow(axes, (4.4, 3.6), (15.8, 2.4), -0.12)
    cells = {(i, 0): BLUE if i < 4 else ORANGE for i in range(8)}
    grid(axes, 16, 1.6, matrix.tolist(), SOFT, cells)
    word(axes, 18, 0.6, say("… is one column"), 10, weight="bold")
    rows = FILTERS.flatten(1)
    grid(axes, 6.6, 9.9, rows.tolist(), GREEN)
    word(axes, 10.6, 9.3, say("one row per filter"), 9)
    word(axes, 15.2, 10.9, "×", 13)
    grid(axes, 16, 9.9, product.tolist(), GREEN)
    word(axes, 18, 12.45, say("one row of the product is one feature map"), 9)
    return figure


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
