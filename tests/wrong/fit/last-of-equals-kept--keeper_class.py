from __future__ import annotations

import math
import sys
from collections import OrderedDict
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import Any, Callable

import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader
from tqdm.auto import tqdm, trange

from evaluate import evaluate
from train import train


@dataclass
class BestKeeper:
    """Keeps the weights and the gradients of the best epoch."""

    accuracy: float = -math.inf
    weights: OrderedDict[str, Tensor] = field(default_factory=OrderedDict)
    gradients: OrderedDict[str, Tensor] = field(default_factory=OrderedDict)

    def offer(self, accuracy: float, model: nn.Module) -> None:
        if accuracy < self.accuracy:
            return
        self.accuracy = accuracy
        self.weights = OrderedDict((n, torch.clone(t)) for n, t in model.state_dict().items())
        self.gradients = OrderedDict(
            (n, torch.empty_like(p.grad).copy_(p.grad)) for n, p in model.named_parameters() if p.grad is not None
        )

    def write(self, folder: Path) -> None:
        torch.save(self.weights, folder / "model.pt")
        torch.save(self.gradients, folder / "model_gradients.pt")


def fit(
    model: nn.Module,
    train_loader: DataLoader[Any],
    test_loader: DataLoader[Any],
    num_epoch: int = 5,
    lr: float = 0.01,
    momentum: float = 0.5,
    out_dir: str | PathLike[str] = ".",
    train: Callable[..., Any] = train,
    evaluate: Callable[..., float] = evaluate,
) -> float:
    keeper = BestKeeper()
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=momentum, foreach=False)
    for epoch in trange(1, num_epoch + 1, desc="fit", file=sys.stderr):
        train(model, train_loader, criterion, optimizer)
        keeper.offer(accuracy := evaluate(model, test_loader), model)
        tqdm.write(f"Epoch {epoch} Accuracy {accuracy:.2f}% / Best Accuracy: {keeper.accuracy:.2f}%")
    keeper.write(Path(out_dir))
    model.load_state_dict(keeper.weights)
    return keeper.accuracy
