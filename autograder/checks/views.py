"""What checks look at in an answer, and in nothing else of it: views for `ask.projected`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from autograder.core.languages import N_
from autograder.sandbox.inside.plain import array_of

MIN_DECIMALS = 4
"""The tolerance is half a unit of the fourth decimal or more; what stops before was rounded."""


def only(*names: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Look at some pieces of what a scenario tells."""
    return lambda answer: {name: answer[name] for name in names}


def rounding(answer: Any) -> dict[str, bool]:
    """Tell whether all numbers of an array stop before the fourth decimal."""
    array = array_of(answer)
    if array is None:
        raise TypeError("no array")
    numbers = array.double()
    stops = [
        bool(
            ((numbers * 10**d).round() / 10**d - numbers).abs().max()
            < 2e-6 * (1 + numbers.abs().max())
        )
        for d in range(MIN_DECIMALS)
    ]
    return {N_("all numbers are rounded"): any(stops)}
