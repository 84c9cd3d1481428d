"""Pictures of exercise 2: kernels that slide, filters that sum, layers of several filters."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from matplotlib.figure import Figure

from autograder.drawing.images import training_image
from autograder.drawing.tools import (
    BLUE,
    GREEN,
    INK,
    ORANGE,
    PAPER,
    SOFT,
    arrow,
    canvas,
    colours_of,
    font_names,
    frame,
    grid,
    listed,
    number,
    pixels,
    stack,
    window,
    word,
)
from autograder.drawing.words import Say

CHANNELS = torch.tensor(
    [[[1, 2, 0, 1], [0, 1, 3, 1], [2, 0, 1, 0]], [[0, 1, 1, 2], [1, 0, 2, 0], [0, 1, 0, 1]]]
).float()
KERNELS = torch.tensor([[[1, 0], [0, -1]], [[0, 1], [2, 0]]]).float()
BIAS = 0.5
"""The example by hand of the handout."""
CELL, SECONDS = 40, 1.2
GAP = 2
DIGIT, LEFT = 10, torch.tensor([[-1.0, 0, 1]] * 3)
"""A training image, and a kernel that finds the left edges of its strokes."""
WEIGHT = "#0b4a94"
"""The colour of a kernel's numbers where they lie on a channel."""


def sliding(solutions: Any, say: Say) -> Figure:
    """A kernel at three places of a channel, and the number that each makes."""
    channel, kernel = CHANNELS[0], KERNELS[0]
    result = solutions.cross_correlate(channel, kernel)
    figure, axes = canvas(20.5, 8.6)
    for n, (i, j) in enumerate([(0, 0), (0, 1), (1, 2)]):
        x = 0.9 + 7 * n
        grid(axes, x, 1.3, channel.tolist(), SOFT, window(i, j, 2, 2, BLUE), title=say("channel"))
        frame(axes, x + j, 1.3 + i, 2, 2)
        for (a, b), weight in np.ndenumerate(kernel.numpy()):
            corner = (x + j + b + 0.95, 1.3 + i + a + 0.8)
            word(axes, *corner, f"·{number(weight)}", 9, color=WEIGHT, ha="right")
        patch = channel[i : i + 2, j : j + 2].flatten().tolist()
        products = zip(patch, kernel.flatten().tolist())
        terms = " + ".join(
            f"{number(a)}·{number(b) if b >= 0 else '(' + number(b) + ')'}" for a, b in products
        )
        word(axes, x + 2, 5.1, f"{terms} = {number(result[i, j].item())}", 9)
        shown: list[list[Any]] = [[None] * 3 for _ in range(2)]
        for a in range(2):
            for b in range(3):
                if (a, b) <= (i, j):
                    shown[a][b] = result[a, b].item()
        grid(axes, x + 0.5, 6.4, shown, SOFT, {(i, j): ORANGE}, title=say("feature map"))
    return figure


def moving(solutions: Any, say: Say) -> str:
    """Write the animation: the window moves, and each number appears when it is computed."""
    channel, kernel = CHANNELS[0], KERNELS[0]
    result = solutions.cross_correlate(channel, kernel)
    rows, columns = result.shape
    count = rows * columns
    offset = (channel.shape[1] + 2) * CELL
    width = offset + columns * CELL + 40
    height = channel.shape[0] * CELL + 80
    frames, cells = [], []
    for n in range(count):
        i, j = divmod(n, columns)
        begin, end = 100 * n / count, 100 * (n + 1) / count - 0.01
        place = f"transform: translate({j * CELL}px, {i * CELL}px)"
        frames.append(f"{begin:.2f}%, {end:.2f}% {{ {place}; }}")
        cells.append(
            f"@keyframes c{n} {{ 0%, {begin:.2f}% {{ opacity: 0; }} "
            f"{begin + 0.01:.2f}%, 100% {{ opacity: 1; }} }} "
            f".c{n} {{ animation: c{n} {count * SECONDS}s infinite; }}"
        )
    still = "@media (prefers-reduced-motion: reduce) { * { animation: none !important; } }"
    style = (
        f"text {{ font: 16px {font_names()}; fill: {INK}; }} "
        f".weight {{ font-size: 12px; font-weight: bold; fill: {WEIGHT}; text-anchor: end; }} "
        f"@keyframes slide {{ {' '.join(frames)} }} "
        f".window {{ animation: slide {count * SECONDS}s infinite; }} {' '.join(cells)} {still}"
    )
    body = [_numbers(channel, 20, 50, SOFT)]
    body.append(_numbers(result, offset, 50, ORANGE, "c"))
    weights = "".join(
        f'<text class="weight" x="{20 + CELL * j + 36}" y="{50 + CELL * i + 36}">'
        f"·{number(weight)}</text>"
        for (i, j), weight in np.ndenumerate(kernel.numpy())
    )
    body.append(
        f'<g class="window"><rect x="20" y="50" width="{2 * CELL}" height="{2 * CELL}" '
        f'fill="none" stroke="#0b66c3" stroke-width="4"/>{weights}</g>'
    )
    words = [(20, say("channel")), (offset, say("feature map"))]
    body += [f'<text x="{x}" y="32">{text}</text>' for x, text in words]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}">\n<style>{style}</style>\n'
        f'<rect width="{width}" height="{height}" rx="12" fill="{PAPER}"/>\n'
        + "\n".join(body)
        + "\n</svg>\n"
    )


