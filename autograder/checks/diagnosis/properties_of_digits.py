"""What is seen of numbers that lost their fractions, or some of their digits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import torch

from autograder.core.languages import _

from ..compare import TOLERANCE
from ..property import Property

FEWER_DIGITS = 2**-9
"""Of each number, what is lost at most where it is kept with half of its digits."""


def of_digits(got: torch.Tensor, expected: torch.Tensor) -> Iterator[Property]:
    """Say that numbers were rounded, or computed with fewer digits."""
    ways: Iterable[Callable[[torch.Tensor], torch.Tensor]] = (torch.trunc, torch.round, torch.floor)
    if (
        got.any()
        and bool((got == got.round()).all())
        and any(_close(got, way(expected)) for way in ways)
    ):
        yield Property(
            _("The fractions are lost: each number is a whole one."),
            _("Where is something rounded, divided by `//`, or kept as an int?"),
        )
    for digits in (1, 2, 3):
        if torch.allclose(got, expected.round(decimals=digits), atol=1e-6):
            yield Property(
                _("Each number is rounded to {digits} decimals.", digits=digits),
                _("Where does your code round, and who asked it to?"),
            )
    if bool(((got - expected).abs() <= FEWER_DIGITS * expected.abs() + TOLERANCE).all()):
        largest = float((got - expected).abs().max())
        yield Property(
            _("Nearly right: the numbers differ by at most {largest}.", largest=f"{largest:.1g}"),
            _("Is something rounded, or computed with fewer digits?"),
        )


def _close(one: torch.Tensor, other: torch.Tensor) -> bool:
    return torch.allclose(one, other, TOLERANCE, TOLERANCE)
