"""Stretch goal 6: LeNet without pooling, and LeNet with smaller kernels."""

import torch.nn.functional as F
from torch import nn


class StridedLeNet(nn.Module):
    """LeNet without pooling: its convolutions take two steps at once.

    (N, 1, 28, 28) -> (N, num_classes) logits. conv1 1->6, 5x5, stride 2; ReLU; conv2 6->16, 5x5,
    stride 2; ReLU; then fc1, fc2 and fc3 as in LeNet.
    """

    def __init__(self, num_classes=10):
        # BEGIN SOLUTION
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, kernel_size=5, stride=2)
        self.conv2 = nn.Conv2d(6, 16, kernel_size=5, stride=2)
        self.fc1 = nn.Linear(16 * 4 * 4, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, num_classes)
        # END SOLUTION

    def forward(self, x):
        # BEGIN SOLUTION
        x = F.relu(self.conv1(x))
        x = F.relu(self.conv2(x))
        x = F.relu(self.fc1(x.flatten(1)))
        return self.fc3(F.relu(self.fc2(x)))
        # END SOLUTION


class SmallKernelLeNet(nn.Module):
    """LeNet in which two convolutions of 3x3 stand for each of 5x5.

    (N, 1, 28, 28) -> (N, num_classes) logits. conv1a 1->6; ReLU; conv1b 6->6; ReLU; 2x2 max pool;
    conv2a 6->16; ReLU; conv2b 16->16; ReLU; 2x2 max pool; then fc1, fc2 and fc3 as in LeNet.
    """

    def __init__(self, num_classes=10):
        # BEGIN SOLUTION
        super().__init__()
        self.conv1a = nn.Conv2d(1, 6, kernel_size=3)
        self.conv1b = nn.Conv2d(6, 6, kernel_size=3)
        self.conv2a = nn.Conv2d(6, 16, kernel_size=3)
        self.conv2b = nn.Conv2d(16, 16, kernel_size=3)
        self.fc1 = nn.Linear(16 * 4 * 4, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, num_classes)
        # END SOLUTION

    def forward(self, x):
        # BEGIN SOLUTION
        x = F.relu(self.conv1a(x))
        x = F.max_pool2d(F.relu(self.conv1b(x)), 2)
        x = F.relu(self.conv2a(x))
        x = F.max_pool2d(F.relu(self.conv2b(x)), 2)
        x = F.relu(self.fc1(x.flatten(1)))
        return self.fc3(F.relu(self.fc2(x)))
        # END SOLUTION
