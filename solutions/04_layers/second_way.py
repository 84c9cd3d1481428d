"""Exercise 4, a second way: choose with a mask, and compare one shifted image with the next."""

import torch


def relu(x):
    """Choose with a mask: x where it is positive, 0 elsewhere."""
    return torch.where(x > 0, x, torch.zeros_like(x))


def max_pool2d(x, kernel_size, stride=None):
    """Take, for each place in the window, what lies there in all windows; keep the largest."""
    stride = stride or kernel_size
    rows = (x.shape[2] - kernel_size) // stride + 1
    columns = (x.shape[3] - kernel_size) // stride + 1
    largest = None
    for i in range(kernel_size):
        for j in range(kernel_size):
            there = x[:, :, i::stride, j::stride][:, :, :rows, :columns]
            largest = there if largest is None else torch.maximum(largest, there)
    return largest.clone()


def linear(x, weight, bias=None):
    """Multiply every sample by every row of the weight, (N, out, in), and add up."""
    y = (x[:, None, :] * weight[None, :, :]).sum(dim=2)
    return y if bias is None else y + bias
