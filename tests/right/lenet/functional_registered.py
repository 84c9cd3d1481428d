import torch
import torch.nn.functional as F
from torch import Tensor, nn


class LeNet(nn.Module):
    """Parameters registered through ParameterDict-like modules, all functional."""

    def __init__(self, num_classes: int = 10) -> None:
        super().__init__()
        shapes = dict(conv1=(6, 1, 5, 5), conv2=(16, 6, 5, 5), fc1=(120, 256), fc2=(84, 120), fc3=(num_classes, 84))
        for name, shape in shapes.items():
            holder = nn.Module()
            holder.weight = nn.Parameter(torch.empty(shape))
            holder.bias = nn.Parameter(torch.zeros(shape[0]))
            nn.init.kaiming_uniform_(holder.weight, nonlinearity="relu")
            self.add_module(name, holder)

    def forward(self, x: Tensor) -> Tensor:
        for conv in (self.conv1, self.conv2):
            x = F.max_pool2d(F.conv2d(x, conv.weight, conv.bias).relu(), kernel_size=2, stride=2)
        x = torch.flatten(x, 1)
        for fc in (self.fc1, self.fc2):
            x = torch.relu(F.linear(x, fc.weight, fc.bias))
        return torch.addmm(self.fc3.bias, x, self.fc3.weight.T)
