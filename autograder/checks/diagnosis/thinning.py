"""What a released kit keeps of answers: enough to tell one from another, and no more."""

from __future__ import annotations

import dataclasses
from typing import Any

import torch

from autograder.sandbox.inside.answering import Answer
from autograder.sandbox.inside.plain import array_of

LARGE_ARRAY, KEPT_PER_AXIS = 512, 7
"""Of arrays with more numbers than the first, mistakes keep the second along each further axis."""


def thinned(answer: Answer) -> Answer:
    """Leave of an answer's large arrays what is enough to tell mistakes apart, and zeros."""
    return dataclasses.replace(answer, value=thin(answer.value))


def thin(value: Any) -> Any:
    """Thin out the large arrays of a plain value, along each axis but the first."""
    if isinstance(value, dict):
        return {name: thin(item) for name, item in value.items()}
    if type(value) in (list, tuple):
        return type(value)(thin(item) for item in value)
    if not isinstance(value, torch.Tensor) or value.numel() <= LARGE_ARRAY:
        return value
    thinned_value = value
    for axis in range(1, value.ndim):  # the first one counts samples, filters or outputs
        size = value.shape[axis]
        if size > KEPT_PER_AXIS:
            places = torch.zeros(size, dtype=torch.bool)
            places[torch.arange(KEPT_PER_AXIS) * (size - 1) // (KEPT_PER_AXIS - 1)] = (
                True  # both ends too
            )
            shape = [-1 if number == axis else 1 for number in range(value.ndim)]
            thinned_value = torch.where(
                places.reshape(shape), thinned_value, torch.zeros_like(thinned_value)
            )
    return thinned_value


def sketch_of(numbers: torch.Tensor) -> list[float]:
    """Stand for an array by two numbers of about 1 that every change of it moves."""
    flat = numbers.double().flatten()
    norm = float(flat.norm())
    weights = torch.arange(1, len(flat) + 1, dtype=torch.float64) * 0.618034 % 1 - 0.5
    return [float(flat @ weights) / (1 + norm), norm / (1 + len(flat) ** 0.5)]


def sketched(answer: Answer) -> Answer:
    """Leave of an answer's value its shapes, and two numbers for each of its arrays."""
    return dataclasses.replace(answer, value=_sketched(answer.value))


def _sketched(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _sketched(item) for name, item in value.items()}
    array = array_of(value)
    if array is not None:
        return [list(array.shape), *(round(number, 5) for number in sketch_of(array))]
    return [_sketched(item) for item in value] if isinstance(value, list | tuple) else value


def name_of_pair(first: str, second: str) -> str:
    """Name two mistakes that are made together."""
    return f"{first} + {second}"
