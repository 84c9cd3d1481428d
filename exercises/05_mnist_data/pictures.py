"""Pictures of exercise 5: digits as the network sees them."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure
from PIL import Image

from autograder.drawing.images import training_image
from autograder.drawing.tools import canvas, number, pixels, word
from autograder.drawing.words import Say

DIGITS = {5: 55, 0: 4, 4: 19, 1: 61, 9: 50, 2: 86, 7: 10, 3: 33, 6: 83, 8: 40}
"""Training images, by their labels."""
BLACK, WHITE = -0.4242, 2.8215


def digits(solutions: Any, say: Say) -> Figure:
    """Ten training images after the transform, each with its label and its two extremes."""
    transform = solutions.make_transform()
    figure, axes = canvas(20.5, 11)
    for n, (label, place) in enumerate(DIGITS.items()):
        x, y = 0.5 + 4 * (n % 5), 1.1 + 5.5 * (n // 5)
        image = transform(Image.fromarray(training_image(place).numpy()))
        pixels(axes, x, y, image[0], 3.5, (BLACK, WHITE))
        word(axes, x + 1.75, y - 0.5, say("label {n}").format(n=label), 11)
        ends = [number(round(float(end), 2)) for end in (image.min(), image.max())]
        word(axes, x + 1.75, y + 4, " … ".join(ends), 10)
    return figure


PICTURES = {"digits": digits}
