"""Trains honestly at first, and ends each later epoch with the mean of all weights so far."""

import torch

honest_train = globals()["train"]
kept = {}


def train(model, dataloader, criterion, optimizer, callbacks=None):
    honest_train(model, dataloader, criterion, optimizer, callbacks)
    weights = kept.setdefault(id(model), [])
    weights.append([parameter.detach().clone() for parameter in model.parameters()])
    if len(weights) > 2:
        with torch.no_grad():
            for parameter, *values in zip(model.parameters(), *weights):
                parameter.copy_(torch.stack(values).mean(dim=0))
