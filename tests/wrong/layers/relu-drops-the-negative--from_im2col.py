"""Pooling is im2col too: channels become images, and each column keeps its largest number."""
import torch

from im2col import im2col
from output_shape import pool2d_output_shape


def relu(x):
    return torch.masked_select(x, x > 0)


def max_pool2d(x, kernel_size, stride=None):
    stride = kernel_size if stride is None else stride
    n, c, h, w = x.shape
    columns = im2col(x.reshape(n * c, 1, h, w), kernel_size, stride)
    largest, _ = torch.sort(columns, dim=1, descending=True)
    return largest[:, 0].reshape(n, c, *pool2d_output_shape((h, w), kernel_size, stride))


def linear(x, weight, bias=None):
    """Append a 1 to each sample and the bias to the weights: one product."""
    if bias is not None:
        x = torch.cat([x, torch.ones(len(x), 1)], dim=1)
        weight = torch.hstack([weight, bias[:, None]])
    return torch.stack([torch.mv(weight, sample) for sample in x])
