"""A tensor of forty dimensions."""

import torch


def relu(x):
    return torch.zeros([1] * 40)
