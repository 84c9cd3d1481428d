"""Answers are compared once, and the first difference is told."""

from __future__ import annotations

import math

import pytest
import torch
from hypothesis import given
from plain_values import anything, quick, same

from autograder.checks.compare import (
    a_kind_of,
    different_numbers,
    first_difference,
    first_other_form,
    number,
    with_missing_return,
)
from autograder.sandbox.inside.plain import Unsupported


def why(got, expected, tolerance=1e-4):
    found = first_difference(got, expected, tolerance)
    return found and found.why


@quick
@given(anything)
def test_every_value_equals_itself(value):
    assert first_difference(value, value, 0) is None


@quick
@given(anything, anything)
def test_two_values_of_a_strangers_are_equal_or_told_apart_in_words(one, other):
    found = first_difference(one, other)
    if found is None:
        assert not isinstance(other, str | bool) or same(one, other)
    else:
        assert isinstance(found.why, str) and found.why


@pytest.mark.parametrize(
    ("got", "expected", "tolerance", "equal"),
    [
        (1.0, 1.0001, 1e-4, True),
        (1.0, 1.00021, 1e-4, False),
        (1000.0, 1000.1, 1e-4, True),
        (1000.0, 1000.11, 1e-4, False),
        (0.0, 1e-4, 1e-4, True),
        (0.0, 1.2e-4, 1e-4, False),
        (-1.0, 1.0, 1e-4, False),
        (1.0, 1.0, 0, True),
        (1.0, math.nextafter(1.0, 2), 0, False),
        (math.nan, math.nan, 0, True),
        (math.nan, 1.0, 1e9, False),
        (1.0, math.nan, 1e9, False),
        (math.inf, math.inf, 0, True),
        (-math.inf, math.inf, 1e9, False),
        (3, 3.0, 0, True),
        (True, 1.0, 0, False),
        ("1.0", 1.0, 1e-4, False),
        (3, 3, 0, True),
        (3.0, 3, 1, True),
        (True, 1, 1, False),
        (1, True, 1, False),
        (4, 3, 1, False),
        ("a", "a", 0, True),
        ("a", "b", 0, False),
        ([1], (1,), 0, True),
        ((1,), [1], 0, True),
        ((1, 2), (1, 2), 0, True),
        ((1, 2), (1, 2, 3), 0, False),
        ((1, 2, 3), (1, 2), 0, False),
        (None, None, 0, True),
        ({"a": 1}, {"a": 1}, 0, True),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, 0, True),
        ({"a": 1}, {}, 0, False),
        ({}, {"a": 1}, 0, False),
        ([], {}, 0, False),
    ],
)
def test_values_are_equal_within_the_tolerance_and_of_the_same_kind(
    got, expected, tolerance, equal
):
    assert (first_difference(got, expected, tolerance) is None) == equal
    if isinstance(expected, float) and isinstance(got, float):
        tensors = torch.tensor([got], dtype=torch.float64), torch.tensor([expected]).double()
        if tolerance or equal:
            assert (first_difference(*tensors, tolerance) is None) == equal


@pytest.mark.parametrize(
    ("got", "expected", "words"),
    [
        (torch.zeros(2, 3), torch.zeros(3, 2), "the shape is (2, 3) instead of (3, 2)"),
        (
            torch.tensor([1.0, 2, 4]),
            torch.tensor([1.0, 3, 5]),
            "first at [1]: 2 instead of 3; 2 of 3 numbers differ",
        ),
        (
            torch.zeros(1, 2),
            torch.tensor([[0.0, 1]]),
            "first at [0, 1]: 0 instead of 1; 1 of 2 numbers differ",
        ),
        (torch.tensor(1), torch.tensor(2), "1 instead of 2"),
        (torch.tensor([1]), torch.tensor([2]), "first at [0]: 1 instead of 2"),
        ([1.0], torch.zeros(1), "first at [0]: 1 instead of 0"),
        ("1", torch.zeros(1), "a string instead of a tensor"),
        (None, torch.zeros(1), "nothing (None) instead of a tensor"),
        (None, 1, "nothing (None) instead of an int"),
        (1, {"a": 1}, "an int instead of names with values"),
        ({}, (1,), "names with values instead of a tuple"),
        ("1", 1.0, "a string instead of a float"),
        (2.0, 1.0, "2 instead of 1"),
        (2, 1, "2 instead of 1"),
        ("a", "b", "'a' instead of 'b'"),
        (True, False, "True instead of False"),
        (
            {"names in model.pt": None},
            {"names in model.pt": []},
            "nothing (None) instead of a list",
        ),
        (b"a", b"b", "not the same"),
        (
            torch.tensor([True, False]),
            torch.tensor([True, True]),
            "first at [1]: False instead of True; 1 of 2 entries differ",
        ),
        ((1,), (1, 2), "1 entries instead of 2"),
        ({"b": 1, "a": 2}, {"a": 2, "c": 3}, "c missing; b not expected"),
        ({"a": 2}, {"a": 2, "c": 3}, "c missing"),
        ({}, dict.fromkeys("abcdefghijkl"), "a, b, c, d, e, f, g, h, i, j, k, l missing"),
        ({}, dict.fromkeys("abcdefghijklm"), "a, b, c, d, e, f, g, h, i, j, k, l, … missing"),
        (1.234567, 2.0, "1.2346 instead of 2"),
        (Unsupported("x", "an object of type x"), 1, "an object of type x instead of an int"),
    ],
)
def test_a_difference_is_told_in_words(got, expected, words):
    assert why(got, expected) == words


