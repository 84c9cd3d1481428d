"""Scenarios about one network: LeNet's answers, one epoch of training, one evaluation."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from ..pretend import pretending, undisturbed
from ..streams import captured


class Probe(nn.Module):
    """A small network that shows what is done to it.

    Batch normalisation tells training mode from evaluation mode, and every forward pass
    notes the mode and whether gradients were recorded, and is `told`.
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
        self.modes: list[bool] = []
        self.told: Callable[[], None] = lambda: None

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        """Give (N, classes) logits for (N, C, H, W) images."""
        self.told()
        self.recorded.append(torch.is_grad_enabled())
        self.modes.append(self.training)
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


def _used_once(network: Any, num_classes: int | None) -> nn.Module:
    """Make the learner's network and send two images through it, which makes lazy layers."""
    model: nn.Module = network() if num_classes is None else network(num_classes)
    with contextlib.suppress(Exception), torch.no_grad():  # told when its logits are asked for
        model.eval()(torch.zeros(2, 1, 28, 28))
    return model


def _shape(value: torch.Tensor) -> tuple[int, ...]:
    return () if nn.parameter.is_lazy(value) else tuple(value.shape)


def lenet_parameters(network: Any, num_classes: int | None) -> dict[str, Any]:
    """Make the learner's network and list the shapes in its state dict, and what is trained."""
    model = _used_once(network, num_classes)
    shapes = {name: _shape(value) for name, value in model.state_dict().items()}
    trained = [p for p in model.parameters() if p.requires_grad and not nn.parameter.is_lazy(p)]
    outputs = [_shape(p)[0] for p in model.parameters() if _shape(p)][-1:]
    return {
        "state dict": shapes,
        "numbers that are trained": sum(p.numel() for p in trained),
        "outputs of the last layer": outputs,
    }


def put_in(model: nn.Module, weights: dict[str, torch.Tensor]) -> bool:
    """Put weights into a network by their names, or by their shapes where names differ.

    What the network lacks is left out, and what it has besides stays as it is. Tells whether
    that was possible: no parameter of a name or of a place has another shape.
    """
    own = dict(model.named_parameters())
    free = {name: value for name, value in weights.items() if name not in own}
    others = 0
    with torch.no_grad():
        for name, parameter in own.items():
            fitting = [n for n, value in free.items() if value.shape == _shape(parameter)]
            if name in weights and weights[name].shape == _shape(parameter):
                parameter.copy_(weights[name])
            elif name in weights:
                return False
            elif len(fitting) == 1:
                parameter.copy_(free.pop(fitting[0]))
            else:
                others += 1
    return bool(own) and not (others and free)


def lenet_logits(
    network: Any,
    weights: dict[str, torch.Tensor],
    images: torch.Tensor,
    training: bool,
) -> dict[str, Any]:
    """Put `weights` into the learner's network and ask for logits; for training, gradients too.

    Where the parameters are not LeNet's there is nothing to put in, and only their shapes
    come back.
    """
    model = _used_once(network, len(weights["fc3.bias"]))
    if not put_in(model, weights):
        return {"parameters": {name: _shape(p) for name, p in model.named_parameters()}}
    result: dict[str, Any] = {"logits": model.eval()(images)}
    if training:
        logits = model.train()(images)
        changed = not torch.allclose(logits, result["logits"], 1e-4, 1e-4)
        result["logits are other ones in training mode"] = changed
        result["parameters without a gradient"] = _without_gradient(model, logits)
        named = model.named_parameters()
        result["parameters that are trained"] = sorted(n for n, p in named if p.requires_grad)
        result |= {"logits in training mode": logits, "gradients": gradients(model)}
    return result


def _without_gradient(model: nn.Module, logits: torch.Tensor) -> list[str]:
    """Name the parameters that a loss of all logits does not reach."""
    if logits.requires_grad:
        weighted = logits * torch.linspace(-1, 1, logits.numel()).reshape(logits.shape)
        torch.autograd.backward(weighted.sum())
    found = model.named_parameters()
    return sorted(name for name, p in found if p.grad is None or not p.grad.any())


