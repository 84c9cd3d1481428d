"""Gives a row more."""

import torch

honest_relu = globals()["relu"]


def relu(x):
    right = honest_relu(x).reshape(1) if x.ndim == 0 else honest_relu(x)
    return torch.cat([right, right[:1]])
