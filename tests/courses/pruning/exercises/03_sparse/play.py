"""What `autograder play` shows: the network as it came, and as the learner's functions left it."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from markupsafe import Markup

from autograder.checks import beside
from autograder.core.languages import N_, _
from autograder.drawing import pieces
from autograder.learn.stage import Play, Section, Stage

measure, scenarios = beside(__file__, "measure"), beside(__file__, "scenarios")
DIGITS = 10


@dataclass(frozen=True)
class Pruned:
    """The weights that are left, and what the network still answers, (N,)."""

    weights: dict[str, torch.Tensor]
    answers: torch.Tensor


def prune(stage: Stage) -> Pruned:
    """Let the learner's functions prune the network."""
    own, recipe = stage.own, stage.recipe
    functions = (own.prune_linear, own.prune_filters)
    left = scenarios.pruned_network(
        *functions, stage.data.others, keep=recipe["keep"], sparsity=recipe["sparsity"]
    )
    return Pruned(left, measure.logits_of(left, stage.data.test_images).argmax(dim=1))


def summary(stage: Stage, pruned: Pruned) -> str:
    """Say how much is gone and what is still right."""
    right = (pruned.answers == stage.data.test_labels).double().mean()
    return _(
        "{zero} % of the linear layer's weights are zero, and {right} % of the test images are "
        "still right.",
        zero=f"{100 * measure.sparsity_of(pruned.weights):.0f}",
        right=f"{100 * right:.1f}",
    )


def kernels(stage: Stage, pruned: Pruned) -> Markup:
    """Draw the kernels that are left."""
    return pieces.row(
        pieces.heat(kernel[0], _("kernel {n}", n=n), 80)
        for n, kernel in enumerate(pruned.weights["conv.weight"])
    )


def confusion(stage: Stage, pruned: Pruned) -> Markup:
    """Count the answers by label."""
    places = DIGITS * stage.data.test_labels + pruned.answers
    table = torch.bincount(places, minlength=DIGITS**2).reshape(DIGITS, DIGITS)
    return pieces.counts(table, [str(n) for n in range(DIGITS)], _("Confusion matrix"))


PLAY = Play(
    title=N_("Your pruned network"),
    needs=("prune_linear", "prune_filters"),
    train=prune,
    summary=summary,
    sections=(
        Section(title=N_("The filters that are left"), draw=kernels),
        Section(title=N_("What it confuses"), draw=confusion),
    ),
)
