"""Two loops, numbers in lists, and torch.stack."""

import torch
import torch.nn.functional as F


def cross_correlate(channel, kernel):
    kh, kw = kernel.shape
    rows = []
    for i in range(channel.shape[0] - kh + 1):
        row = []
        for j in range(channel.shape[1] - kw + 1):
            window = channel[i : i + kh, j : j + kw]
            row.append((window * kernel).sum())
        rows.append(torch.stack(row))
    return torch.stack(rows)


def apply_filter(image, kernels, bias=0.0):
    if len(image) != len(kernels):
        raise ValueError("there must be as many kernels as channels: kernels")
    maps = []
    for channel, kernel in zip(image, kernels):
        maps.append(cross_correlate(channel, kernel) + bias)
    return torch.stack(maps).sum(dim=0)


def conv_layer(image, filters, bias=None, stride=1, padding=0):
    image = F.pad(image, (padding, padding, padding, padding))
    maps = []
    for f in range(len(filters)):
        b = 0.0 if bias is None else bias[f]
        maps.append(apply_filter(image, filters[f], b)[::stride, ::stride])
    return torch.stack(maps)
