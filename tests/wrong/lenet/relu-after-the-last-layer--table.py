"""The layers stand in a table; forward folds over it."""
from functools import partial, reduce
from typing import Any, Callable, ClassVar

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class LeNet(nn.Module):
    POOLED: ClassVar[tuple[str, ...]] = ("conv1", "conv2")
    HIDDEN: ClassVar[tuple[str, ...]] = ("fc1", "fc2", "fc3")

    def __init__(self, num_classes: int = 10, **factory: Any) -> None:
        super().__init__()
        table = {
            "conv1": partial(nn.Conv2d, 1, 6),
            "conv2": partial(nn.Conv2d, 6, 16),
            "fc1": partial(nn.Linear, 4**2 * 16, 120),
            "fc2": partial(nn.Linear, 120, 84),
            "fc3": partial(nn.Linear, 84, num_classes),
        }
        for name, make in table.items():
            self.add_module(name, make(kernel_size=5, **factory) if "conv" in name else make(**factory))

    def forward(self, x: Tensor) -> Tensor:
        steps: list[Callable[[Tensor], Tensor]] = []
        for name in self.POOLED:
            steps += [self.get_submodule(name), partial(torch.clamp_min, min=0), partial(F.max_pool2d, kernel_size=2)]
        steps.append(partial(torch.flatten, start_dim=1))
        for name in self.HIDDEN:
            steps += [self.get_submodule(name), partial(torch.clamp_min, min=0)]
        return reduce(lambda value, step: step(value), steps, x)
