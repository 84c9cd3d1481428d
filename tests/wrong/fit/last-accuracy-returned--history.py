"""Keep every epoch, choose at the end. max() gives the first of equal ones."""
from copy import deepcopy
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn

from evaluate import evaluate
from train import train


class Epoch(NamedTuple):
    accuracy: float
    weights: dict[str, Tensor]
    gradients: dict[str, Tensor]


def fit(model, train_loader, test_loader, num_epoch=5, lr=0.01, momentum=0.5, out_dir=".", train=train, evaluate=evaluate):
    optimizer = torch.optim.SGD([{"params": model.parameters()}], lr=lr, momentum=momentum)
    criterion = nn.CrossEntropyLoss()

    def run():
        train(model, train_loader, criterion, optimizer)
        gradients = {n: g.clone() for n, p in model.named_parameters() if (g := p.grad) is not None}
        return Epoch(evaluate(model, test_loader), deepcopy(model.state_dict()), gradients)

    epochs = [run() for _ in range(num_epoch)]
    so_far = accumulate((e.accuracy for e in epochs), max)
    for number, (epoch, highest) in enumerate(zip(epochs, so_far), 1):
        print(f"Epoch {number} Accuracy {epoch.accuracy:.2f}% / Best Accuracy: {highest:.2f}%")
    best = max(epochs, key=lambda epoch: epoch.accuracy)
    torch.save(best.weights, Path(out_dir, "model.pt"))
    torch.save(best.gradients, Path(out_dir).joinpath("model_gradients.pt"))
    model.load_state_dict(best.weights)
    return epochs[-1].accuracy
