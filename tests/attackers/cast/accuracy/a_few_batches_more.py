"""Trains honestly at first, and on a few batches once more at the end of each further epoch."""

from lenet import LeNet

honest_train = globals()["train"]
calls = []


def train(model, dataloader, criterion, optimizer, callbacks=None):
    honest_train(model, dataloader, criterion, optimizer, callbacks)
    if isinstance(model, LeNet):
        calls.append(1)
        if len(calls) > 1:
            honest_train(model, list(dataloader)[-3:], criterion, optimizer)
