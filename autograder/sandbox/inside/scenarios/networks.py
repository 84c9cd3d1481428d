"""Scenarios about one network: LeNet's answers, one epoch of training, one evaluation."""

from __future__ import annotations

import contextlib
from typing import Any

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from ..pretend import pretending, undisturbed
from ..streams import captured


class Probe(nn.Module):
    """A small network that shows what is done to it.

    Batch normalisation tells training mode from evaluation mode, and every forward pass
    notes whether gradients were recorded.
    """

    def __init__(self, weights: dict[str, torch.Tensor]) -> None:
        super().__init__()
        filters, channels, kh, kw = weights["conv.weight"].shape
        classes, features = weights["fc.weight"].shape
        self.conv = nn.Conv2d(channels, filters, (kh, kw))
        self.norm = nn.BatchNorm2d(filters)
        self.fc = nn.Linear(features, classes)
        self.load_state_dict(weights)
        self.recorded: list[bool] = []

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        """Give (N, classes) logits for (N, C, H, W) images."""
        self.recorded.append(torch.is_grad_enabled())
        maps = torch.tanh(self.norm(self.conv(images)))
        logits: torch.Tensor = self.fc(maps.flatten(1))
        return logits


def state(model: nn.Module) -> dict[str, torch.Tensor]:
    """Copy everything that a model holds, weights and statistics."""
    return {name: value.detach().clone() for name, value in model.state_dict().items()}


def gradients(model: nn.Module) -> dict[str, Any]:
    """Copy the gradients that lie in a model, None where there is none."""
    return {
        name: None if p.grad is None else p.grad.clone() for name, p in model.named_parameters()
    }


def lenet_parameters(network: Any, num_classes: int | None) -> dict[str, Any]:
    """Make the learner's network and list the shapes of its parameters."""
    model = network() if num_classes is None else network(num_classes)
    shapes = {name: tuple(p.shape) for name, p in model.named_parameters()}
    return {"parameters": shapes, "count": sum(p.numel() for p in model.parameters())}


def lenet_logits(
    network: Any,
    weights: dict[str, torch.Tensor],
    images: torch.Tensor,
    training: bool,
) -> dict[str, Any]:
    """Put `weights` into the learner's network and ask for logits and gradients.

    Where the parameters are not LeNet's there is nothing to put in, and only their shapes
    come back.
    """
    model = network(len(weights["fc3.bias"]))
    shapes = {name: tuple(p.shape) for name, p in model.named_parameters()}
    if shapes != {name: tuple(value.shape) for name, value in weights.items()}:
        return {"parameters": shapes}
    model.load_state_dict(weights, strict=False)
    model.train(training)
    logits = model(images)
    result: dict[str, Any] = {"parameters": shapes, "logits": logits}
    if training and isinstance(logits, torch.Tensor) and logits.requires_grad:
        weighted = logits * torch.linspace(-1, 1, logits.numel()).reshape(logits.shape)
        torch.autograd.backward(weighted.sum())
        result["gradients"] = gradients(model)
    return result


def training(
    train: Any,
    weights: dict[str, torch.Tensor],
    images: torch.Tensor,
    labels: torch.Tensor,
    batch_size: int,
    class_weights: torch.Tensor,
    lr: float,
    momentum: float,
    callbacks: int,
    used_before: bool,
    elsewhere: bool,
) -> dict[str, Any]:
    """Let the learner train the probe for one epoch.

    A model that was `used_before` is in evaluation mode and holds old gradients; each
    callback copies a weight at the moment of its call. The model may be `elsewhere`: on
    a pretended second device.
    """
    model = Probe(weights).train(not used_before)
    for parameter in model.parameters():
        parameter.grad = torch.ones_like(parameter) if used_before else None
    loader = DataLoader(TensorDataset(images, labels), batch_size=batch_size)
    criterion = nn.CrossEntropyLoss(weight=class_weights)
    optimizer = _SGD(model.parameters(), lr=lr, momentum=momentum)
    seen: list[tuple[int, torch.Tensor]] = []

    def note(number: int) -> Any:
        return lambda: seen.append((number, model.fc.bias.detach().clone()))

    notes = [note(number) for number in range(callbacks)]
    options = {"callbacks": notes} if callbacks else {}
    with _place(elsewhere, model, criterion):
        train(model, loader, criterion, optimizer, **options)
    return {
        "weights after the epoch": state(model),
        "gradients of the last batch": gradients(model),
        "callbacks": [number for number, _ in seen],
        "weights at each callback": [weight for _, weight in seen],
    }


class _SGD(torch.optim.SGD):
    """SGD that is not disturbed by a pretended device."""

    def step(self, closure: Any = None) -> Any:
        """Take one step."""
        with undisturbed():
            return super().step(closure)

    def zero_grad(self, set_to_none: bool = True) -> None:
        """Set the gradients to zero."""
        with undisturbed():
            super().zero_grad(set_to_none)


def _place(elsewhere: bool, *modules: nn.Module) -> contextlib.AbstractContextManager[None]:
    return pretending(*modules) if elsewhere else contextlib.nullcontext()


def evaluation(
    evaluate: Any,
    weights: dict[str, torch.Tensor],
    images: torch.Tensor,
    labels: torch.Tensor,
    batch_size: int,
    chosen: list[int],
    verbose: bool,
    recording: bool,
    training_before: bool,
    elsewhere: bool,
) -> dict[str, Any]:
    """Let the learner evaluate the probe on the `chosen` samples of a data set.

    Before the call the model may be in training mode, and gradients are recorded or not;
    it may be `elsewhere`, on a pretended second device.
    """
    model = Probe(weights).train(training_before)
    data = TensorDataset(images, labels)
    loader = DataLoader(data, batch_size=batch_size, sampler=chosen)
    with (
        torch.set_grad_enabled(recording),
        _place(elsewhere, model),
        captured(errors_too=True) as printed,
    ):
        percentage = evaluate(model, loader) if verbose else evaluate(model, loader, verbose=False)
        after = torch.is_grad_enabled()
    return {
        "percentage": percentage,
        "weights and statistics after": state(model),
        "gradients recorded during evaluation": any(model.recorded),
        "gradients recorded afterwards": after,
        "something is printed": bool(printed.text()) and not verbose,
    }
