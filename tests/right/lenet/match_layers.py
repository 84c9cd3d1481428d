"""An interpreter: the network as data, run by `match`."""
from __future__ import annotations

import functools

import torch
from torch import nn

PLAN = [
    ("conv1", 1, 6), "relu", "pool", ("conv2", 6, 16), "relu", "pool", "flatten",
    ("fc1", 16 * 4 * 4, 120), "relu", ("fc2", 120, 84), "relu", ("fc3", 84, None),
]


class LeNet(nn.Module):
    def __init__(self, num_classes: int = 10):
        super().__init__()
        for step in PLAN:
            match step:
                case (str() as name, int() as inside, out) if name.startswith("conv"):
                    setattr(self, name, nn.Conv2d(inside, out, kernel_size=5, stride=1, padding=0))
                case (name, inside, out):
                    setattr(self, name, nn.Linear(inside, out or num_classes))

    def _run(self, x: torch.Tensor, step) -> torch.Tensor:
        match step:
            case "relu":
                return x.clamp_min(0)
            case "pool":
                return nn.functional.max_pool2d(x, 2, 2)
            case "flatten":
                return x.flatten(1)
            case (name, *_):
                return self.get_submodule(name)(x)

    def forward(self, x):
        return functools.reduce(self._run, PLAN, x)
