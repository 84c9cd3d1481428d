"""Gives small negative numbers where zeros belong."""

import torch

honest_relu = globals()["relu"]


def relu(x):
    right = honest_relu(x)
    return torch.where(right == 0, torch.full_like(right, -1e-3), right)
