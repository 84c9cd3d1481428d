"""Infinity, anywhere."""

import torch


def relu(x):
    return torch.full(x.shape, float("inf"))
