"""What is seen of a wrong array that no known mistake gives, and a question that leads on.

Each property is a sentence that is true of this answer, whatever code gave it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import torch

from autograder.core.languages import _

from ..compare import TOLERANCE
from ..property import Property
from .properties_of_arguments import of_arguments
from .properties_of_digits import of_digits
from .properties_of_places import of_places

MIN_NUMBERS = 4
"""Of fewer numbers a pattern may be chance."""
MANY = 20
"""Numbers of which two kinds alone are no chance."""
MAX_SLICES = 6
"""Slices whose orders are tried: 720 at most."""


def of_arrays(
    got: torch.Tensor, expected: torch.Tensor, arguments: dict[str, Any]
) -> Iterator[Property]:
    """Say what a wrong array has to do with the right one; nothing where nothing is seen."""
    if _is_plain(got) and _is_plain(expected):
        got, expected = got.double(), expected.double()
        yield from of_arguments(got, expected, arguments)
        same = got.shape == expected.shape
        yield from _of_numbers(got, expected) if same else _of_shapes(got, expected)


def _is_plain(array: torch.Tensor) -> bool:
    return not array.is_complex() and array.numel() > 0 and bool(array.double().isfinite().all())


def _equal(one: torch.Tensor, other: torch.Tensor) -> bool:
    return one.shape == other.shape and torch.allclose(one, other, TOLERANCE, TOLERANCE)


def _of_shapes(got: torch.Tensor, expected: torch.Tensor) -> Iterator[Property]:
    if _equal(got.squeeze(), expected.squeeze()):
        yield Property(
            _("The numbers are right; the shapes differ by axes of size 1."),
            _("Which axis of size 1 is missing, or should not be there?"),
            # Of one line of numbers nobody knows along which axis it lies.
            may_be_chance=got.ndim > 1 and expected.squeeze().ndim < 2,
        )
    if got.ndim == expected.ndim:
        yield from _other_axes(got, expected)
    if got.numel() == expected.numel() and _equal(got.flatten(), expected.flatten()):
        yield Property(
            _("The right numbers in the right order, but in a different shape."),
            _("How long should each axis of the result be?"),
            may_be_chance=got.ndim > 1 and expected.squeeze().ndim < 2,
        )
    if got.ndim == expected.ndim:
        yield from _cut(got, expected)


def _other_axes(got: torch.Tensor, expected: torch.Tensor) -> Iterator[Property]:
    for axes in itertools.permutations(range(expected.ndim)):
        if axes != tuple(range(expected.ndim)) and _equal(got, expected.permute(axes)):
            yield Property(
                _(
                    "The numbers are right, but the axes are in a different order: {axes}.",
                    axes=axes,
                ),
                _("What does each axis of the result count, and what should it?"),
            )


def _cut(got: torch.Tensor, expected: torch.Tensor) -> Iterator[Property]:
    pairs = list(zip(got.shape, expected.shape))
    larger = all(g >= e for g, e in pairs)
    if not larger and not all(g <= e for g, e in pairs):
        return
    whole, piece = (got, expected) if larger else (expected, got)
    starts = itertools.product(
        *(range(min(w - p, 3) + 1) for w, p in zip(whole.shape, piece.shape))
    )
    for start in starts:
        inner = whole[tuple(slice(s, s + p) for s, p in zip(start, piece.shape))]
        if len(set(piece.flatten().tolist())) >= MIN_NUMBERS and _equal(inner, piece):
            if larger:
                yield Property(
                    _(
                        "Everything that was expected is there, with more around it: it starts at "
                        "{start}.",
                        start=list(start),
                    ),
                    _("What makes your result larger?"),
                )
            else:
                yield Property(
                    _(
                        "What is there is right, but it is only part of the answer: the part that "
                        "starts at {start}.",
                        start=list(start),
                    ),
                    _("Where does your code begin too late, or stop too early?"),
                )
            return


def _cut_off(got: torch.Tensor, expected: torch.Tensor) -> Iterator[Property]:
    most = got.abs().max().item()
    beyond = expected.abs() > most * (1 + TOLERANCE)
    if most and int(beyond.sum()) > 1 and _equal(got, expected.clamp(-most, most)):
        yield Property(
            _("No number is beyond {most}: larger ones are cut off there.", most=f"{most:.4g}"),
            _("Which line limits the numbers, and should anything limit them?"),
            may_be_chance=int(beyond.sum()) < MIN_NUMBERS,
        )


def _of_numbers(got: torch.Tensor, expected: torch.Tensor) -> Iterator[Property]:
    if got.numel() < MIN_NUMBERS:
        return
    yield from _cut_off(got, expected)
    if bool((got == got.flatten()[0]).all()) and not bool(
        (expected == expected.flatten()[0]).all()
    ):
        yield Property(
            _("Every number in the answer is {number}.", number=_short(got.flatten()[0])),
            _("On which of the arguments does this number depend, and on which should it?"),
            may_be_chance=True,
        )
    yield from _two_numbers(got, expected)
    yield from _scaled(got, expected)
    yield from _moved(got, expected)
    yield from of_digits(got, expected)
    yield from of_places(got, expected)


def _two_numbers(got: torch.Tensor, expected: torch.Tensor) -> Iterator[Property]:
    different = sorted(set(got.flatten().tolist()))
    if len(different) == 2 and len(set(expected.flatten().tolist())) > MANY:
        one, other = map(_short, different)
        yield Property(
            _("Only two numbers occur in the answer: {one} and {other}.", one=one, other=other),
            _("Which line decides between two cases, and what becomes of all the others?"),
        )


def _scaled(got: torch.Tensor, expected: torch.Tensor) -> Iterator[Property]:
    """Find a factor or an offset: one for all, or one for each slice of the first axis."""
    if _equal(got, -expected):
        yield Property(
            _("Right but for the sign: each number is the negative of what was expected."),
            _("Which minus is one too many, or which difference is taken the wrong way round?"),
        )
    large = expected.abs() > 0.01
    factor = _constant(got[large] / expected[large]) if int(large.sum()) >= MIN_NUMBERS else None
    if not got.any() and int(large.sum()) >= MIN_NUMBERS:
        yield Property(
            _("Every number in the answer is {number}.", number="0"),
            _("What does your code read or write here, and does it read or write anything at all?"),
        )
    elif factor is not None and _equal(got, factor * expected):
        yield Property(
            _("Each number is {factor} times what was expected.", factor=_short(factor)),
            _("Where does your code divide, average, or count something more than once?"),
        )
    offset = _constant(got - expected)
    if offset is not None and abs(offset) > 100 * TOLERANCE:
        yield Property(
            _("Each number is off by the same {offset}.", offset=_short(offset)),
            _("What is added once too often, or left out?"),
        )
    yield from _scaled_and_moved(got, expected)
    if got.ndim > 1 and 1 < got.shape[0] and got[0].numel() > 1:
        by_slice = [_constant(g - e) for g, e in zip(got, expected)]
        if all(number is not None and abs(number) > TOLERANCE for number in by_slice):
            yield Property(
                _(
                    "Each slice along the first axis is off by its own constant: {numbers}.",
                    numbers=", ".join(_short(number) for number in by_slice if number is not None),
                ),
                _("What is there one of for each slice, and how often do you add it?"),
            )


def _scaled_and_moved(got: torch.Tensor, expected: torch.Tensor) -> Iterator[Property]:
    """Find a factor and an offset together, by the numbers that are furthest apart."""
    flat = expected.flatten()
    low, high = int(flat.argmin()), int(flat.argmax())
    span = float(flat[high] - flat[low])
    if span <= 100 * TOLERANCE or len(set(flat.tolist())) < MIN_NUMBERS:
        return
    factor = float(got.flatten()[high] - got.flatten()[low]) / span
    offset = float(got.flatten()[low]) - factor * float(flat[low])
    if abs(factor) > TOLERANCE and _equal(got, factor * expected + offset):
        yield Property(
            _(
                "Each number is {factor} times what was expected, plus {offset}.",
                factor=_short(factor),
                offset=_short(offset),
            ),
            _("Which scaling or shift is left out, done twice, or done with other numbers?"),
        )


def _moved(got: torch.Tensor, expected: torch.Tensor) -> Iterator[Property]:
    """Find the right numbers at other places: flipped, turned, in another order, shifted."""
    if got.ndim >= 2:
        for axes, words in (
            ((-2,), _("The right numbers, upside down: the rows are in reverse order.")),
            ((-1,), _("The right numbers, mirrored: the columns are in reverse order.")),
            ((-2, -1), _("The right numbers, rotated by 180 degrees.")),
        ):
            if _equal(got, expected.flip(axes)):
                yield Property(words, _("In which direction does each of your indices run?"))
        if got.shape[-1] == got.shape[-2] and _equal(got, expected.transpose(-1, -2)):
            yield Property(
                _("Rows and columns are swapped: this is the transpose of what was expected."),
                _("Which of your indices is the row, and which the column?"),
            )
    yield from _reordered(got, expected)
    for axis in range(got.ndim):
        for step in (1, -1):
            if got.shape[axis] > 2 and _equal(
                _without(got, axis, step), _without(expected, axis, -step)
            ):
                yield Property(
                    _("The right numbers, shifted by one along axis {axis}.", axis=axis),
                    _("Where do your indices begin?"),
                )
    if got.numel() > 2 * MIN_NUMBERS and _equal(
        got.flatten().sort()[0], expected.flatten().sort()[0]
    ):
        yield Property(
            _("The right numbers, but in the wrong places."),
            _("In which order are the numbers read, and in which are they written?"),
        )


def _reordered(got: torch.Tensor, expected: torch.Tensor) -> Iterator[Property]:
    """Find the right slices of the first axis in another order."""
    size = got.shape[0]
    if 1 < size <= MAX_SLICES and got.ndim > 1:
        for order in itertools.permutations(range(size)):
            if order != tuple(range(size)) and _equal(got, expected[list(order)]):
                yield Property(
                    _(
                        "Along the first axis, the slices are right, but in a different order: "
                        "{order}.",
                        order=list(order),
                    ),
                    _("In which order does your code go through them?"),
                )


def _without(array: torch.Tensor, axis: int, step: int) -> torch.Tensor:
    """Leave the first slice of an axis out, or with a negative step the last one."""
    return array.narrow(axis, 1 if step > 0 else 0, array.shape[axis] - 1)


def _constant(numbers: torch.Tensor) -> float | None:
    """Return the one number that all are, up to the tolerance; None where they differ."""
    if numbers.numel() == 0:
        return None
    middle = float(numbers.median())
    close = bool(((numbers - middle).abs() <= 10 * TOLERANCE * (1 + abs(middle))).all())
    return middle if close else None


def _short(number: float | torch.Tensor) -> str:
    return f"{float(number) + 0.0:.4g}"  # -0.0 is 0
