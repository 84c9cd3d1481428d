"""The scenario of exercise 11: the learner's LeNet, trained by the learner's train.

Weights go in and weights come out. Nothing is judged in here, and no test image comes here.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from typing import Any

import torch
from torch import nn
from torch.nn.parameter import is_lazy
from torch.utils.data import DataLoader, Sampler, TensorDataset

MEAN, DEVIATION = 0.1307, 0.3081
Weights = dict[str, torch.Tensor]


class _Samples(Sequence):  # type: ignore[type-arg]
    """Some samples, cut out of each tensor at once; whoever goes through them gets each alone."""

    def __init__(self, tensors: tuple[torch.Tensor, ...]) -> None:
        self.tensors = tensors

    def __len__(self) -> int:
        return len(self.tensors[0])

    def __getitem__(self, index: Any) -> tuple[torch.Tensor, ...]:
        return tuple(tensor[index] for tensor in self.tensors)


class _ReadyBatches(TensorDataset):
    """Images that are already normalised, and their labels, given out a whole batch at a time.

    A loader over it slices two tensors and leaves the processor to the learner's training; one
    that the learner makes over it works as over any other data set.
    """

    def __getitems__(self, indices: list[int]) -> _Samples:
        chosen = torch.tensor(indices, device=self.tensors[0].device)
        return _Samples(tuple(tensor[chosen] for tensor in self.tensors))


class _GivenOrder(Sampler):  # type: ignore[type-arg]
    """Gives the samples in an order that no random number can change."""

    def __init__(self, order: torch.Tensor) -> None:
        self.order = order.tolist()

    def __iter__(self) -> Iterator[int]:
        return iter(self.order)

    def __len__(self) -> int:
        return len(self.order)


class _Noting(nn.CrossEntropyLoss):
    """Cross-entropy that keeps the losses it gave, for the training curve."""

    def __init__(self) -> None:
        super().__init__()
        self.losses: list[torch.Tensor] = []

    def forward(self, input: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        """Return the mean loss of a batch."""
        loss = super().forward(input, target)
        self.losses.append(loss.detach())
        return loss


def normalised(images: torch.Tensor) -> torch.Tensor:
    """Return (N, 1, 28, 28) float images for (N, 28, 28) bytes, as in training."""
    return ((images.float() / 255 - MEAN) / DEVIATION).unsqueeze(1)


@contextlib.contextmanager
def _one_thread() -> Iterator[None]:
    """Compute with one thread: sums come out alike, and small batches are as fast."""
    threads = torch.get_num_threads()
    if threads != 1:
        torch.set_num_threads(1)
    try:
        yield
    finally:
        if threads != 1:
            torch.set_num_threads(threads)


@_one_thread()
def accuracy(
    network: Any,
    train: Any,
    weights: Weights,
    images: torch.Tensor,
    labels: torch.Tensor,
    orders: list[torch.Tensor],
    recipe: dict[str, Any],
    momentum: Weights | None = None,
    before: int = 0,
) -> dict[str, Any]:
    """Train a new network from `weights`, a call of `train` for each of the `orders` of samples.

    Return the weights and the optimizer's momentum after each call, by the names of `weights`,
    and the losses of the batches; where the weights do not fit the network, the shapes of its
    parameters instead. `recipe` holds lr, momentum, batch_size, and the device of all calls but
    the first, which is on the CPU. A training goes on with a `momentum`, and the number of calls
    `before`.
    """
    model, device = network(), torch.device(recipe.get("device", "cpu"))
    data = _ReadyBatches(normalised(images), labels.long())
    names = load_weights(model, weights, data.tensors[0][:2])
    if names is None:
        return {"parameters": _shapes(model)}
    seed, criterion = torch.initial_seed(), _Noting()
    optimizer = torch.optim.SGD(model.parameters(), lr=recipe["lr"], momentum=recipe["momentum"])
    parameters = dict(model.named_parameters())
    for name, value in (momentum or {}).items():
        optimizer.state[parameters[names[name]]]["momentum_buffer"] = value.clone()
    after: list[Weights] = []
    momenta: list[Weights] = []
    for number, order in enumerate(orders, before):
        if number and device.type != data.tensors[0].device.type:
            model.to(device)
            optimizer.load_state_dict(optimizer.state_dict())  # moves the momentum along
            data = _ReadyBatches(*(tensor.to(device) for tensor in data.tensors))
        torch.manual_seed(seed + number)  # what drew numbers before has no say in a dropout
        train(model, _loader(data, order, recipe["batch_size"]), criterion, optimizer)
        after.append(_weights(model, names))
        momenta.append(_momentum(model, names, optimizer))
    return {
        "weights after each call": after,
        "momentum after each call": momenta,
        "losses": torch.stack(criterion.losses).cpu() if criterion.losses else torch.zeros(0),
    }


def _loader(data: _ReadyBatches, order: torch.Tensor, batch_size: int) -> Any:
    sampler = _GivenOrder(order)
    return DataLoader(data, batch_size, sampler=sampler, collate_fn=lambda batch: batch.tensors)


def load_weights(model: Any, weights: Weights, images: torch.Tensor) -> dict[str, str] | None:
    """Put weights into a network; return its own name for each of them, or None.

    Layers that are lazy, or made in the first forward pass, are there after one.
    """
    names = _own_names(model, weights)
    if names is None:
        try:
            with torch.no_grad():
                model(images)
        except Exception:  # the parameters that there are tell more
            return None
        names = _own_names(model, weights)
    if names is not None:
        parameters = dict(model.named_parameters())
        with torch.no_grad():
            for name, value in weights.items():
                parameters[names[name]].copy_(value)
    return names


def _own_names(model: Any, weights: Weights) -> dict[str, str] | None:
    """Match weights to a network's parameters by name, or by shape where all shapes differ."""
    shapes, wanted = _shapes(model), {name: tuple(w.shape) for name, w in weights.items()}
    if shapes == wanted:
        return {name: name for name in wanted}
    by_shape = {shape: name for name, shape in shapes.items()}
    if len(by_shape) == len(shapes) and sorted(by_shape) == sorted(wanted.values()):
        return {name: by_shape[shape] for name, shape in wanted.items()}
    return None


