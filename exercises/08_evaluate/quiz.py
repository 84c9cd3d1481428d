"""Questions about exercise 8: percentages of a handful of samples."""

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from autograder.checks import QuizQuestion
from autograder.core.languages import N_
from autograder.sandbox.inside.tools import captured


class _Given(nn.Module):
    """A network whose logits are its inputs; in training mode their last columns."""

    def __init__(self, classes):
        super().__init__()
        self.classes = classes
        self.unused = nn.Parameter(torch.zeros(1))

    def forward(self, inputs):
        """Return (N, classes) logits for (N, 1 or 2 times as many) inputs."""
        return inputs[:, -self.classes :] if self.training else inputs[:, : self.classes]


def percentage(evaluate, logits, labels, batch_size, chosen=None, drop_last=False):
    """Evaluate a network that returns these logits (N, classes); with twice as many columns the
    second half is what it returns in training mode."""
    classes = 2 if logits.shape[1] == 2 else 3 if logits.shape[1] == 3 else logits.shape[1] // 2
    model = _Given(classes).train()
    data = TensorDataset(logits, labels)
    loader = DataLoader(data, batch_size, sampler=chosen, drop_last=drop_last)
    with captured(errors_too=True):
        return evaluate(model, loader, verbose=False)


def marked(evaluate, marks, batch_size, chosen=None, drop_last=False):
    """Evaluate a network that gets those samples right that are marked."""
    logits = torch.tensor([[1.0, 0.0, -1.0] if mark else [0.0, 1.0, -1.0] for mark in marks])
    labels = torch.zeros(len(marks), dtype=torch.int64)
    return percentage(evaluate, logits, labels, batch_size, chosen, drop_last)


def _marks(draw, count):
    right = draw.integers(draw.integer(2, count - 2), 0, count - 1)
    return [number in right for number in range(count)]


def _ragged(draw):
    size = draw.integer(2, 3)
    return {"marks": _marks(draw, size * 2 + draw.integer(1, size - 1)), "batch_size": size}


def _thirds(draw):
    count = draw.integers(1, 0, 2)[0] * 2 + 7
    return {"marks": _marks(draw, count), "batch_size": count}


def _chosen(draw):
    count = draw.integer(6, 8)
    chosen = sorted(draw.integers(draw.integer(4, count - 2), 0, count - 1))
    return {"marks": _marks(draw, count), "batch_size": 2, "chosen": chosen}


def _told_chosen(of):
    return {
        "samples": len(of["marks"]),
        "chosen": len(of["chosen"]),
        "right": sum(of["marks"][number] for number in of["chosen"]),
        "size": of["batch_size"],
    }


def _told_marks(of):
    signs, size = ["✓" if mark else "✗" for mark in of["marks"]], of["batch_size"]
    batches = [signs[n : n + size] for n in range(0, len(signs), size)]
    return {
        "marks": ", ".join("[" + " ".join(batch) + "]" for batch in batches),
        "samples": len(signs),
        "right": sum(of["marks"]),
        "size": size,
    }


def _table(draw):
    logits = torch.stack([torch.tensor(draw.integers(3, -4, 9)).float() for _ in range(4)])
    return {"logits": logits, "labels": draw.labels(4, 3), "batch_size": 4}


def _both_modes(draw):
    logits = torch.stack([torch.tensor(draw.integers(4, 0, 9)).float() for _ in range(4)])
    return {"logits": logits, "labels": draw.labels(4, 2), "batch_size": 2}


QUIZ = [
    QuizQuestion(
        name="ragged",
        function="evaluate",
        scenario="marked",
        draw=_ragged,
        words=N_(
            "The loader yields {samples} samples in batches of {size}; the network gets some of "
            "them right: {marks}. What does `evaluate` return?"
        ),
        told=_told_marks,
    ),
    QuizQuestion(
        name="one_batch",
        function="evaluate",
        scenario="marked",
        draw=_thirds,
        words=N_(
            "In one batch of {samples} samples the network gets {right} right. "
            "What does `evaluate` return?"
        ),
        told=_told_marks,
    ),
    QuizQuestion(
        name="sampled",
        function="evaluate",
        scenario="marked",
        draw=_chosen,
        words=N_(
            "The data set has {samples} samples. The loader's sampler picks {chosen} of them, in "
            "batches of {size}, and the network gets {right} right. What does `evaluate` return?"
        ),
        told=_told_chosen,
    ),
    QuizQuestion(
        name="dropped",
        function="evaluate",
        scenario="marked",
        draw=lambda draw: _ragged(draw) | {"drop_last": True},
        words=N_(
            "In batches of {size} the samples are right or wrong like this: {marks}. The loader "
            "has `drop_last=True`, so that it does not yield the last, smaller batch. What does "
            "`evaluate` return?"
        ),
        told=_told_marks,
    ),
    QuizQuestion(
        name="logits",
        function="evaluate",
        scenario="percentage",
        draw=_table,
        words=N_(
            "There is one batch of four samples: `logits` has a row for each of them, and "
            "`labels` says which class each belongs to. What does `evaluate` return?"
        ),
    ),
    QuizQuestion(
        name="modes",
        function="evaluate",
        scenario="percentage",
        draw=_both_modes,
        words=N_(
            "Each row belongs to a sample. The network returns the first two numbers of the "
            "row as logits when it is in evaluation mode, and the last two in training mode. "
            "It is in training mode when `evaluate` is called, and the loader yields batches "
            "of 2. What does `evaluate` return?"
        ),
    ),
]
