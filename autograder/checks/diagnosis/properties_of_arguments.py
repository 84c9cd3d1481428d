"""What a wrong array has to do with an argument: it is one, or is off by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch

from autograder.core.languages import _

from ..compare import TOLERANCE
from ..property import Property

FEWEST = 2
"""Different numbers that an argument must hold: of one alone, being off by it says little."""


SMALL = 0.05
"""A number nearer to 0 makes no difference that can be told from others."""


def of_arguments(
    got: torch.Tensor, expected: torch.Tensor, arguments: dict[str, Any]
) -> Iterator[Property]:
    """Say that an argument came back unchanged, or that each number is off by one."""
    for name, value in arguments.items():
        yield from _of_one_number(got, expected, name, value)
        if not isinstance(value, torch.Tensor):
            continue
        same = got.shape == value.shape and torch.allclose(
            got, value.double(), TOLERANCE, TOLERANCE
        )
        if same and got.numel() > 1:
            yield Property(
                _("What came back is `{name}` itself, unchanged.", name=name),
                _("Which line of your code computes something new, and is that what you return?"),
                may_be_chance=True,  # x * k / k, where k is a single number
            )
        times = _times(got, expected, value)
        if times is not None:
            question = _("How often does your code use `{name}`, and where?", name=name)
            yield Property(_off_by(name, times), question)


def _of_one_number(
    got: torch.Tensor, expected: torch.Tensor, name: str, value: Any
) -> Iterator[Property]:
    """Say that one number, such as a bias, is missing everywhere, or in it once too often."""
    if isinstance(value, torch.Tensor) and value.ndim == 0 and value.is_floating_point():
        value = value.item()
    if not isinstance(value, float) or abs(value) < SMALL or got.shape != expected.shape:
        return
    for times in (-1, -2, 1):
        if torch.allclose(got - expected, torch.full_like(got, times * value), TOLERANCE, 1e-3):
            question = _("How often does your code use `{name}`, and where?", name=name)
            yield Property(_off_by(name, times), question, may_be_chance=True)


def _times(got: torch.Tensor, expected: torch.Tensor, value: torch.Tensor) -> float | None:
    """Return how many times a row of numbers is in an array too much, along one of its axes."""
    if got.shape != expected.shape or value.ndim != 1 or len(set(value.tolist())) < FEWEST:
        return None
    rest = (got - expected).double()
    for axis in range(rest.ndim):
        if rest.shape[axis] != len(value):
            continue
        shape = [-1 if number == axis else 1 for number in range(rest.ndim)]
        row = value.double().reshape(shape).expand(rest.shape)
        times = float((rest * row).sum() / (row * row).sum())
        if abs(times) > 0.01 and torch.allclose(rest, times * row, TOLERANCE, 10 * TOLERANCE):
            return times
    return None


def _off_by(name: str, times: float) -> str:
    if abs(times - 1) < TOLERANCE:
        return _("`{name}` is in each number once too often.", name=name)
    if abs(times + 1) < TOLERANCE:
        return _("`{name}` is missing in each number.", name=name)
    if abs(times + 2) < TOLERANCE:
        return _("`{name}` is subtracted from each number; it should be added.", name=name)
    return _("Each number is off by {times} times `{name}`.", times=f"{times:.4g}", name=name)