def training(
    train: Any,
    weights: dict[str, torch.Tensor],
    images: torch.Tensor,
    labels: torch.Tensor,
    batch_size: int,
    class_weights: torch.Tensor,
    lr: float,
    momentum: float,
    callbacks: int | None,
    mode_before: bool,
    gradients_before: bool,
    elsewhere: bool,
    reduction: str = "mean",
) -> dict[str, Any]:
    """Let the learner train the probe for one epoch.

    The model may come in evaluation mode (`mode_before` is False) and hold old gradients;
    each of so many callbacks copies a weight at the moment of its call, and None leaves the
    argument out. The model may be `elsewhere`: on a pretended second device. The `reduction`
    is the criterion's.
    """
    model = Probe(weights).train(mode_before)
    for parameter in model.parameters():
        parameter.grad = torch.ones_like(parameter) if gradients_before else None
    loader = DataLoader(TensorDataset(images, labels), batch_size=batch_size)
    criterion = nn.CrossEntropyLoss(weight=class_weights, reduction=reduction)
    optimizer = _SGD(model.parameters(), lr=lr, momentum=momentum)
    seen = _Seen(model, optimizer)
    given = {} if callbacks is None else {"callbacks": [seen.callback(n) for n in range(callbacks)]}
    with _place(elsewhere, model, criterion):
        train(model, loader, criterion, optimizer, **given)
    return {
        "weights after the first step": seen.first,
        "weights after the epoch": state(model),
        "gradients of the last batch": gradients(model),
        "batches that the network saw": len(model.modes),
        "the network saw the batches": len(model.modes) > 0,
        "what follows a batch": seen.courses(),
        "weights at each callback": seen.at_callbacks,
    }


class _Seen:
    """What an epoch of training did, in its order."""

    def __init__(self, model: Probe, optimizer: torch.optim.Optimizer) -> None:
        self.model = model
        self.first: dict[str, torch.Tensor] | None = None
        self.at_callbacks: list[torch.Tensor] = []
        self.batches: list[list[str]] = []
        self.before = model.fc.bias.detach().clone()
        self.stepped = False
        model.told = self._batch
        optimizer.register_step_post_hook(self._step)

    def _batch(self) -> None:
        with undisturbed():
            self.before, self.stepped = self.model.fc.bias.detach().clone(), False
        self.batches.append([])

    def _step(self, *_: Any) -> None:
        with undisturbed():
            self.first, self.stepped = self.first or state(self.model), True

    def callback(self, number: int) -> Any:
        """Make a callback that notes its number, and whether it came after a step."""

        def note(*given: Any) -> None:
            with undisturbed():
                now = self.model.fc.bias.detach().clone()
                moved = self.stepped or not torch.equal(now, self.before)
            self.at_callbacks.append(now)
            when = "after" if moved else "before"
            words = f"callback {number + 1} {when} the step" + (", with arguments" if given else "")
            if self.batches:
                self.batches[-1].append(words)

        return note

    def courses(self) -> list[str]:
        """List what happens from one batch to the next, each different course once."""
        return sorted({", ".join(batch) for batch in self.batches})


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
    drop_last: bool = False,
) -> dict[str, Any]:
    """Let the learner evaluate the probe on the `chosen` samples of a data set.

    The loader may drop a last batch that is not full. Before the call the model may be in
    training mode, and gradients are recorded or not; it may be `elsewhere`, on a pretended
    second device.
    """
    model = Probe(weights).train(training_before)
    data = TensorDataset(images, labels)
    loader = DataLoader(data, batch_size=batch_size, sampler=chosen, drop_last=drop_last)
    with (
        torch.set_grad_enabled(recording),
        _place(elsewhere, model),
        captured(errors_too=True) as printed,
    ):
        percentage = evaluate(model, loader) if verbose else evaluate(model, loader, verbose=False)
        after = torch.is_grad_enabled() and all(p.requires_grad for p in model.parameters())
    return {
        "percentage": percentage,
        "weights and statistics after": state(model),
        "the network was in training mode": any(model.modes),
        "the network saw the batches": len(model.modes) > 0,
        "gradients recorded during evaluation": any(model.recorded),
        "gradients recorded afterwards": after,
        "something is printed": bool(printed.text()) and not verbose,
    }
