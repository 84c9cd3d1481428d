from __future__ import annotations
import torch
from torch import nn, Tensor
from torch.nn.utils import skip_init
from dataclasses import dataclass, field
from typing import ClassVar

@dataclass(eq=False)
class LeNet(nn.Module):
    """A dataclass that is a Module."""
    num_classes: int = 10
    KERNEL: ClassVar[int] = 5

    def __post_init__(self):
        super().__init__()
        k = self.KERNEL
        self.conv1 = nn.Conv2d(1, 6, k)
        self.conv2 = nn.Conv2d(6, 16, k)
        self.fc1 = skip_init(nn.Linear, 256, 120)
        self.fc2 = skip_init(nn.Linear, 120, 84)
        self.fc3 = skip_init(nn.Linear, 84, self.num_classes)
        for p in (q for n, q in self.named_parameters() if n.startswith("fc")):
            nn.init.uniform_(p, -0.08, 0.08)

    def forward(self, x: Tensor) -> Tensor:
        n = x.size(0)
        for name, layer in self.named_children():
            if name == "fc1": x = x.reshape(n, -1)
            x = layer(x)
            if name == "fc3": return x
            x = torch.nn.functional.relu(x)
            if name.startswith("conv"):
                x = x.unfold(2, 2, 2).unfold(3, 2, 2).amax((-1, -2))
        raise AssertionError
