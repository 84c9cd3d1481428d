"""One optimizer built by groups, the best in a dataclass."""
from __future__ import annotations

import math
import os
from dataclasses import dataclass, field

import torch
from torch import nn, optim

from evaluate import evaluate
from train import train


@dataclass
class Best:
    accuracy: float = -math.inf
    weights: dict[str, torch.Tensor] = field(default_factory=dict)
    grads: dict[str, torch.Tensor] = field(default_factory=dict)

    def update(self, accuracy: float, model: nn.Module) -> None:
        if accuracy <= self.accuracy:
            return
        self.accuracy = accuracy
        self.weights = {k: v.detach().cpu().clone() for k, v in model.state_dict().items()}
        self.grads = {k: p.grad.detach().cpu().clone() for k, p in model.named_parameters() if p.grad is not None}


def fit(model, train_loader, test_loader, num_epoch=5, lr=0.01, momentum=0.5, out_dir=".", train=train, evaluate=evaluate):
    groups = [{"params": [p for p in model.parameters() if p.ndim > 1]}, {"params": [p for p in model.parameters() if p.ndim <= 1]}]
    optimizer = optim.SGD(groups, lr=lr, momentum=momentum)
    criterion = nn.CrossEntropyLoss(reduction="mean")
    best = Best()
    for epoch in range(1, num_epoch + 1):
        train(model, train_loader, criterion, optimizer)
        accuracy = evaluate(model, test_loader)
        best.update(accuracy, model)
        print("Epoch {} Accuracy {:.2f}% / Best Accuracy: {:.2f}%".format(epoch, accuracy, best.accuracy))
    os.makedirs(out_dir, exist_ok=True)
    for name, content in {"model.pt": best.weights, "model_gradients.pt": best.grads}.items():
        with open(os.path.join(out_dir, name), "wb") as f:
            torch.save(content, f)
    model.load_state_dict(best.weights, strict=True)
    return best.accuracy
