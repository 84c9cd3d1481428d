"""Values are written as Python writes them, and no further than they are shown."""

from __future__ import annotations

import pytest
import torch

from autograder.checks.compare import first_difference
from autograder.checks.failure import shape_line
from autograder.checks.written import written
from autograder.core.languages import set_language
from autograder.sandbox.inside.plain import MAX_NODES, Unsupported


@pytest.mark.parametrize(
    "value", [1, "a'b", None, [], (), (1,), (1, 2.5), [True, ["x"]], {"a": [1], "b": {}}]
)
def test_short_values_are_written_as_python_writes_them(value):
    assert written(value, 60) == repr(value)


def test_what_is_no_plain_value_is_told_in_its_own_words():
    assert written([Unsupported("numpy.int64", "numpy.int64(3)", 3)], 60) == "[numpy.int64(3)]"


def test_what_a_scenario_tells_is_told_in_the_readers_language():
    set_language("zh")
    try:
        told = written(["train on the training images, no evaluate", "loss 0.5, mine"], 200)
        in_brackets = written("a file that torch.load cannot read (ValueError)", 200)
        unknown = written("mine, all of it (ValueError)", 200)
    finally:
        set_language("en")
    assert told == "['用训练图像训练，没有评估', 'loss 0.5, mine']"
    assert in_brackets == "'torch.load 读不了的文件（ValueError）'"
    assert unknown == "'mine, all of it (ValueError)'"


def test_a_long_value_is_cut():
    assert written("x" * 100, 10) == "'xxxxxxxx…"
    assert len(written([[1, 2, 3]] * 1000, 200)) == 200


class Loud:
    """Counts how often it is written."""

    written = 0

    def __repr__(self) -> str:
        Loud.written += 1
        return "loud" * 10


def test_what_is_not_shown_is_not_written():
    assert written([[Loud() for _ in range(1000)]], 200).endswith("…")
    assert Loud.written < 10


def test_many_arrays_in_a_list_are_told_in_a_line():
    value = [[torch.rand(1000) for _ in range(2000)]]
    assert shape_line(value).startswith("[[tensor([")


def test_a_long_array_is_no_sequence_of_numbers():
    """Taken apart, each of its numbers would be an object of its own."""
    found = first_difference(torch.zeros(MAX_NODES + 1, dtype=torch.uint8), (4, 4))
    assert found is not None and found.why == "a tensor instead of a tuple"
    assert first_difference(torch.tensor([4, 4]), (4, 4)) is None
