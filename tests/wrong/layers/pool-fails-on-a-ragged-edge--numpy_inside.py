import numpy as np
import torch


def relu(x):
    return torch.as_tensor(np.maximum(x.numpy(), np.float32(0)))


def max_pool2d(x, kernel_size, stride=None):
    n, c, h, w = x.shape
    blocks = x.numpy().reshape(n, c, h // kernel_size, kernel_size, w // kernel_size, kernel_size)
    return torch.from_numpy(blocks.max(axis=(3, 5)))


def linear(x, weight, bias=None):
    y = np.dot(x.numpy(), weight.numpy().T)
    if bias is not None:
        y = y + bias.numpy()
    return torch.from_numpy(y)
