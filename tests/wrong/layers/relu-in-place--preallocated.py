"""A tensor of zeros, filled window by window."""

import torch


def relu(x):
    out = x
    out[out < 0] = 0
    return out


def max_pool2d(x, kernel_size, stride=None):
    step = kernel_size if stride is None else stride
    n, c, h, w = x.shape
    out = torch.zeros(n, c, (h - kernel_size) // step + 1, (w - kernel_size) // step + 1)
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            window = x[:, :, i * step : i * step + kernel_size, j * step : j * step + kernel_size]
            out[:, :, i, j] = window.flatten(2).max(dim=2).values
    return out


def linear(x, weight, bias=None):
    out = x @ weight.T
    return out if bias is None else out + bias
