"""Stretch goal 6: LeNet without pooling, and LeNet with smaller kernels."""

import torch.nn.functional as F
from torch import nn


class StridedLeNet(nn.Module):
    """LeNet without pooling: its convolutions take two steps at once.

    (N, 1, 28, 28) -> (N, num_classes) logits. conv1 1->6, 5x5, stride 2; ReLU; conv2 6->16, 5x5,
    stride 2; ReLU; then fc1, fc2 and fc3 as in LeNet.
    """

    def __init__(self, num_classes=10):
        raise NotImplementedError

    def forward(self, x):
        raise NotImplementedError


class SmallKernelLeNet(nn.Module):
    """LeNet in which two convolutions of 3x3 stand for each of 5x5.

    (N, 1, 28, 28) -> (N, num_classes) logits. conv1a 1->6; ReLU; conv1b 6->6; ReLU; 2x2 max pool;
    conv2a 6->16; ReLU; conv2b 16->16; ReLU; 2x2 max pool; then fc1, fc2 and fc3 as in LeNet.
    """

    def __init__(self, num_classes=10):
        raise NotImplementedError

    def forward(self, x):
        raise NotImplementedError
