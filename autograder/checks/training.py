"""What a page shows of an accuracy that was measured: the curve, the confusions, what was learned.

Everything is made from arrays that came back from the sandbox and is checked before use; what
does not have the form it should have is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch

from autograder.core.languages import _

from .evidence import picture

POINTS = 60
WRONG = 12
KERNELS, LARGEST_KERNEL = 6, 11
Rows = tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Training:
    """One accuracy, and what there is to show of how it came about; what is empty is left out.

    Accuracies are percentages; `low` and `high` bound what the reference usually reaches.
    `losses` are means over equal stretches of the training, in order. `confusion` counts
    answers, a row a label, a column an answer. `wrong` are images, (picture, label, answer);
    `kernels` the first layer's, `maps` the pictures of what they make of `image`, the first
    test image. Pictures are PNGs in base64.
    """

    accuracy: float
    threshold: float
    low: float
    high: float
    losses: tuple[float, ...] = ()
    confusion: tuple[tuple[int, ...], ...] = ()
    wrong: tuple[tuple[str, int, int], ...] = ()
    kernels: tuple[Rows, ...] = ()
    image: str = ""
    maps: tuple[str, ...] = ()

    def in_a_sentence(self) -> str:
        """Say what was reached, what is needed and what is usual."""
        return _(
            "{reached} % of the test images are right; {needed} % is needed, and the reference "
            "usually gets {low} to {high} %.",
            reached=f"{self.accuracy:.2f}",
            needed=f"{self.threshold:.1f}",
            low=f"{self.low:.1f}",
            high=f"{self.high:.1f}",
        )


def shown(
    kernels: torch.Tensor | None,
    losses: Any,
    answers: torch.Tensor,
    images: torch.Tensor,
    labels: torch.Tensor,
    accuracy: float,
    bounds: tuple[float, float, float],
) -> Training:
    """Make the page material of an accuracy.

    `kernels` (F, 1, kh, kw) are those of the first layer at the end, `losses` those of the
    batches, each None where there are none; `answers` and `labels` are (N,)
    classes of the test images, (N, H, W) bytes; `bounds` are the threshold and the reference's
    usual range.
    """
    classes = 1 + int(torch.maximum(labels, answers).max())
    counts = torch.bincount(classes * labels + answers, minlength=classes**2)
    confusion = counts.reshape(classes, classes)
    wrong = (answers != labels).nonzero().flatten()[:WRONG].tolist()
    first = _kernels(kernels)
    image = images[0]
    return Training(
        round(accuracy, 2),
        *bounds,
        _losses(losses),
        tuple(tuple(row) for row in confusion.tolist()),
        tuple((picture(images[n], 0, 255), int(labels[n]), int(answers[n])) for n in wrong),
        tuple(_rows(kernel) for kernel in first),
        picture(image, 0, 255),
        tuple(_map(image, kernel) for kernel in first),
    )


def _losses(value: Any) -> tuple[float, ...]:
    """Average the losses of the batches over at most POINTS stretches."""
    if not isinstance(value, torch.Tensor) or value.ndim != 1 or not value.is_floating_point():
        return ()
    if not len(value) or not value.isfinite().all():
        return ()
    parts = torch.tensor_split(value.double(), min(POINTS, len(value)))
    return tuple(float(f"{part.mean():.4g}") for part in parts)


def _kernels(weight: Any) -> list[torch.Tensor]:
    if not isinstance(weight, torch.Tensor) or weight.ndim != 4 or weight.shape[1] != 1:
        return []
    if max(weight.shape[2:]) > LARGEST_KERNEL:
        return []
    if not weight.is_floating_point() or not weight.isfinite().all():
        return []
    return list(weight.detach().float()[:KERNELS, 0])


def _rows(kernel: torch.Tensor) -> Rows:
    return tuple(tuple(float(f"{number:.3g}") for number in row) for row in kernel.tolist())


def _map(image: torch.Tensor, kernel: torch.Tensor) -> str:
    """Draw the feature map that a kernel produces from an image, (H, W) bytes, after ReLU."""
    scaled = (image.float() / 255)[None, None]
    feature_map = torch.nn.functional.conv2d(scaled, kernel[None, None]).clamp(min=0)[0, 0]
    return picture(feature_map, 0.0, float(feature_map.max()) or 1.0)
