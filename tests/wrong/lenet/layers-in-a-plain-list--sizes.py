import torch
from torch import nn


class LeNet(nn.Module):
    def __init__(self, num_classes=10):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, 5)
        self.conv2 = nn.Conv2d(6, 16, 5)
        sizes = [16 * 4 * 4, 120, 84, num_classes]
        self.fc = []
        for n_in, n_out in zip(sizes, sizes[1:]):
            self.fc.append(nn.Linear(n_in, n_out))

    def forward(self, x):
        for conv in (self.conv1, self.conv2):
            x = torch.max_pool2d(torch.relu(conv(x)), 2)
        x = torch.flatten(x, 1)
        for layer in self.fc[:-1]:
            x = torch.relu(layer(x))
        return self.fc[-1](x)
