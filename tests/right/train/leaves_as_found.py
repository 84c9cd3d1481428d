"""Leaves the mode as it was and returns the mean loss."""
from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import torch
from torch import Tensor, nn


@contextlib.contextmanager
def training_mode(model: nn.Module) -> Iterator[None]:
    before = model.training
    model.train()
    try:
        with torch.enable_grad():
            yield
    finally:
        model.train(before)


def train(
    model: nn.Module,
    dataloader: Iterable[Any],
    criterion: Callable[[Tensor, Tensor], Tensor],
    optimizer: torch.optim.Optimizer,
    callbacks: list[Callable[[], None]] | None = None,
) -> float:
    device = next(model.parameters()).device
    losses: list[Tensor] = []
    with training_mode(model):
        for images, labels in dataloader:
            optimizer.zero_grad(set_to_none=True)
            loss = criterion(model(images.to(device)), labels.to(device))
            loss.backward()
            optimizer.step()
            losses.append(loss.detach())
            for callback in callbacks if callbacks is not None else []:
                callback()
    return float(torch.stack(losses).mean())
