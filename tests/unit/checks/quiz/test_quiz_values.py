"""How values of the quiz are written, and which are the same but for their writing."""

from __future__ import annotations

import math

import pytest
import torch

from autograder.checks.quiz.quiz import Grid, Shown
from autograder.checks.quiz.quiz_values import Unshowable, key_of, shown_of
from autograder.sandbox.inside.plain import Unsupported

SAME = [
    (3, 3.0),
    (3, torch.tensor(3.0)),
    ((3, 4), [3, 4]),
    ((3, 4), (3.0, torch.tensor(4))),
    (torch.tensor([[1.0, 2.0]]), torch.tensor([1.0, 2.0])),
    (torch.tensor([1, 2]), torch.tensor([1.0, 2.0])),
    (0.30000000000000004, 0.3),
    ("a b", "ab "),
]
DIFFERENT = [
    (3, 4),
    (3, (3,)),
    ((3, 4), (4, 3)),
    (torch.tensor([[1.0, 2.0]]), torch.tensor([[2.0, 1.0]])),
    (torch.ones(2, 3), torch.ones(3, 2)),
    (0.3, 0.31),
    (None, 0),
    (r"a\nb", "a b"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_values_that_differ_in_their_writing_only_are_one(one, other):
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_values_that_differ_are_two(one, other):
    assert key_of(one) != key_of(other)


def test_values_are_written_as_python_writes_them():
    written = {
        "3": 3.0,
        "-0.5": -0.5,
        "0.6667": 2 / 3,
        "(3, 4.5)": (3, 4.5),
        "(3,)": (3,),
        "[4, 4, 3]": [4, 4, 3],
        "inf": math.inf,
        "None": None,
        "0.5": torch.tensor([0.5]),
        "[1, 2]": torch.tensor([1.0, 2.0]),
        "[[1, 2]]": torch.tensor([[1.0, 2.0]]),
        "[[1, 2], [3, 4]]": torch.tensor([[1, 2], [3, 4]]),
        "[0] = [[1]]; [1] = [[2]]": torch.tensor([[[1]], [[2]]]),
        "a → b": "a → b",
    }
    for text, value in written.items():
        assert shown_of(value).in_a_line() == text


def test_an_array_becomes_a_grid_for_each_of_its_first_places():
    grids = shown_of(torch.arange(8).reshape(1, 2, 2, 2)).grids
    assert [grid.place for grid in grids] == ["[0][0]", "[0][1]"]
    assert grids[1] == Grid("[0][1]", (("4", "5"), ("6", "7")))


@pytest.mark.parametrize(
    "value", [torch.ones(9, 9), torch.ones(0, 3), {"a": 1}, Unsupported("set", "a set"), (1, {})]
)
def test_what_nobody_reads_in_a_question_is_refused(value):
    with pytest.raises(Unshowable):
        shown_of(value)


def test_an_error_is_told_by_its_type():
    assert Shown(error="ValueError").in_a_line() == "an error: ValueError"
