"""Where the wrong numbers of an array are: at the border, in one slice, in all but one."""

from __future__ import annotations

from collections.abc import Iterator

import torch

from autograder.core.languages import _

from ..compare import TOLERANCE
from ..property import Property


def of_places(got: torch.Tensor, expected: torch.Tensor) -> Iterator[Property]:
    """Find where all the wrong numbers are: at the border, in one slice, in all but one.

    By chance a few numbers may be right, or wrong: each is a property of further answers too.
    """
    wrong = (got - expected).abs() > TOLERANCE * (1 + expected.abs())
    yield from _all_alike(got, expected)
    yield from _by_value(wrong, got, expected)
    inner = expected[..., 1:-1, 1:-1] if got.ndim >= 2 else expected[:0]
    if inner.numel() and not bool(wrong[..., 1:-1, 1:-1].any()):
        yield from _border(wrong)
        return
    for axis in range(got.ndim):
        yield from _slices(wrong, expected, axis)


def _all_alike(got: torch.Tensor, expected: torch.Tensor) -> Iterator[Property]:
    """Find an axis along which all slices are the same, and should not be."""
    for axis in range(got.ndim if got.ndim > 1 else 0):
        first, right = (array.movedim(axis, 0)[:1] for array in (got, expected))
        is_alike = got.shape[axis] > 1 and bool((got.movedim(axis, 0) == first).all())
        if is_alike and not bool((expected.movedim(axis, 0) == right).all()):
            words = _("Along axis {axis} all slices hold the same numbers; they should differ.")
            question = _("Where does your code mix them, or use one of them for all?")
            yield Property(words.format(axis=axis), question, may_be_chance=True)


def _by_value(wrong: torch.Tensor, got: torch.Tensor, expected: torch.Tensor) -> Iterator[Property]:
    """Find what the wrong numbers have in common: their signs, or that they were left at 0."""
    signs = {
        _("The positive numbers are right; the others are wrong."): expected <= 0,
        _("Where a negative number was expected it is wrong; the rest is right."): expected < 0,
        _("Where a positive number was expected it is wrong; the rest is right."): expected > 0,
        _("Where 0 was expected it is wrong; the rest is right."): expected == 0,
    }
    if bool(wrong.all()):
        return
    for words, places in signs.items():
        if torch.equal(wrong, places):
            question = _("What does your code do with numbers of this sign?")
            yield Property(words, question, may_be_chance=True)
    if not bool(got[wrong].any()):
        words = _("Where the answer is wrong it is 0; the rest is right.")
        question = _("Which positions does your code never write to, or write 0 into?")
        yield Property(words, question, may_be_chance=True)


def _slices(wrong: torch.Tensor, expected: torch.Tensor, axis: int) -> Iterator[Property]:
    """Find the one slice along an axis that is wrong, or right."""
    by_slice = wrong.movedim(axis, 0)
    slices = by_slice.flatten(1).any(1) if wrong.ndim > 1 else wrong
    count, size = int(slices.sum()), len(slices)
    if size < 2:
        return
    question = _("What does your code do for this slice and not for the others?")
    for name, index in ((_("first"), 0), (_("last"), -1)):
        if count == 1 and bool(slices[index]):
            words = _("Only the {which} slice along axis {axis} is wrong.", which=name, axis=axis)
            yield Property(words, question, may_be_chance=True)
        piece = expected.movedim(axis, 0)[index]
        if count == size - 1 and not bool(slices[index]) and _varies(piece):
            words = _("Only the {which} slice along axis {axis} is right.", which=name, axis=axis)
            yield Property(words, question, may_be_chance=True)
    if count == 1:
        words = _(
            "Everything that is wrong lies in slice {index} along axis {axis}.",
            index=int(slices.nonzero()[0]),
            axis=axis,
        )
        yield Property(words, question, may_be_chance=True)


def _varies(numbers: torch.Tensor) -> bool:
    """Tell whether numbers differ; zeros from the padding are right whatever code gives them."""
    return bool((numbers != numbers.flatten()[0]).any())


def _border(wrong: torch.Tensor) -> Iterator[Property]:
    sides = {
        _("first row"): wrong[..., 0, :],
        _("last row"): wrong[..., -1, :],
        _("first column"): wrong[..., 0],
        _("last column"): wrong[..., -1],
    }
    # A corner belongs to two sides: a side counts where more than its corners is wrong.
    named = [name for name, side in sides.items() if bool(side[..., 1:-1].any())]
    question = _("What is different for a window at the border?")
    words = _("Right inside, wrong at the border.")
    if len(named) == 1:
        words = _("Only the {side} is wrong.", side=named[0])
    elif len(named) == 2:
        words = _("Only the {side} and the {other} are wrong.", side=named[0], other=named[1])
    yield Property(words, question, may_be_chance=True)
