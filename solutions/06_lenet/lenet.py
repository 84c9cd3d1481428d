"""Exercise 6: LeNet, the layers assembled into a network."""

import torch.nn.functional as F
from torch import nn


class LeNet(nn.Module):
    """Two convolutional layers and three fully connected ones.

    (N, 1, 28, 28) -> (N, num_classes) logits: raw scores, without softmax.
    conv1 1->6, 5x5; ReLU; 2x2 max pool; conv2 6->16, 5x5; ReLU; 2x2 max pool;
    fc1 256->120; ReLU; fc2 120->84; ReLU; fc3 84->num_classes.
    """

    def __init__(self, num_classes=10):
        # BEGIN SOLUTION
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, kernel_size=5)
        self.conv2 = nn.Conv2d(6, 16, kernel_size=5)
        self.fc1 = nn.Linear(16 * 4 * 4, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, num_classes)
        # END SOLUTION

    def forward(self, x):
        # BEGIN SOLUTION
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        x = x.flatten(start_dim=1)
        x = F.relu(self.fc1(x))
        x = F.relu(self.fc2(x))
        return self.fc3(x)
        # END SOLUTION
