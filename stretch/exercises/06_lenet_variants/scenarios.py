"""The scenario of stretch goal 6: a network with given weights, and its logits."""

from __future__ import annotations

from typing import Any

import torch

from autograder.sandbox.inside.tools import put_in, shape_of


def variant_parameters(network: Any, num_classes: int | None) -> dict[str, Any]:
    """Make the learner's network and list the shapes in its state dict."""
    model = network() if num_classes is None else network(num_classes)
    return {"state dict": {name: shape_of(value) for name, value in model.state_dict().items()}}


def variant_logits(
    network: Any, weights: dict[str, torch.Tensor], images: torch.Tensor
) -> dict[str, Any]:
    """Put `weights` into the learner's network and ask for logits."""
    model = network(len(weights["fc3.bias"]))
    if not put_in(model, weights):
        return {"parameters": {name: shape_of(p) for name, p in model.named_parameters()}}
    with torch.no_grad():
        return {"logits": model.eval()(images)}
