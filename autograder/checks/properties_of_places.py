"""Where the wrong numbers of an array are: at the border, in one slice, in all but one."""

from __future__ import annotations

from collections.abc import Iterator

import torch

from autograder.core.languages import _

from .compare import TOLERANCE
from .property import Property


def of_places(got: torch.Tensor, expected: torch.Tensor) -> Iterator[Property]:
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
                yield Property(
                    _("Only the {which} slice along axis {axis} is wrong.", which=name, axis=axis),
                    _("What does your code do for this slice and not for the others?"),
                )
            if count == size - 1 and not bool(slices[index]):
                yield Property(
                    _("Only the {which} slice along axis {axis} is right.", which=name, axis=axis),
                    _("What does your code do for this slice and not for the others?"),
                )
        if count == 1:
            yield Property(
                _(
                    "Everything that is wrong lies in slice {index} along axis {axis}.",
                    index=int(slices.nonzero()[0]),
                    axis=axis,
                ),
                _("What does your code do for this slice and not for the others?"),
            )


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
    if len(named) == 1:
        yield Property(_("Only the {side} is wrong.", side=named[0]), question)
    else:
        yield Property(_("Right inside, wrong at the border."), question)
