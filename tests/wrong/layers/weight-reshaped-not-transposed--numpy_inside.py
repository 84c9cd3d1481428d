import numpy as np
import torch
from numpy.lib.stride_tricks import sliding_window_view


def relu(x):
    return torch.as_tensor(np.maximum(x.numpy(), np.float32(0)))


def max_pool2d(x, kernel_size, stride=None):
    stride = stride or kernel_size
    windows = sliding_window_view(x.numpy(), (kernel_size, kernel_size), axis=(-2, -1))
    return torch.from_numpy(windows[..., ::stride, ::stride, :, :].max(axis=(-2, -1)))


def linear(x, weight, bias=None):
    y = np.dot(x.numpy(), weight.numpy().reshape(weight.shape[1], weight.shape[0]))
    if bias is not None:
        y = y + bias.numpy()
    return torch.from_numpy(y)
