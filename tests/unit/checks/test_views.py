"""What a view leaves of an answer."""

from __future__ import annotations

import pytest
import torch

from autograder.checks.views import only, rounding

ROUNDED = "all numbers are rounded"


def test_only_some_pieces_are_looked_at():
    assert only("a", "c")({"a": 1, "b": 2, "c": 3}) == {"a": 1, "c": 3}
    with pytest.raises(KeyError):
        only("d")({"a": 1})


@pytest.mark.parametrize(
    ("numbers", "is_rounded"),
    [
        ([1.0, -2.0], True),
        ([0.125, 1.5], True),
        ([1000.5, 2.25], True),
        ([0.1234, 1.5], False),
        ([1 / 3, 1.0], False),
        ([12.3456, 2.0], False),
    ],
)
def test_numbers_that_all_stop_before_the_fourth_decimal_are_rounded(numbers, is_rounded):
    assert rounding(torch.tensor(numbers)) == {ROUNDED: is_rounded}


def test_what_is_no_array_cannot_be_looked_at():
    with pytest.raises(TypeError):
        rounding("0.5")
