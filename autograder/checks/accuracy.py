"""The accuracy of the learner's LeNet, trained by the learner's train.

The answer is not taken on trust. The digits' classes are renamed by a secret permutation, so
that weights brought along are worth nothing; each test image is shifted by its own secret
offset, so that none can be looked up; the labels of the test images stay here; and the same
network with its untrained weights must be bad, so that the accuracy lies in the weights.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch

from autograder.languages import _

from .ask import Ask
from .data import DataSet
from .failure import FAILED, CheckFailed, shape_line
from .inputs import Draw
from .training import Training, shown

MOST_SHIFT = 1
MOST_NUMBERS = 500_000
"""Far more than a LeNet's parameters, and too few to carry the training images along."""
UNTRAINED_MOST = 40.0
"""Percent; 300 untrained reference networks lay between 2 and 25."""


@dataclass(frozen=True)
class Outcome:
    """What came of a training: percentages of right test images, and what a page shows."""

    accuracy: float
    untrained: float
    moved: dict[str, bool]
    training: Training


def train_and_test(ask: Ask, draw: Draw, data: DataSet) -> Outcome:
    """Ask for a training by the data set's recipe and count the right answers here."""
    renamed = torch.tensor(draw.integers(10, 0, 9))
    images = shifted(data.test_images, draw)
    value = ask.of_submission(
        "accuracy",
        data.train_images,
        renamed[data.train_labels],
        images,
        data.recipe,
        draw.seed,
    )
    if not isinstance(value, dict):
        words = _("The training gave back {value}.", value=shape_line(value))
        raise CheckFailed(FAILED, words)
    held = value.get("weights after")
    numbers = (
        sum(v.numel() for v in held.values() if isinstance(v, torch.Tensor))
        if isinstance(held, dict)
        else 0
    )
    if numbers > MOST_NUMBERS:
        raise CheckFailed(
            FAILED,
            _(
                "Your network holds {count} numbers after the training; a LeNet has 44,426.",
                count=numbers,
            ),
        )
    labels = renamed[data.test_labels]
    reached = _percentage(value.get("logits"), labels)
    # Back from the secret names of the classes to the digits themselves.
    answers = renamed.argsort()[value["logits"].argmax(dim=1)]
    bounds = (data.threshold, *data.usual)
    return Outcome(
        reached,
        _percentage(value.get("logits of the untrained weights"), labels),
        {name: _moved(value, name) for name in ("conv1", "conv2")},
        shown(value, answers, images, data.test_labels, reached, bounds),
    )


def verify(outcome: Outcome, data: DataSet) -> None:
    """Raise CheckFailed unless the training reached the threshold by learning."""
    low, high = (f"{usual:.1f}" for usual in data.usual)
    if outcome.accuracy < data.threshold:
        lines = [
            _(
                "Your LeNet, trained by your train, gets {reached} % of the test images right; "
                "{needed} % is needed. The reference reaches {low} to {high} % on this data.",
                reached=f"{outcome.accuracy:.2f}",
                needed=f"{data.threshold:.2f}",
                low=low,
                high=high,
            ),
            _("Look at the parts lenet and train first: this check only puts them together."),
        ]
        raise CheckFailed(FAILED, "\n".join(lines))
    verify_learning(outcome)


def verify_learning(outcome: Outcome) -> None:
    """Raise CheckFailed unless the accuracy comes from weights that the training changed."""
    if outcome.untrained > UNTRAINED_MOST:
        raise CheckFailed(
            FAILED,
            _(
                "Your LeNet gets {reached} % right with the weights it had before the training: "
                "what it answers does not come from what it learned.",
                reached=f"{outcome.untrained:.2f}",
            ),
        )
    still = [name for name, moved in outcome.moved.items() if not moved]
    if still:
        raise CheckFailed(
            FAILED,
            _(
                "The weights of {layers} are the same before and after the training, though the "
                "accuracy is {reached} %. Does the training reach them?",
                layers=_(" and ").join(still),
                reached=f"{outcome.accuracy:.2f}",
            ),
        )


def shifted(images: torch.Tensor, draw: Draw) -> torch.Tensor:
    """Shift each image, (N, 28, 28), by its own offset of at most MOST_SHIFT pixels."""
    side = 2 * MOST_SHIFT + 1
    padded = torch.nn.functional.pad(images, (MOST_SHIFT,) * 4)
    height, width = images.shape[1:]
    windows = padded.unfold(1, height, 1).unfold(2, width, 1)  # (N, side, side, H, W)
    offsets = torch.randint(side, (2, len(images)), generator=draw.generator)
    return windows[torch.arange(len(images)), offsets[0], offsets[1]]


def _percentage(logits: Any, labels: torch.Tensor) -> float:
    is_tensor = isinstance(logits, torch.Tensor) and logits.is_floating_point()
    if not is_tensor or logits.shape != (len(labels), 10):
        raise CheckFailed(
            FAILED,
            _(
                "The LeNet gave {value} for {count} images; logits of shape ({count}, 10) were "
                "expected.",
                value=shape_line(logits),
                count=len(labels),
            ),
        )
    right = (logits.argmax(dim=1) == labels).sum().item()
    return float(100 * right / len(labels))


def _moved(value: dict[str, Any], layer: str) -> bool:
    """Tell whether a layer's weights changed; a network without that layer is not asked."""
    states = [value.get("weights before"), value.get("weights after")]
    before, after = (s.get(f"{layer}.weight") if isinstance(s, dict) else None for s in states)
    if not isinstance(before, torch.Tensor) or not isinstance(after, torch.Tensor):
        return True
    return not torch.equal(before, after)
