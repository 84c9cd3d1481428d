"""Whole tensors: maximum, unfold, amax."""

import torch


def relu(x):
    return x.clamp_(min=0)


def max_pool2d(x, kernel_size, stride=None):
    stride = kernel_size if stride is None else stride
    windows = x.unfold(2, kernel_size, stride).unfold(3, kernel_size, stride)
    return windows.amax((-1, -2))


def linear(x, weight, bias=None):
    out = x @ weight.T
    return out if bias is None else out + bias
