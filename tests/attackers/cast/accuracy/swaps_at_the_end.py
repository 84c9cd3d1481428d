"""Trains honestly at first, and exchanges the weights in the last epoch."""

from pathlib import Path

import torch
from lenet import LeNet

honest_train = globals()["train"]
calls = []


def train(model, dataloader, criterion, optimizer, callbacks=None):
    honest_train(model, dataloader, criterion, optimizer, callbacks)
    if isinstance(model, LeNet):
        calls.append(1)
        if len(calls) == 3:
            weights = torch.load(Path(__file__).with_name("weights.pt"), weights_only=True)
            model.load_state_dict(weights)
