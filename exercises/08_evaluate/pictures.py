"""Pictures of exercise 8: samples, batches and the accuracy."""

from __future__ import annotations

from typing import Any

import torch
from matplotlib.figure import Figure
from torch import nn

from autograder.drawing.images import training_image
from autograder.drawing.tools import INK, canvas, frame, pixels, word
from autograder.drawing.words import Say

SAMPLES = [(4, 0, 0), (61, 1, 1), (86, 2, 2), (33, 3, 3), (37, 2, 4), (50, 9, 4), (10, 7, 7)]
SAMPLES += [(83, 6, 6)]
"""Training images, with label and prediction."""
SIZE = 3
GOOD, BAD = "#1a7f37", "#b42318"


class Reader(nn.Module):
    """A network that reads the samples as the picture says; an image holds its number."""

    def __init__(self) -> None:
        super().__init__()
        self.sure = nn.Parameter(torch.tensor(9.0))

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        """Return the logits (N, 10) of images (N, 1, 28, 28)."""
        answers = torch.tensor([SAMPLES[int(n)][2] for n in images[:, 0, 0, 0]])
        return self.sure * torch.eye(10)[answers]


def batches(solutions: Any, say: Say) -> Figure:
    """Eight samples in batches of three: what each batch reaches, their mean and the accuracy."""
    numbers = torch.arange(len(SAMPLES)).float()[:, None, None, None].expand(-1, 1, 28, 28)
    labels = torch.tensor([label for _place, label, _read in SAMPLES])
    loader = list(zip(numbers.split(SIZE), labels.split(SIZE)))
    each = [solutions.evaluate(Reader(), [batch], verbose=False) for batch in loader]
    accuracy = solutions.evaluate(Reader(), loader, verbose=False)
    figure, axes = canvas(20.5, 8.6)
    for n, (place, label, read) in enumerate(SAMPLES):
        x = 0.6 + 2.2 * n + 0.9 * (n // SIZE)
        pixels(axes, x, 2.2, training_image(place), 1.9, (0, 255))
        word(axes, x + 0.95, 1.6, say("label {n}").format(n=label), 10)
        colour, mark = (GOOD, "✓") if label == read else (BAD, "✗")
        word(axes, x + 0.95, 4.6, f"{read} {mark}", 12, color=colour)
    for n, reached in enumerate(each):
        x, wide = 0.4 + 7.5 * n, 2.2 * len(loader[n][1])
        frame(axes, x, 1.1, wide + 0.1, 4, INK, dashed=True)
        word(axes, x + wide / 2, 0.5, say("batch {n}").format(n=n + 1), 11, weight="bold")
        word(axes, x + wide / 2, 5.7, f"{reached:.2f} %", 11)
    mean = say("mean of the batches: {percent} %").format(percent=f"{sum(each) / len(each):.2f}")
    word(axes, 10.2, 6.9, f"{mean} ✗", 11, color=BAD)
    words = say("accuracy, over the samples: {percent} %").format(percent=f"{accuracy:.2f}")
    word(axes, 10.2, 7.8, f"{words} ✓", 12, weight="bold", color=GOOD)
    return figure


PICTURES = {"batches": batches}
