"""The scenario of stretch goal 7: one epoch in which batches are gathered."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from autograder.sandbox.inside.tools import TracingNet, state


def gathering(
    train_accumulating: Any,
    weights: dict[str, torch.Tensor],
    images: torch.Tensor,
    labels: torch.Tensor,
    every: int | None,
) -> dict[str, Any]:
    """Let the learner train a small network for one epoch of batches of 4; old gradients lie in it.

    Without `every` the argument is left out.
    """
    model = TracingNet(weights).eval()
    for parameter in model.parameters():
        parameter.grad = torch.ones_like(parameter)
    loader = DataLoader(TensorDataset(images, labels), batch_size=4)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.2, momentum=0.5)
    steps: list[int] = []
    optimizer.register_step_post_hook(lambda *_: steps.append(len(model.modes)))
    more = {} if every is None else {"every": every}
    train_accumulating(model, loader, nn.CrossEntropyLoss(), optimizer, **more)
    return {
        "weights after the epoch": state(model),
        "batches before each step": steps,
        "in training mode": bool(model.modes) and all(model.modes),
    }
