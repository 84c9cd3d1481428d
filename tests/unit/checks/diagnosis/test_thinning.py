"""Of answers a released kit keeps enough to tell one from another."""

from __future__ import annotations

import pytest
import torch

from autograder.checks.diagnosis.thinning import (
    KEPT_PER_AXIS,
    LARGE_ARRAY,
    name_of_pair,
    sketched,
    thinned,
)
from autograder.sandbox.inside.answering import Answer

LARGE = torch.arange(1.0, 1201).reshape(2, 20, 30)


def test_small_arrays_are_kept_whole():
    small = torch.arange(float(LARGE_ARRAY)).reshape(2, -1)
    assert torch.equal(thinned(Answer("value", small)).value, small)
    assert thinned(Answer("value", ["a", (1, {"b": 2.5})])).value == ["a", (1, {"b": 2.5})]


def test_of_large_arrays_a_few_places_stay_on_each_axis_but_the_first():
    kept = thinned(Answer("value", {"a": [LARGE]})).value["a"][0]
    assert kept.shape == LARGE.shape and (kept[kept != 0] == LARGE[kept != 0]).all()
    places = (kept != 0).nonzero()
    assert (
        [len(set(places[:, axis].tolist())) for axis in range(3)]
        == [2, KEPT_PER_AXIS, KEPT_PER_AXIS]
        == [2, 7, 7]
    )
    assert (kept[:, 0, 0] != 0).all() and (kept[:, -1, -1] != 0).all()


def sketch(value):
    return sketched(Answer("value", value)).value


def test_a_sketch_is_small_and_of_one_value():
    assert sketch(LARGE) == sketch(LARGE.clone()) and len(sketch(LARGE)) == 3
    assert sketch(LARGE.int().tolist()) == sketch(LARGE.double())
    assert sketch({"a": LARGE, "b": (1, "text")})["b"] == [1, "text"]


@pytest.mark.parametrize("other", [LARGE + 1, LARGE.flip(0), LARGE.transpose(1, 2), LARGE[:1]])
def test_another_value_has_another_sketch(other):
    assert sketch(other) != sketch(LARGE)


def test_a_pair_is_named_by_both():
    assert name_of_pair("a", "b") == "a + b"
