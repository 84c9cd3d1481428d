"""The scenario of exercise 3: a small network, pruned by the learner's two functions.

Weights go in and weights come out. Nothing is judged in here, and no image comes here.
"""

from __future__ import annotations

from typing import Any

import torch


def pruned_network(
    prune_linear: Any,
    prune_filters: Any,
    weights: dict[str, torch.Tensor],
    keep: int,
    sparsity: float,
) -> dict[str, Any]:
    """Prune the filters of the layer `conv`, then the weight of the layer `fc` behind it.

    `fc` reads all numbers of each feature map, one map after the other; what belongs to filters
    that are gone is taken out before its weight is pruned.
    """
    before = weights["conv.weight"].shape[0]
    conv, bias, kept = prune_filters(weights["conv.weight"], weights["conv.bias"], keep)
    kept = torch.as_tensor(kept)
    of_each_map = weights["fc.weight"].unflatten(1, (before, -1))
    return {
        "conv.weight": conv,
        "conv.bias": bias,
        "fc.weight": prune_linear(of_each_map[:, kept].flatten(1), sparsity),
        "fc.bias": weights["fc.bias"],
    }
