"""Exercise 9: train for several epochs and keep the best one."""

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
    """Train for `num_epoch` epochs and return the best accuracy, in percent.

    Use one SGD optimizer with `lr` and `momentum` for all epochs, and cross-entropy. Each epoch
    calls `train(model, train_loader, criterion, optimizer)`, then
    `evaluate(model, test_loader)`, and prints
    `Epoch 1 Accuracy 95.07% / Best Accuracy: 95.07%`.
    Keep a copy of the weights and of the gradients of the best epoch (the first of equals).
    Write them to `out_dir/model.pt` (the state dict) and `out_dir/model_gradients.pt` (name ->
    gradient, without the parameters that have none), and leave the best weights in `model`.
    """
    # BEGIN SOLUTION
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=momentum)
    best_accuracy = None
    for epoch in range(num_epoch):
        train(model, train_loader, criterion, optimizer)
        accuracy = evaluate(model, test_loader)
        if best_accuracy is None or accuracy > best_accuracy:
            best_accuracy = accuracy
            weights = {name: value.clone() for name, value in model.state_dict().items()}
            gradients = {
                name: parameter.grad.clone()
                for name, parameter in model.named_parameters()
                if parameter.grad is not None
            }
        print(f"Epoch {epoch + 1} Accuracy {accuracy:.2f}% / Best Accuracy: {best_accuracy:.2f}%")
    torch.save(weights, Path(out_dir) / "model.pt")
    torch.save(gradients, Path(out_dir) / "model_gradients.pt")
    model.load_state_dict(weights)
    return best_accuracy
    # END SOLUTION
