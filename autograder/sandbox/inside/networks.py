"""Networks that scenarios use, and what they read from them and put into them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import nn


class _Notes(list[bool]):
    """What a network notes of itself; a copy of the network goes on in the same list."""

    def __deepcopy__(self, memo: Any) -> _Notes:
        return self


class TracingNet(nn.Module):
    """A small network that shows what is done to it, or to a copy of it.

    Batch normalisation tells training mode from evaluation mode, and every forward pass
    notes the mode and whether gradients were recorded, and its images are `told`.
    """

    def __init__(self, weights: dict[str, torch.Tensor]) -> None:
        super().__init__()
        filters, channels, kh, kw = weights["conv.weight"].shape
        classes, features = weights["fc.weight"].shape
        self.conv = nn.Conv2d(channels, filters, (kh, kw))
        self.norm = nn.BatchNorm2d(filters)
        self.fc = nn.Linear(features, classes)
        self.load_state_dict(weights)
        self.recorded, self.modes = _Notes(), _Notes()
        self.told: Callable[[torch.Tensor], None] = lambda _images: None

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        """Return (N, classes) logits for (N, C, H, W) images."""
        self.told(images)
        self.modes.append(self.training)
        maps = torch.tanh(self.norm(self.conv(images)))
        logits: torch.Tensor = self.fc(maps.flatten(1))
        self.recorded.append(logits.requires_grad)
        return logits


TracingNet.__name__ = "Network"  # what learners read of it in an error


def state(model: nn.Module) -> dict[str, torch.Tensor]:
    """Copy everything that a model holds, weights and statistics."""
    return {name: value.detach().clone() for name, value in model.state_dict().items()}


def gradients(model: nn.Module) -> dict[str, Any]:
    """Copy the gradients that lie in a model, None where there is none."""
    return {
        name: None if p.grad is None else p.grad.clone() for name, p in model.named_parameters()
    }


def optimizer_settings(optimizer: Any) -> dict[str, Any]:
    """Return an optimizer's settings, those of all groups, and how many numbers it moves."""
    groups = optimizer.param_groups
    names = ("lr", "momentum", "weight_decay", "nesterov", "dampening", "maximize")
    settings: dict[str, Any] = {"type": type(optimizer).__name__}
    for name in names:
        values = [group[name] for group in groups if name in group]
        if values:
            settings[name] = values[0] if values.count(values[0]) == len(values) else values
    moved = sum(p.numel() for group in groups for p in group["params"])
    return settings | {"numbers that it moves": moved}


def shape_of(value: torch.Tensor) -> tuple[int, ...]:
    """Return the shape of a parameter, () of one that is not made yet."""
    return () if nn.parameter.is_lazy(value) else tuple(value.shape)


def put_in(model: nn.Module, weights: dict[str, torch.Tensor]) -> bool:
    """Put weights into a network by their names, or by their shapes where names differ.

    What the network lacks is left out, and what it has besides stays as it is. Tells whether
    that was possible: no parameter of a name or of a place has another shape.
    """
    parameters = dict(model.named_parameters())
    free = {name: value for name, value in weights.items() if name not in parameters}
    others = 0
    with torch.no_grad():
        for name, parameter in parameters.items():
            fitting = [n for n, value in free.items() if value.shape == shape_of(parameter)]
            if name in weights and weights[name].shape == shape_of(parameter):
                parameter.copy_(weights[name])
            elif name in weights:
                return False
            elif len(fitting) == 1:
                parameter.copy_(free.pop(fitting[0]))
            else:
                others += 1
    return bool(parameters) and not (others and free)