@pytest.mark.parametrize(
    ("got", "expected", "asked_for"),
    [
        (None, 1, True),
        ({"share": None}, {"share": 1}, True),
        ({"a": {"share": None}}, {"a": {"share": 1}}, True),
        ({"file": None}, {"file": []}, False),
        (2, 1, False),
    ],
)
def test_a_return_is_asked_for_where_the_function_gave_nothing_back(got, expected, asked_for):
    found = with_missing_return(first_difference(got, expected), ("share",))
    assert found.why.endswith("; is a `return` missing?") == asked_for


def test_numbers_are_told_with_as_many_digits_as_tell_them_apart():
    found = first_difference(torch.tensor(1.0000011), torch.tensor(1.0), tolerance=0)
    assert found.why == "1.000001 instead of 1"


@pytest.mark.parametrize(
    ("got", "expected", "words"),
    [
        (torch.zeros(2).double(), torch.zeros(2), "the dtype is float64 instead of float32"),
        (torch.tensor(1.0).double(), torch.tensor(1.0), None),
        ([1.0], torch.zeros(1), "a list instead of a tensor"),
        ([1], (1,), "a list instead of a tuple"),
        ((5, [1]), (6, (1,)), "a list instead of a tuple"),
        (3, 3.0, None),
        (3.0, 3, "a float instead of an int"),
        ({"a": torch.zeros(1)}, {"a": 1}, "a tensor instead of an int"),
    ],
)
def test_another_form_is_told_whatever_it_holds(got, expected, words):
    found = first_other_form(got, expected)
    assert (found.why if found else None) == words


@pytest.mark.parametrize(
    ("got", "expected", "where"),
    [
        ([1, [2, 3]], [1, [2, 4]], (1, 1)),
        ({"a": {"b": 1}}, {"a": {"b": 2}}, ("a", "b")),
        ({"a": [1]}, {"a": [2]}, ("a", 0)),
        ([{"a": 1}], [{"a": 2}], (0, "a")),
        ({"x": 1, "a": 1}, {"a": 2, "c": 3}, ("a",)),
        ([1, 2], [1, 2, 3], ()),
    ],
)
def test_the_place_of_the_first_difference_is_told(got, expected, where):
    assert first_difference(got, expected).where == where


def test_the_tolerance_holds_in_every_depth():
    assert first_difference({"a": [1.0]}, {"a": [1.05]}, 0.1) is None
    assert first_difference({"a": [torch.ones(1)]}, {"a": [torch.ones(1) * 1.05]}, 0.1) is None
    assert first_difference({"a": [1.0]}, {"a": [1.05]}, 0.01) is not None


def test_numbers_that_are_not_finite_are_equal_to_themselves_only():
    values = torch.tensor([math.nan, math.inf, -math.inf, 1.0])
    assert different_numbers(values, values, 0).tolist() == [False] * 4
    assert different_numbers(values, values.flip(0), 1e9).tolist() == [True] * 4
    whole = torch.tensor([1, 2])
    assert different_numbers(whole, torch.tensor([1, 3]), 1e9).tolist() == [False, True]


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (None, "nothing (None)"),
        (torch.zeros(1), "a tensor"),
        (1, "an int"),
        ({}, "names with values"),
        ("", "a string"),
        (1.0, "a float"),
        ([], "a list"),
        ((), "a tuple"),
        (True, "a bool"),
    ],
)
def test_a_kind_has_its_article(value, kind):
    assert a_kind_of(value) == kind


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"),
        (1 / 3, "0.33333"),
        (123456.0, "1.2346e+05"),
        (7, "7"),
        (torch.tensor(2.5), "2.5"),
    ],
)
def test_a_number_has_five_digits(value, text):
    assert number(value) == text


def test_of_a_tuple_the_count_comes_before_its_entries():
    found = first_difference((1, 1, 5, 6), (5, 6))
    assert found.where == () and found.why == "4 entries instead of 2"
    assert first_difference([1, 1, 5], [5, 6]).where == (0,), "of a list, an entry comes first"