def _numbers(values: Any, x: float, y: float, colour: str, name: str = "") -> str:
    cells = []
    for n, value in enumerate(values.flatten().tolist()):
        i, j = divmod(n, values.shape[1])
        column, top = x + j * CELL, y + i * CELL
        mark = f' class="{name}{n}"' if name else ""
        cells.append(
            f"<g{mark}>"
            f'<rect x="{column + 1}" y="{top + 1}" width="{CELL - GAP}" height="{CELL - GAP}" '
            f'fill="{colour}"/>'
            f'<text x="{column + CELL / 2}" y="{top + CELL / 2 + 6}" text-anchor="middle">'
            f"{number(value)}</text></g>"
        )
    return "\n".join(cells)


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
    word(axes, 18.6, 5.7, say("the bias"), 10)
    arrow(axes, (19.4, 4.7), (20.2, 4.7))
    whole = solutions.apply_filter(CHANNELS, KERNELS, BIAS)
    grid(axes, 20.5, 3.7, whole.tolist(), GREEN, title=say("feature map"))
    return figure


def edges(solutions: Any, say: Say) -> Figure:
    """What two kernels find in a digit: where the map is large, the image looks like the kernel."""
    digit = training_image(DIGIT) / 255
    figure, axes = canvas(20.5, 14)
    for n, (title, kernel) in enumerate([(say("left edge"), LEFT), (say("upper edge"), LEFT.T)]):
        y = 1.3 + 6.9 * n
        found = solutions.cross_correlate(digit, kernel)
        pixels(axes, 0.8, y, digit, 5.6, (0, 1))
        word(axes, 7.3, y + 2.8, "∗", 14)
        grid(axes, 8.2, y + 1.3, kernel.tolist(), BLUE, title=title)
        arrow(axes, (11.7, y + 2.8), (13.1, y + 2.8))
        pixels(axes, 13.8, y, found, 5.6, (-4, 4), "PuOr")
        word(axes, 16.6, y - 0.5, say("feature map"), 10)
    word(axes, 3.6, 0.8, say("a digit of MNIST"), 10)
    return figure


def several(solutions: Any, say: Say) -> Figure:
    """Several filters make several feature maps."""
    figure, axes = canvas(24, 10.5)
    filters = torch.zeros(4, 3, 3, 3)
    maps = solutions.conv_layer(torch.zeros(3, 8, 8), filters)
    stack(axes, 0.8, 4.2, 3.6, 3.6, ["#dee2e6"] * 3)
    word(axes, 2.8, 8.8, say("image: {n} channels").format(n=3), 11)
    word(axes, 2.8, 9.6, "3 × 8 × 8", 10)
    for n, colour in enumerate(colours_of(4)):
        y = 1.3 + 2.1 * n
        arrow(axes, (5.4, 5.6), (8.6, y + 0.6))
        stack(axes, 9, y, 1.2, 1.2, [colour] * 3)
        word(axes, 12.3, y + 0.5, say("filter {n}").format(n=n), 10)
        arrow(axes, (14, y + 0.6), (17, y + 0.6))
    for n, colour in enumerate(colours_of(4)):
        y = 1.3 + 2.1 * n
        stack(axes, 17.6, y - 0.2, 1.7, 1.6, [colour])
    word(axes, 11.4, 9.6, say("{n} filters of {c} kernels each").format(n=4, c=3), 10)
    word(axes, 19.4, 9.6, say("{n} feature maps: one for each filter").format(n=4), 10)
    word(axes, 21.6, 5.0, listed(maps.shape), 10)
    return figure


PICTURES = {
    "sliding": sliding,
    "moving": moving,
    "summing": summing,
    "several": several,
    "edges": edges,
}
