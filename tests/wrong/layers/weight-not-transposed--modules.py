"""As modules of my own, named like torch's; the names Linear and MaxPool2d are mine."""
import torch
from torch import nn


class ReLU(nn.Module):
    def forward(self, x):
        return x * (x > 0)


class MaxPool2d(nn.Module):
    def __init__(self, kernel_size, stride=None):
        super().__init__()
        self.kernel_size = kernel_size
        self.stride = kernel_size if stride is None else stride

    def starts(self, size):
        return range(0, size - self.kernel_size + 1, self.stride)

    def forward(self, x):
        k = self.kernel_size
        rows = [
            torch.stack([x[:, :, i : i + k, j : j + k].amax(dim=(2, 3)) for j in self.starts(x.size(3))], -1)
            for i in self.starts(x.size(2))
        ]
        return torch.stack(rows, dim=-2)


class Linear(nn.Module):
    def __init__(self, weight, bias):
        super().__init__()
        self.register_buffer("weight", weight)
        self.register_buffer("bias", bias)

    def forward(self, x):
        out = x.matmul(self.weight)
        return out if self.bias is None else out.add(self.bias)


def relu(x):
    return ReLU()(x)


def max_pool2d(x, kernel_size, stride=None):
    return MaxPool2d(kernel_size, stride)(x)


def linear(x, weight, bias=None):
    return Linear(weight, bias)(x)
