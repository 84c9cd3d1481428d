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
    raise NotImplementedError
