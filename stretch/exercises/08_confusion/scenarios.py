"""The scenario of stretch goal 8: a small network, and what it takes for what."""

from __future__ import annotations

from typing import Any

import torch
from torch.utils.data import DataLoader, TensorDataset

from autograder.sandbox.inside.tools import TracingNet, state


def confusing(
    confusion_matrix: Any,
    weights: dict[str, torch.Tensor],
    images: torch.Tensor,
    labels: torch.Tensor,
    training_before: bool,
) -> dict[str, Any]:
    """Ask for the confusions of a network of four classes, in batches of 6."""
    model = TracingNet(weights).train(training_before)
    loader = DataLoader(TensorDataset(images, labels), batch_size=6)
    matrix = confusion_matrix(model, loader, 4)
    return {
        "matrix": matrix,
        "weights and statistics after": state(model),
        "the network was in training mode": any(model.modes) or not model.modes,
        "gradients recorded": any(model.recorded) or not model.recorded,
    }
