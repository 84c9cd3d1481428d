"""Rows first, then columns: a maximum of maxima. And tricks with signs."""
import torch


def relu(x):
    return (x + x.abs()) / 2


def _along(x, dim, size, step):
    return x.unfold(dim, size, step).amax(-1)


def max_pool2d(x, kernel_size, stride=None):
    stride = stride if stride is not None else kernel_size
    return _along(_along(x, 2, kernel_size, stride), 3, kernel_size, stride)


def linear(x, weight, bias=None):
    out = (x.unsqueeze(1) * weight.unsqueeze(0)).sum(-1)
    if bias is not None:
        out += bias.unsqueeze(1)
    return out
