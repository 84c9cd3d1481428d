from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor, nn


def accuracy(logits: Tensor, target: Tensor, topk: tuple[int, ...] = (1,)) -> list[int]:
    """How many targets are among the k largest logits, for each k."""
    _, predicted = logits.topk(max(topk), 1, True, True)
    correct = predicted.t().eq(target.view(1, -1).expand_as(predicted.t()))
    return [int(correct[:k].reshape(-1).float().sum(0)) for k in topk]


@torch.no_grad()
def evaluate(model: nn.Module, dataloader: Iterable[tuple[Tensor, Tensor]], verbose: bool = True) -> float:
    model.eval()
    device = next(model.parameters()).device
    seen = hits = 0
    for number, (images, target) in enumerate(dataloader):
        (top1,) = accuracy(model(images.to(device)), target.to(device))
        hits, seen = hits + top1, seen + 1
        if verbose and number % 10 == 0:
            print(f"batch {number:>4}: {100 * hits / seen:.2f}%", flush=True)
    return 100.0 * hits / seen
