"""What a human must look at in a training that counted: it went another way, or too well."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch

from autograder.checks.data import DataSet
from autograder.checks.standards import Standard, Standards, logits_of
from autograder.core.languages import _


def reasons(
    standards: Standards, standard: Standard, value: dict[str, Any], data: DataSet, reached: float
) -> Iterator[str]:
    """Return the reasons why a human must look at a training that reached so much."""
    yield from _other_way(standards, standard, value, data)
    usual = data.usual[1]
    if reached > usual:  # this run's start and orders may do better than those it was found with
        usual = max(usual, _reached_by_the_reference(standards, data))
    yield from _too_good(reached, usual, data)


def share(answers: torch.Tensor, labels: torch.Tensor) -> float:
    """Return the percentage of right answers."""
    return 100 * int((answers == labels).sum()) / len(labels)


def _reached_by_the_reference(standards: Standards, data: DataSet) -> float:
    """Return what the reference reaches in this run, 0 where the kit does not hold its end."""
    reference = standards.of(())
    end = standards.end_of(reference) if reference else None
    if reference is None or end is None:
        return 0.0
    answers = logits_of(reference.network, end, data.test_images).argmax(dim=1)
    return share(answers, data.test_labels)


def _other_way(
    standards: Standards, standard: Standard, value: dict[str, Any], data: DataSet
) -> Iterator[str]:
    """Tell of a training that begins as it should and then goes another way."""
    left = standards.leaves_its_way(standard, value)
    if left:
        yield _(
            "The first call of train gives exactly the reference's weights, and a later one does "
            "not (weights apart by {gap} at the end): were there more batches or epochs, a "
            "different recipe, or weights changed afterwards?",
            gap=f"{left:.2g}",
        )
        return
    deviation = standards.deviation(standard, value)
    if deviation > data.later_tolerance:
        yield _(
            "The training begins as the reference's does and then goes a different way "
            "(weights apart by {gap}, where rounding makes less than {most}): were weights "
            "exchanged, or were there more epochs or a different recipe?",
            gap=f"{deviation:.2g}",
            most=f"{data.later_tolerance:g}",
        )


def _too_good(reached: float, usual: float, data: DataSet) -> Iterator[str]:
    """Tell of an accuracy that the reference does not reach, in this run or any other."""
    if reached > usual:
        yield _(
            "An accuracy of {reached} % is above what the reference reaches ({low} to {high} %).",
            reached=f"{reached:.2f}",
            low=f"{data.usual[0]:.1f}",
            high=f"{usual:.1f}",
        )
