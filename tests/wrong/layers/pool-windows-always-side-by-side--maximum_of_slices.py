"""The largest of a window is the largest of kernel_size**2 shifted images."""
from functools import reduce

import torch


def relu(x):
    return torch.maximum(x, torch.zeros_like(x))


def max_pool2d(x, kernel_size, stride=None):
    step = kernel_size
    height, width = (n - kernel_size + 1 for n in x.shape[-2:])
    shifted = (
        x[..., i : i + height : step, j : j + width : step]
        for i in range(kernel_size)
        for j in range(kernel_size)
    )
    return reduce(torch.maximum, shifted)


def linear(x, weight, bias=None):
    y = torch.einsum("ni,oi->no", x, weight)
    return y if bias is None else y + bias
