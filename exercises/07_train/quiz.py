"""Questions about exercise 7: an epoch of a network that has a single weight."""

import torch
from torch import nn

from autograder.checks import QuizQuestion
from autograder.core.languages import N_


class OneWeight(nn.Module):
    """A network with one weight w, which returns w · x."""

    def __init__(self, weight):
        super().__init__()
        self.w = nn.Parameter(torch.tensor([float(weight)]))

    def forward(self, x):
        """Return (N, 1) for (N, 1)."""
        return x * self.w


class _SGD(torch.optim.SGD):
    """SGD with a learning rate of 1 that notes what it is told to do."""

    def __init__(self, parameters, events):
        super().__init__(parameters, lr=1.0)
        self.events = events

    def step(self, closure=None):
        """Take a step."""
        self.events.append("step")
        super().step()

    def zero_grad(self, set_to_none=True):
        """Reset the gradients."""
        self.events.append("zero_grad")
        super().zero_grad(set_to_none)


def one_weight(train, weight, batches, epochs=1, callbacks=0, gradient=None):
    """Train a network of one weight on batches of numbers; the loss is the mean of w · x."""
    events, seen = [], []
    model = OneWeight(weight)
    if gradient is not None:
        model.w.grad = torch.tensor([float(gradient)])
    model.w.register_hook(lambda slope: events.append("backward"))

    def criterion(outputs, _labels):
        events.append("loss")
        return outputs.mean()

    def callback():
        events.append("callback")
        seen.append(model.w.item())

    loader = [
        (torch.tensor(batch).float().reshape(-1, 1), torch.zeros(len(batch), dtype=torch.int64))
        for batch in batches
    ]
    optimizer = _SGD(model.parameters(), events)
    for _ in range(epochs):
        train(model, loader, criterion, optimizer, [callback] * callbacks or None)
    slope = model.w.grad
    return {
        "weight": model.w.item(),
        "gradient": None if slope is None else slope.item(),
        "steps": events.count("step"),
        "calls": events.count("callback"),
        "seen": seen,
        "order": " → ".join(events) or N_("nothing happens at all"),
    }


def _batches(draw, count, size=2):
    """Draw batches whose means are whole and different."""
    means = draw.integers(count, 1, 5)
    return [_around(draw, mean, size) for mean in means]


def _around(draw, mean, size):
    if size == 1:
        return [mean]
    apart = draw.integer(0, mean - 1)
    return [mean - apart, mean + apart]


def _told(of):
    return {
        "weight": of["weight"],
        "batches": ", ".join(str(batch) for batch in of["batches"]),
        "count": len(of["batches"]),
        "callbacks": of.get("callbacks", 0),
        "gradient": of.get("gradient"),
    }


def _told_sizes(of):
    sizes = [len(batch) for batch in of["batches"]]
    return {"samples": sum(sizes), "size": sizes[0]}


def _in_batches(draw):
    size = draw.integer(2, 3)
    samples = size * draw.integer(3, 4) + draw.integer(1, size - 1)
    numbers = [1] * samples
    return {"weight": 1000, "batches": [numbers[n : n + size] for n in range(0, samples, size)]}


QUIZ = [
    QuizQuestion(
        name="weight",
        function="train",
        scenario="one_weight",
        draw=lambda draw: {"weight": draw.integer(10, 20), "batches": _batches(draw, 2)},
        words=N_(
            "A model has one weight, w = {weight}, and returns w · x. The loss is the mean of "
            "what it returns, so that the gradient of a batch is the mean of its x. The batches "
            "are {batches}; the optimizer is SGD with a learning rate of 1. What is w after "
            "`train`?"
        ),
        told=_told,
        view=lambda of: of["weight"],
    ),
    QuizQuestion(
        name="three_batches",
        function="train",
        scenario="one_weight",
        draw=lambda draw: {"weight": draw.integer(20, 30), "batches": _batches(draw, 3, size=1)},
        words=N_(
            "A model has one weight, w = {weight}, and the gradient of a batch is its one number. "
            "The batches are {batches}; the optimizer is SGD with a learning rate of 1. What is w "
            "after `train`?"
        ),
        told=_told,
        view=lambda of: of["weight"],
    ),
    QuizQuestion(
        name="gradient_left",
        function="train",
        scenario="one_weight",
        draw=lambda draw: {"weight": 10, "batches": _batches(draw, 2)},
        words=N_(
            "A model has one weight w, and the gradient of a batch is the mean of its numbers. The "
            "batches are {batches}. What is `w.grad` after `train`?"
        ),
        told=_told,
        view=lambda of: of["gradient"],
    ),
    QuizQuestion(
        name="gradient_before",
        function="train",
        scenario="one_weight",
        draw=lambda draw: {
            "weight": draw.integer(20, 30),
            "batches": _batches(draw, 2, size=1),
            "gradient": draw.integer(6, 9),
        },
        words=N_(
            "A model has one weight, w = {weight}, and `w.grad` is {gradient} from before. The "
            "gradient of a batch is its one number, and the batches are {batches}; the optimizer "
            "is SGD with a learning rate of 1. What is w after `train`?"
        ),
        told=_told,
        view=lambda of: of["weight"],
    ),
    QuizQuestion(
        name="steps",
        function="train",
        scenario="one_weight",
        draw=_in_batches,
        words=N_(
            "The loader yields {samples} samples in batches of {size}. How many steps does the "
            "optimizer take in `train`?"
        ),
        told=_told_sizes,
        view=lambda of: of["steps"],
    ),
    QuizQuestion(
        name="calls_of_callbacks",
        function="train",
        scenario="one_weight",
        draw=lambda draw: {
            "weight": 1000,
            "batches": _batches(draw, draw.integer(3, 5), size=1),
            "callbacks": draw.integer(2, 3),
        },
        words=N_(
            "`train` is given {callbacks} callbacks, and the loader yields {count} batches. "
            "How many times in all is a callback called?"
        ),
        told=_told,
        view=lambda of: of["calls"],
    ),
    QuizQuestion(
        name="seen_by_a_callback",
        function="train",
        scenario="one_weight",
        draw=lambda draw: {
            "weight": draw.integer(20, 30),
            "batches": _batches(draw, 3, size=1),
            "callbacks": 1,
        },
        words=N_(
            "A model has one weight, w = {weight}, and the gradient of a batch is its one number. "
            "The batches are {batches}; the optimizer is SGD with a learning rate of 1. A callback "
            "notes w at each call. What has it noted after `train`?"
        ),
        told=_told,
        view=lambda of: of["seen"],
    ),
    QuizQuestion(
        name="order",
        function="train",
        scenario="one_weight",
        draw=lambda draw: {"weight": 9, "batches": _batches(draw, 1), "callbacks": 1},
        words=N_(
            "The loader yields one batch, and there is one callback. In which order do things "
            "happen in `train`?"
        ),
        view=lambda of: of["order"],
    ),
]
