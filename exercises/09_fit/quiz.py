"""Questions about exercise 9: courses of epochs whose accuracies are set beforehand."""

import os
import tempfile
from pathlib import Path

import torch
from torch import nn

from autograder.checks import QuizQuestion, beside
from autograder.core.languages import N_
from autograder.sandbox.inside.tools import captured

fit_run = beside(__file__, "scenarios").fit_run
FOUND = (
    N_("there is no such file"),
    N_("it is in the current folder"),
    N_("it holds no state dict"),
    N_("under other names"),
    N_("of no epoch"),
    N_("they are weights"),
)
"""What else than a number the scenario tells of an epoch."""


def a_course(fit, accuracies, piece, line=0):
    """Let `fit` run through epochs of these accuracies and return one piece of what it leaves."""
    count = len(accuracies)
    found = fit_run(
        fit,
        weight=torch.tensor([[1.0, 2.0], [3.0, 5.0]]),
        steps=torch.arange(1.0, 4 * count + 1).reshape(count, 2, 2),
        accuracies=[float(accuracy) for accuracy in accuracies],
        options={"num_epoch": count},
    )[piece]
    if piece == "lines printed":
        return found[line]
    return len(found) if piece == "calls of train and evaluate" else found


def one_weight(fit, weight, slope, num_epoch, lr, momentum):
    """Let `fit` train a network of one weight, whose gradient is the same in every epoch."""
    model = nn.Linear(1, 1, bias=False)
    with torch.no_grad():
        model.weight.fill_(float(weight))
    accuracies = iter(range(1, 100))

    def train(model, loader, criterion, optimizer, callbacks=None):
        model.weight.grad = torch.full((1, 1), float(slope))
        optimizer.step()

    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder, captured(errors_too=True):
        os.chdir(folder)  # where a mistake writes its files, too
        try:
            fit(
                model,
                None,
                None,
                num_epoch=num_epoch,
                lr=lr,
                momentum=momentum,
                out_dir=folder,
                train=train,
                evaluate=lambda model, loader, verbose=True: float(next(accuracies)),
            )
        finally:
            os.chdir(before)
    return model.weight.item()


def _accuracies(piece, equal=False):
    """Draw a course whose best epoch is neither the first nor the last."""

    def draw_arguments(draw):
        low = [10 * n for n in draw.integers(4, 1, 7)]
        best = 10 * draw.integer(8, 9)
        tops = [best, best] if equal else [best]
        return {"accuracies": [low[0], tops[0], low[1], *tops[1:], low[2]], "piece": piece}

    return draw_arguments


def _told(of):
    return {
        "count": len(of["accuracies"]),
        "accuracies": ", ".join(map(str, of["accuracies"])),
        "line": of.get("line", 0) + 1,
    }


def _falling(draw):
    count = draw.integer(6, 8)
    accuracies = sorted((10 * n for n in draw.integers(count, 1, 9)), reverse=True)
    return {"accuracies": accuracies, "piece": "calls of train and evaluate"}


def _momentum(draw):
    return {
        "weight": draw.integer(20, 30),
        "slope": 4 * draw.integer(1, 3),
        "num_epoch": 2,
        "lr": 1.0,
        "momentum": 0.5,
    }


QUIZ = [
    QuizQuestion(
        name="returned",
        function="fit",
        scenario="a_course",
        draw=_accuracies("best accuracy"),
        words=N_(
            "After epochs 1, 2, … `evaluate` returns {accuracies} for the test images, and "
            "3.25 more each time for the training images. What does `fit` return?"
        ),
        told=_told,
    ),
    QuizQuestion(
        name="file",
        function="fit",
        scenario="a_course",
        draw=_accuracies("epoch of the weights in model.pt", equal=True),
        words=N_(
            "After epochs 1, 2, … `evaluate` returns {accuracies}. From which epoch are the "
            "weights in `model.pt`?"
        ),
        told=_told,
    ),
    QuizQuestion(
        name="left_in_the_model",
        function="fit",
        scenario="a_course",
        draw=_accuracies("epoch of the weights left in the model", equal=True),
        words=N_(
            "After epochs 1, 2, … `evaluate` returns {accuracies}. From which epoch are the "
            "weights in the model when `fit` has returned?"
        ),
        told=_told,
    ),
    QuizQuestion(
        name="gradients",
        function="fit",
        scenario="a_course",
        draw=_accuracies("epoch of the gradients in model_gradients.pt", equal=True),
        words=N_(
            "After epochs 1, 2, … `evaluate` returns {accuracies}. From which epoch are the "
            "gradients in `model_gradients.pt`?"
        ),
        told=_told,
    ),
    QuizQuestion(
        name="line",
        function="fit",
        scenario="a_course",
        draw=lambda draw: _accuracies("lines printed")(draw) | {"line": 2},
        words=N_(
            "After epochs 1, 2, … `evaluate` returns {accuracies} for the test images, and "
            "3.25 more each time for the training images. Which line does `fit` print for "
            "epoch {line}?"
        ),
        told=_told,
    ),
    QuizQuestion(
        name="epochs",
        function="fit",
        scenario="a_course",
        draw=_falling,
        words=N_(
            "`num_epoch={count}`, and after epochs 1, 2, … `evaluate` returns {accuracies}. "
            "How many epochs does `fit` train?"
        ),
        told=_told,
        # It trains as many, with another function: none of them is counted here.
        without=("given-train-ignored",),
    ),
    QuizQuestion(
        name="momentum",
        function="fit",
        scenario="one_weight",
        draw=_momentum,
        words=N_(
            "A model has one weight, {weight}, whose gradient is {slope} in every epoch; each "
            "epoch takes one step and is better than the one before. What is the weight after "
            "`fit` with `num_epoch={num_epoch}, lr={lr}, momentum={momentum}`?"
        ),
        told=dict,
    ),
]
