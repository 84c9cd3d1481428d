import torch, torch.nn as nn
import torch.nn.functional as F
class LeNet(nn.ModuleDict):
    """A ModuleDict is a Module"""
    def __init__(self, num_classes=10):
        super().__init__({"conv1": nn.Conv2d(1, 6, 5), "conv2": nn.Conv2d(6, 16, 5), "fc1": nn.Linear(16 * 4 * 4, 120), "fc2": nn.Linear(120, 84), "fc3": nn.Linear(84, num_classes)})
    def forward(self, x):
        for name, layer in self.items():
            if name == "fc1": x = torch.flatten(x, start_dim=1)
            x = layer(x)
            if name.startswith("conv"): x = F.max_pool2d(x, 2)
            if name != "fc3": x = F.relu_(x) if not x.requires_grad else F.relu(x)
        return x
