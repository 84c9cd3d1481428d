"""Questions about exercise 11: what LeNet and `train` do together."""

import torch
from torch import nn

from autograder.checks import QuizQuestion
from autograder.core.languages import N_


class _OneWeight(nn.Module):
    """A network with one weight that notes how many samples it gets."""

    def __init__(self, weight):
        super().__init__()
        self.w = nn.Parameter(torch.tensor([float(weight)]))
        self.samples = 0

    def forward(self, x):
        """Return (N, 1) for (N, 1)."""
        self.samples += len(x)
        return x * self.w


def one_weight(train, weight, batches, epochs):
    """Train a network of one weight for some epochs; the loss is the mean of w · x."""
    model, steps = _OneWeight(weight), []
    loader = [
        (torch.tensor(batch).float().reshape(-1, 1), torch.zeros(len(batch), dtype=torch.int64))
        for batch in batches
    ]
    optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
    optimizer.register_step_post_hook(lambda *_: steps.append(1))
    for _ in range(epochs):
        train(model, loader, lambda outputs, labels: outputs.mean(), optimizer)
    return {"weight": model.w.item(), "steps": len(steps), "samples": model.samples}


def changed(network, count):
    """Count the tensors of a state dict that a step of training changes."""
    model = network()
    for parameter in model.parameters():
        nn.init.constant_(parameter, 0.01)
    before = {name: value.clone() for name, value in model.state_dict().items()}
    optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
    logits = model(torch.ones(count, 1, 28, 28))
    (logits * torch.arange(1.0, logits.numel() + 1).reshape(logits.shape)).sum().backward()
    optimizer.step()
    now = model.state_dict()
    return sum(not torch.equal(now[name], value) for name, value in before.items())


def numbers_in_a_checkpoint(network, num_classes):
    """Count the numbers in a state dict."""
    return sum(value.numel() for value in network(num_classes=num_classes).state_dict().values())


def _in_batches(draw):
    size = draw.integer(2, 4)
    samples = size * draw.integer(2, 3) + draw.integer(1, size - 1)
    numbers = [1] * samples
    batches = [numbers[n : n + size] for n in range(0, samples, size)]
    return {"weight": 1000, "batches": batches, "epochs": draw.integer(2, 3)}


def _told_sizes(of):
    sizes = [len(batch) for batch in of["batches"]]
    return {"samples": sum(sizes), "size": sizes[0], "epochs": of["epochs"]}


def _two_epochs(draw):
    slopes = draw.integers(2, 1, 5)
    return {"weight": draw.integer(20, 40), "batches": [[s] for s in slopes], "epochs": 2}


def _told_epochs(of):
    return {"weight": of["weight"], "batches": ", ".join(map(str, of["batches"]))}


QUIZ = [
    QuizQuestion(
        name="steps",
        function="train",
        scenario="one_weight",
        draw=_in_batches,
        words=N_(
            "`train` is called for {epochs} epochs; the loader yields {samples} images in batches "
            "of {size}. How many steps does the optimizer take?"
        ),
        told=_told_sizes,
        view=lambda of: of["steps"],
    ),
    QuizQuestion(
        name="images",
        function="train",
        scenario="one_weight",
        draw=_in_batches,
        words=N_(
            "`train` is called for {epochs} epochs; the loader yields {samples} images in batches "
            "of {size}. How many images does the network get, counted each time?"
        ),
        told=_told_sizes,
        view=lambda of: of["samples"],
    ),
    QuizQuestion(
        name="two_epochs",
        function="train",
        scenario="one_weight",
        draw=_two_epochs,
        words=N_(
            "A model has one weight, w = {weight}, and the gradient of a batch is its one "
            "number. The batches of an epoch are {batches}; the optimizer is SGD with a "
            "learning rate of 1. What is w after two epochs of `train`?"
        ),
        told=_told_epochs,
        view=lambda of: of["weight"],
    ),
    QuizQuestion(
        name="changed",
        function="LeNet",
        scenario="changed",
        draw=lambda draw: {"count": draw.integer(1, 4)},
        words=N_(
            "A LeNet takes one step of training on a batch of size {count}, and no gradient is "
            "0 anywhere. How many tensors of its state dict change?"
        ),
        told=dict,
    ),
    QuizQuestion(
        name="checkpoint",
        function="LeNet",
        scenario="numbers_in_a_checkpoint",
        draw=lambda draw: {"num_classes": draw.integer(2, 9)},
        words=N_(
            "How many numbers does the checkpoint of a trained `LeNet(num_classes={num_classes})` "
            "hold?"
        ),
        told=dict,
    ),
]
