"""How exercise 3 is measured: what a network still recognises that the learner's functions pruned.

The trained network comes with the data. Its filters are put into an order that is drawn here,
which changes nothing of what it computes. The pruned weights come back and are those of the
reference, or of the reference with a known mistake; then they are put to the test images, which
never leave this process.
"""

from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F

from autograder.checks.ask import Ask
from autograder.checks.data import DataSet
from autograder.checks.failure import CheckFailed
from autograder.checks.inputs import Draw
from autograder.checks.training import Training, shown
from autograder.checks.verdict import Outcome
from autograder.core.languages import _
from autograder.course import current_course

MEAN, DEVIATION = 0.1307, 0.3081
POOL = 4
Weights = dict[str, torch.Tensor]


def pruned(ask: Ask, draw: Draw, data: DataSet, verdicts: Any) -> Weights:
    """Let the submission prune the network; raises CheckFailed where its weights are wrong."""
    recipe, weights = data.recipe, in_another_order(data.others, draw)
    try:
        found = ask.pruned_network(weights, keep=recipe["keep"], sparsity=recipe["sparsity"])
    except CheckFailed as failed:
        failed.add(follows(verdicts))
        raise
    return dict(found)


def in_another_order(weights: Weights, draw: Draw) -> Weights:
    """Return the same network with its filters in another order."""
    order = draw.order(len(weights["conv.weight"])).long()
    of_each_map = weights["fc.weight"].unflatten(1, (len(order), -1))
    return {
        "conv.weight": weights["conv.weight"][order],
        "conv.bias": weights["conv.bias"][order],
        "fc.weight": of_each_map[:, order].flatten(1),
        "fc.bias": weights["fc.bias"],
    }


def follows(verdicts: Any) -> str:
    """Name the exercises from whose mistakes a failure follows; nothing where all is right."""
    parts = current_course().exercise("sparse").measured_from
    wrong = [part for part in parts if not all(r.passed for r in verdicts(part))]
    names = _(" and ").join(f"`{name}`" for name in wrong)
    return _("It follows from {names}: fix that first.", names=names) if wrong else ""


def sparsity_of(weights: Weights) -> float:
    """Return the share of the linear layer's weights that are zero."""
    return float((weights["fc.weight"] == 0).double().mean())


def measured(weights: Weights, data: DataSet) -> Training:
    """Count the test images that a network gets right; raises CheckFailed where it is none."""
    images, labels = data.test_images, data.test_labels
    try:
        answers = logits_of(weights, images).argmax(dim=1)
    except (RuntimeError, TypeError, AttributeError):  # whatever came back as weights
        words = _("The pruned weights do not fit together: the network cannot be used any more.")
        raise CheckFailed(Outcome.FAILED, words) from None
    reached = 100 * int((answers == labels).sum()) / len(labels)
    bounds = (data.threshold, *data.usual)
    return shown(weights["conv.weight"], None, answers, images, labels, reached, bounds)


def logits_of(weights: Weights, images: torch.Tensor) -> torch.Tensor:
    """Return the logits, (N, 10), of a network for (N, 28, 28) bytes."""
    pixels = ((images.float() / 255 - MEAN) / DEVIATION).unsqueeze(1)
    maps = F.relu(F.conv2d(pixels, weights["conv.weight"], weights["conv.bias"]))
    return F.linear(F.max_pool2d(maps, POOL).flatten(1), weights["fc.weight"], weights["fc.bias"])


def verify(outcome: Training, data: DataSet, verdicts: Any) -> None:
    """Raise CheckFailed unless the accuracy reached the threshold."""
    if outcome.accuracy >= data.threshold:
        return
    words = _(
        "The pruned network gets {reached} % of the test images right; {needed} % is needed.",
        reached=f"{outcome.accuracy:.2f}",
        needed=f"{data.threshold:.2f}",
    )
    raise CheckFailed(Outcome.FAILED, "\n".join(filter(None, [words, follows(verdicts)])))
