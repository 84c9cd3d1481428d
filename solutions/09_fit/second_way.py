"""Exercise 9, a second way: keep every epoch, and choose when all are over."""

from copy import deepcopy
from pathlib import Path

import torch
from torch import nn

from evaluate import evaluate
from train import train


def fit(
    model,
    train_loader,
    test_loader,
    num_epoch=5,
    lr=0.01,
    momentum=0.5,
    out_dir=".",
    train=train,
    evaluate=evaluate,
):
    """Let `max` choose: of equals it returns the first."""
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=momentum)
    epochs = []
    for number in range(1, num_epoch + 1):
        train(model, train_loader, criterion, optimizer)
        accuracy = evaluate(model, test_loader)
        named = dict(model.named_parameters())
        gradients = {name: p.grad.clone() for name, p in named.items() if p.grad is not None}
        epochs.append((accuracy, deepcopy(model.state_dict()), gradients))
        highest = max(accuracy for accuracy, _, _ in epochs)
        print(f"Epoch {number} Accuracy {accuracy:.2f}% / Best Accuracy: {highest:.2f}%")
    accuracy, weights, gradients = max(epochs, key=lambda epoch: epoch[0])
    torch.save(weights, Path(out_dir, "model.pt"))
    torch.save(gradients, Path(out_dir, "model_gradients.pt"))
    model.load_state_dict(weights)
    return accuracy
