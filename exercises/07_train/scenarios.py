"""The scenario of exercise 7: one epoch of training."""

from __future__ import annotations

import contextlib
import inspect
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from autograder.sandbox.inside.tools import TracingNet, fake_device, gradients, real_device, state

FIRST = ("the first callback before the step", "the first callback after the step")
SECOND = ("the second callback before the step", "the second callback after the step")
WITH_ARGUMENTS = "called with arguments"
NO_CALLBACK = "no callback"


@dataclass(frozen=True, kw_only=True)
class Epoch:
    """One epoch on `images` (N, C, H, W) and `labels` (N,), and how things are before it.

    The network has the `weights` of a TracingNet; it may come in evaluation mode (`mode_before` is
    False) and hold old gradients, and it may be `on_fake_device`: on a pretended second device. The
    criterion is cross-entropy with `class_weights` and a `reduction`. Each of so many `callbacks`
    copies a weight at the moment of its call; None leaves the argument out. A single one is only
    handed over to a function that takes callbacks: whether it does, the check of several asks.
    """

    weights: dict[str, torch.Tensor]
    images: torch.Tensor
    labels: torch.Tensor
    batch_size: int
    class_weights: torch.Tensor
    lr: float
    momentum: float = 0.5
    callbacks: int | None = 1
    mode_before: bool = True
    gradients_before: bool = False
    on_fake_device: bool = False
    reduction: str = "mean"


def training(train: Any, **arguments: Any) -> dict[str, Any]:
    """Let the learner train a network for the epoch that the arguments describe."""
    epoch = Epoch(**arguments)
    model = TracingNet(epoch.weights).train(epoch.mode_before)
    for parameter in model.parameters():
        parameter.grad = torch.ones_like(parameter) if epoch.gradients_before else None
    loader = DataLoader(TensorDataset(epoch.images, epoch.labels), batch_size=epoch.batch_size)
    criterion = nn.CrossEntropyLoss(weight=epoch.class_weights, reduction=epoch.reduction)
    optimizer = _SGD(model.parameters(), lr=epoch.lr, momentum=epoch.momentum)
    record = _Seen(model, optimizer)
    extra = {}
    if epoch.callbacks is not None:
        made = [record.callback(number) for number in range(epoch.callbacks)]
        if len(made) > 1:
            extra = {"callbacks": made}
        elif _takes_callbacks(train):
            extra = {"callbacks": _AlsoCalled(made)}
    with fake_device(model, criterion) if epoch.on_fake_device else contextlib.nullcontext():
        train(model, loader, criterion, optimizer, **extra)
    return {
        "weights after the first step": record.first,
        "weights after the epoch": state(model),
        "gradients of the last batch": gradients(model),
        "batches that the network saw": len(model.modes),
        "the network saw the batches": len(model.modes) > 0,
        "what follows a batch": record.courses(),
        "weights at each callback": record.at_callbacks,
    }


def _takes_callbacks(train: Any) -> bool:
    try:
        parameters = inspect.signature(train).parameters
    except (TypeError, ValueError):
        return True
    takes_any = any(p.kind is p.VAR_KEYWORD for p in parameters.values())
    return takes_any or "callbacks" in parameters


class _AlsoCalled(list[Any]):
    """A list of callbacks that may be called itself: how it is used, the check of several asks."""

    def __call__(self, *args: Any) -> None:
        """Call each of them."""
        for callback in self:
            callback(*args)


class _Seen:
    """What an epoch of training did, in its order."""

    def __init__(self, model: TracingNet, optimizer: torch.optim.Optimizer) -> None:
        self.model = model
        self.first: dict[str, torch.Tensor] | None = None
        self.at_callbacks: list[torch.Tensor] = []
        self.batches: list[list[str]] = []
        self.before = model.fc.bias.detach().clone()
        self.stepped = False
        self.images: torch.Tensor | None = None
        model.told = self._reading
        optimizer.register_step_post_hook(self._step)

    def _reading(self, images: torch.Tensor) -> None:
        """Note that a batch begins, unless its images are read once more."""
        with real_device():
            if self.images is not None and torch.equal(self.images, images):
                return
            self.images = images.detach().clone()
            self.before, self.stepped = self.model.fc.bias.detach().clone(), False
        self.batches.append([])

    def _step(self, *_: Any) -> None:
        with real_device():
            self.first, self.stepped = self.first or state(self.model), True

    def callback(self, number: int) -> Any:
        """Make a callback that notes its number, and whether it came after a step."""

        def note(*args: Any) -> None:
            with real_device():
                now = self.model.fc.bias.detach().clone()
                moved = self.stepped or not torch.equal(now, self.before)
            self.at_callbacks.append(now)
            words = (FIRST, SECOND)[number][moved] + (f", {WITH_ARGUMENTS}" if args else "")
            if self.batches:
                self.batches[-1].append(words)

        return note

    def courses(self) -> list[str]:
        """List what happens from one batch to the next, each different course once."""
        return sorted({", ".join(batch) or NO_CALLBACK for batch in self.batches})


class _SGD(torch.optim.SGD):
    """SGD that is not disturbed by a pretended device."""

    def step(self, closure: Any = None) -> Any:
        """Take one step."""
        with real_device():
            return super().step(closure)

    def zero_grad(self, set_to_none: bool = True) -> None:
        """Set the gradients to zero."""
        with real_device():
            super().zero_grad(set_to_none)


_SGD.__name__ = _SGD.__qualname__ = "SGD"  # what learners read of it in an error
