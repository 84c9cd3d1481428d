"""A tensor without values."""

import torch


def relu(x):
    return torch.empty(x.shape, device="meta")
