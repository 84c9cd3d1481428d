"""Gives zeros of the right shape everywhere."""

import torch


def relu(x):
    return torch.zeros_like(x)


def max_pool2d(x, kernel_size, stride=None):
    step = stride or kernel_size
    sizes = [(size - kernel_size) // step + 1 for size in x.shape[2:]]
    return torch.zeros(*x.shape[:2], *sizes)


def linear(x, weight, bias=None):
    return torch.zeros(len(x), len(weight))
