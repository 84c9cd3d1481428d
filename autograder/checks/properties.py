"""What is seen of a wrong answer that no known mistake gives, and the step that comes next.

Each property is a sentence that is true of this answer, whatever code gave it.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import torch

from autograder.core.languages import _

from .compare import TOLERANCE, Difference

MIN_NUMBERS = 4
"""Of fewer numbers a pattern may be chance."""
MAX_SLICES = 6
"""Slices whose orders are tried: 720 at most."""


def pattern_of(difference: Difference, arguments: dict[str, Any]) -> str:
    """Say what a wrong value has to do with the right one; nothing where nothing is seen."""
    got, expected = difference.got, difference.expected
    if isinstance(expected, torch.Tensor) and isinstance(got, torch.Tensor):
        if not (_is_plain(got) and _is_plain(expected)):
            return ""
        got, expected = got.double(), expected.double()
        same = got.shape == expected.shape
        sentences = _of_numbers(got, expected) if same else _of_shapes(got, expected)
        return next(itertools.chain(_given_back(got, arguments), sentences), "")
    if _is_number(got) and _is_number(expected):
        return next(_of_two_numbers(got, expected, arguments), "")
    return ""


def next_step(difference: Difference) -> str:
    """Say what to look at first, where nothing else is known of a difference."""
    got, expected = difference.got, difference.expected
    if not (isinstance(got, torch.Tensor) and isinstance(expected, torch.Tensor)):
        return _("Work this call out by hand, step by step, and compare each step with your code.")
    if got.shape != expected.shape:
        return _("The shape comes first: which line of your code decides its first wrong number?")
    return _(
        "Work out the first number that differs by hand, from the arguments, as the "
        "handout does in its example. At which step does your code do something else?"
    )


def _is_plain(array: torch.Tensor) -> bool:
    return not array.is_complex() and array.numel() > 0 and bool(array.double().isfinite().all())


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _equal(one: torch.Tensor, other: torch.Tensor) -> bool:
    return one.shape == other.shape and torch.allclose(one, other, TOLERANCE, TOLERANCE)


def _given_back(got: torch.Tensor, arguments: dict[str, Any]) -> Iterator[str]:
    for name, value in arguments.items():
        if isinstance(value, torch.Tensor) and _equal(got, value.double()) and got.numel() > 1:
            yield _("What came back is `{name}` itself, unchanged.", name=name)


def _of_shapes(got: torch.Tensor, expected: torch.Tensor) -> Iterator[str]:
    if _equal(got.squeeze(), expected.squeeze()):
        yield _("The numbers are right; the shapes differ by axes of size 1.")
    if got.ndim == expected.ndim:
        yield from _other_axes(got, expected)
    if got.numel() == expected.numel() and _equal(got.flatten(), expected.flatten()):
        yield _("The right numbers in the right order, in another shape.")
    if got.ndim == expected.ndim:
        yield from _cut(got, expected)


def _other_axes(got: torch.Tensor, expected: torch.Tensor) -> Iterator[str]:
    for axes in itertools.permutations(range(expected.ndim)):
        if axes != tuple(range(expected.ndim)) and _equal(got, expected.permute(axes)):
            yield _("The numbers are right, but the axes are in another order: {axes}.", axes=axes)


def _cut(got: torch.Tensor, expected: torch.Tensor) -> Iterator[str]:
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
        if piece.numel() >= MIN_NUMBERS and _equal(inner, piece):
            if larger:
                yield _(
                    "Everything that was expected is there, with more around it: it starts at "
                    "{start}.",
                    start=list(start),
                )
            else:
                yield _(
                    "What is there is right, but it is only part of the answer: the part that "
                    "starts at {start}.",
                    start=list(start),
                )
            return


def _of_numbers(got: torch.Tensor, expected: torch.Tensor) -> Iterator[str]:
    if got.numel() < MIN_NUMBERS:
        return
    if bool((got == got.flatten()[0]).all()) and not bool(
        (expected == expected.flatten()[0]).all()
    ):
        yield _("Every number in the answer is {number}.", number=_short(got.flatten()[0]))
    yield from _scaled(got, expected)
    yield from _moved(got, expected)
    yield from _rounded(got, expected)
    yield from _places(got, expected)


def _scaled(got: torch.Tensor, expected: torch.Tensor) -> Iterator[str]:
    """Find a factor or an offset: one for all, or one for each slice of the first axis."""
    if _equal(got, -expected):
        yield _("Right but for the sign: each number is the negative of what was expected.")
    factor = _constant(got[expected.abs() > 0.01] / expected[expected.abs() > 0.01])
    if factor is not None and _equal(got, factor * expected):
        yield _("Each number is {factor} times what was expected.", factor=_short(factor))
    offset = _constant(got - expected)
    if offset is not None and abs(offset) > 100 * TOLERANCE:
        yield _("Each number is off by the same {offset}.", offset=_short(offset))
    if got.ndim > 1 and 1 < got.shape[0] and got[0].numel() > 1:
        by_slice = [_constant(g - e) for g, e in zip(got, expected)]
        if all(number is not None and abs(number) > TOLERANCE for number in by_slice):
            yield _(
                "Each slice along the first axis is off by its own constant: {numbers}.",
                numbers=", ".join(_short(number) for number in by_slice if number is not None),
            )


def _moved(got: torch.Tensor, expected: torch.Tensor) -> Iterator[str]:
    """Find the right numbers at other places: flipped, turned, in another order, shifted."""
    if got.ndim >= 2:
        for axes, words in (
            ((-2,), _("The right numbers, upside down: the rows are in reverse order.")),
            ((-1,), _("The right numbers, mirrored: the columns are in reverse order.")),
            ((-2, -1), _("The right numbers, rotated by 180 degrees.")),
        ):
            if _equal(got, expected.flip(axes)):
                yield words
        if got.shape[-1] == got.shape[-2] and _equal(got, expected.transpose(-1, -2)):
            yield _("Rows and columns are swapped: this is the transpose of what was expected.")
    size = got.shape[0]
    if 1 < size <= MAX_SLICES and got.ndim > 1:
        for order in itertools.permutations(range(size)):
            if order != tuple(range(size)) and _equal(got, expected[list(order)]):
                yield _(
                    "Along the first axis, the right slices are in another order: {order}.",
                    order=list(order),
                )
    for axis in range(got.ndim):
        for step in (1, -1):
            if got.shape[axis] > 2 and _equal(
                _without(got, axis, step), _without(expected, axis, -step)
            ):
                yield _("The right numbers, shifted by one along axis {axis}.", axis=axis)
    if got.numel() > 2 * MIN_NUMBERS and _equal(
        got.flatten().sort()[0], expected.flatten().sort()[0]
    ):
        yield _("The right numbers, but in the wrong places.")


def _without(array: torch.Tensor, axis: int, step: int) -> torch.Tensor:
    """Leave the first slice of an axis out, or with a negative step the last one."""
    return array.narrow(axis, 1 if step > 0 else 0, array.shape[axis] - 1)


def _rounded(got: torch.Tensor, expected: torch.Tensor) -> Iterator[str]:
    ways: Iterable[Callable[[torch.Tensor], torch.Tensor]] = (torch.trunc, torch.round, torch.floor)
    if bool((got == got.round()).all()) and any(_equal(got, way(expected)) for way in ways):
        yield _(
            "The fractions are lost: each number is a whole one. Is something computed as ints?"
        )
    largest = float(((got - expected).abs() / (1 + expected.abs())).max())
    if largest < 100 * TOLERANCE:
        yield _(
            "Nearly right: the numbers differ by at most {largest}. Is something rounded?",
            largest=f"{largest:.1g}",
        )


def _places(got: torch.Tensor, expected: torch.Tensor) -> Iterator[str]:
    """Find where all the wrong numbers are: at the border, in one slice, in all but one."""
    wrong = (got - expected).abs() > TOLERANCE * (1 + expected.abs())
    if got.ndim >= 2 and min(got.shape[-2:]) > 2 and not bool(wrong[..., 1:-1, 1:-1].any()):
        yield from _border(wrong)
        return
    names = _("first"), _("last")
    for axis in range(got.ndim):
        slices = wrong.movedim(axis, 0).flatten(1).any(1) if got.ndim > 1 else wrong
        count, size = int(slices.sum()), len(slices)
        if size < 2:
            continue
        for name, index in zip(names, (0, -1)):
            if count == 1 and bool(slices[index]):
                yield _("Only the {which} slice along axis {axis} is wrong.", which=name, axis=axis)
            if count == size - 1 and not bool(slices[index]):
                yield _("Only the {which} slice along axis {axis} is right.", which=name, axis=axis)
        if count == 1:
            yield _(
                "Everything that is wrong lies in slice {index} along axis {axis}.",
                index=int(slices.nonzero()[0]),
                axis=axis,
            )


def _border(wrong: torch.Tensor) -> Iterator[str]:
    sides = {
        _("first row"): wrong[..., 0, :],
        _("last row"): wrong[..., -1, :],
        _("first column"): wrong[..., 0],
        _("last column"): wrong[..., -1],
    }
    # A corner belongs to two sides: a side counts where more than its corners is wrong.
    named = [name for name, side in sides.items() if bool(side[..., 1:-1].any())]
    if len(named) == 1:
        yield _("Only the {side} is wrong.", side=named[0])
    else:
        yield _("Right inside, wrong at the border.")


def _of_two_numbers(got: float, expected: float, arguments: dict[str, Any]) -> Iterator[str]:
    if type(got) is int and type(expected) is int and abs(got - expected) == 1:
        yield _("One too many.") if got > expected else _("One too few.")
    for name, value in arguments.items():
        if _is_number(value) and got == value and abs(got) > 1:
            yield _("This is `{name}` itself.", name=name)
    if got and expected and got == -expected:
        yield _("Right but for the sign.")
    for factor in (2, 10, 100):
        if abs(got - expected * factor) <= TOLERANCE * abs(got) and got:
            yield _("{factor} times what was expected.", factor=factor)
        if abs(got * factor - expected) <= TOLERANCE * abs(expected) and got:
            yield _("What was expected, divided by {factor}.", factor=factor)


def _constant(numbers: torch.Tensor) -> float | None:
    """Return the one number that all are, up to the tolerance; None where they differ."""
    if numbers.numel() == 0:
        return None
    middle = float(numbers.median())
    close = bool(((numbers - middle).abs() <= 10 * TOLERANCE * (1 + abs(middle))).all())
    return middle if close else None


def _short(number: float | torch.Tensor) -> str:
    return f"{float(number):.4g}"