def _shapes(model: Any) -> dict[str, tuple[int, ...]]:
    return {n: tuple(p.shape) for n, p in model.named_parameters() if not is_lazy(p)}


def _weights(model: Any, names: dict[str, str]) -> Weights:
    """Copy a network's weights, by the names under which they came."""
    parameters = dict(model.named_parameters())
    weights = {name: parameters[mine] for name, mine in names.items() if mine in parameters}
    return {name: value.detach().cpu().clone() for name, value in weights.items()}


def _momentum(model: Any, names: dict[str, str], optimizer: torch.optim.Optimizer) -> Weights:
    """Copy the optimizer's momentum, by the names of the weights."""
    parameters = dict(model.named_parameters())
    values = {name: parameters[mine] for name, mine in names.items() if mine in parameters}
    states = {name: optimizer.state.get(parameter, {}) for name, parameter in values.items()}
    buffers = {name: state.get("momentum_buffer") for name, state in states.items()}
    return {n: b.detach().cpu().clone() for n, b in buffers.items() if b is not None}


def warm_up() -> None:
    """Train a network of LeNet's shapes once: what torch prepares, every submission finds so."""

    def network() -> nn.Module:
        return nn.Sequential(
            *(nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2)),
            *(nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()),
            *(nn.Linear(256, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10)),
        )

    def train(model: Any, loader: Any, criterion: Any, optimizer: Any) -> None:
        for images, labels in loader:
            optimizer.zero_grad()
            criterion(model(images), labels).backward()
            optimizer.step()

    images = torch.zeros(250, 28, 28, dtype=torch.uint8)
    labels = torch.zeros(250, dtype=torch.long)
    recipe = {"lr": 0.1, "momentum": 0.9, "batch_size": 32}
    start = {name: parameter.detach() for name, parameter in network().named_parameters()}
    accuracy(network, train, start, images, labels, [torch.arange(250)], recipe)
