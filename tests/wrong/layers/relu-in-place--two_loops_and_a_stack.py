"""Two loops over the windows, and torch.stack."""

import torch


def relu(x):
    x[x < 0] = 0
    return x


def max_pool2d(x, kernel_size, stride=None):
    if stride is None:
        stride = kernel_size
    rows = []
    for i in range(0, x.shape[2] - kernel_size + 1, stride):
        row = []
        for j in range(0, x.shape[3] - kernel_size + 1, stride):
            row.append(x[:, :, i : i + kernel_size, j : j + kernel_size].amax(dim=(2, 3)))
        rows.append(torch.stack(row, dim=2))
    return torch.stack(rows, dim=2)


def linear(x, weight, bias=None):
    out = x @ weight.T
    return out if bias is None else out + bias
