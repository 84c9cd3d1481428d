"""A tensor of a million million numbers that lie in four bytes."""

import torch


def relu(x):
    return torch.zeros(1, 1).expand(10**6, 10**6)
