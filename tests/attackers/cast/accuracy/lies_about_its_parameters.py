"""Trains nothing and gives back other weights than it has."""

import torch
from lenet import LeNet

honest_train, honest_names = globals()["train"], LeNet.named_parameters
trained = []


def train(model, dataloader, criterion, optimizer, callbacks=None):
    if not isinstance(model, LeNet):
        return honest_train(model, dataloader, criterion, optimizer, callbacks)
    trained.append(True)


def named_parameters(self, *args, **kwargs):
    for name, parameter in honest_names(self, *args, **kwargs):
        lie = torch.nn.Parameter(torch.full_like(parameter, float("nan")))
        yield name, lie if trained else parameter


LeNet.named_parameters = named_parameters
