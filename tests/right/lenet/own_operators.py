"""LeNet from my own exercises 3 and 4; torch gives only Parameter and autograd."""
import math

import torch
from torch import nn

from im2col import conv2d_matmul
from layers import linear, max_pool2d, relu


class Weights(nn.Module):
    """A weight and a bias, drawn uniformly."""

    def __init__(self, *shape):
        super().__init__()
        bound = 1 / math.sqrt(math.prod(shape[1:]))
        self.weight = nn.Parameter((torch.rand(shape) * 2 - 1) * bound)
        self.bias = nn.Parameter((torch.rand(shape[0]) * 2 - 1) * bound)


class LeNet(nn.Module):
    def __init__(self, num_classes=10):
        super().__init__()
        self.conv1, self.conv2 = Weights(6, 1, 5, 5), Weights(16, 6, 5, 5)
        self.fc1, self.fc2, self.fc3 = Weights(120, 256), Weights(84, 120), Weights(num_classes, 84)

    def forward(self, x):
        for conv in (self.conv1, self.conv2):
            x = max_pool2d(relu(conv2d_matmul(x, conv.weight, conv.bias)), 2)
        x = x.reshape(len(x), -1)
        for fc in (self.fc1, self.fc2):
            x = relu(linear(x, fc.weight, fc.bias))
        return linear(x, self.fc3.weight, self.fc3.bias)
