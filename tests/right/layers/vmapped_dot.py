import torch
from torch.func import vmap
from functools import reduce

relu = lambda x: torch.where(x > 0, x, torch.zeros_like(x))

def max_pool2d(x, kernel_size, stride=None):
    stride = stride if stride is not None else kernel_size
    N, C, H, W = x.shape
    h, w = (H - kernel_size) // stride + 1, (W - kernel_size) // stride + 1
    views = (x[:, :, i:i + (h - 1) * stride + 1:stride, j:j + (w - 1) * stride + 1:stride]
             for i in range(kernel_size) for j in range(kernel_size))
    return reduce(torch.maximum, views).clone()

def linear(x, weight, bias=None):
    y = vmap(lambda row: vmap(torch.dot, in_dims=(0, None))(weight, row))(x)
    return y if bias is None else y + bias
