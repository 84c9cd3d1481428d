"""An array that is one of the arguments, or that is off by one, is told as such."""

from __future__ import annotations

import pytest
import torch

from autograder.checks.diagnosis.properties_of_arguments import of_arguments
from autograder.core.languages import set_language

BIAS = torch.tensor([1.0, -2.0, 0.5])
MAPS = torch.arange(24.0).reshape(2, 3, 4).sin()
ROW = BIAS.reshape(1, 3, 1)


def said(got, expected=MAPS, **arguments):
    set_language("en")
    found = of_arguments(got.double(), expected.double(), arguments)
    return [each.sentence for each in found]


@pytest.mark.parametrize(
    ("times", "words"),
    [
        (1, "`bias` is in each number once too often."),
        (-1, "`bias` is missing in each number."),
        (-2, "`bias` is subtracted from each number; it should be added."),
        (3.5, "Each number is off by 3.5 times `bias`."),
    ],
)
def test_an_array_that_is_off_by_an_argument_says_how_often(times, words):
    assert said(MAPS + times * ROW, bias=BIAS) == [words]


@pytest.mark.parametrize("bias", [0.7, torch.tensor(-1.2)])
def test_one_number_is_missing_or_there_once_too_often(bias):
    missing, subtracted, twice = ([said(MAPS + times * bias, bias=bias)] for times in (-1, -2, 1))
    assert missing == [["`bias` is missing in each number."]]
    assert subtracted == [["`bias` is subtracted from each number; it should be added."]]
    assert twice == [["`bias` is in each number once too often."]]
    assert said(MAPS + 3 * bias, bias=bias) == [] == said(MAPS - 0.01, bias=0.01)
    (found,) = of_arguments(MAPS.double() - bias, MAPS.double(), {"bias": bias})
    assert found.may_be_chance


def test_nothing_is_said_where_only_a_part_is_off():
    got = MAPS.clone()
    got[0] += ROW[0]
    assert said(got, bias=BIAS) == [] == said(MAPS + ROW**2, bias=BIAS)


def test_one_number_for_all_says_nothing():
    assert said(MAPS + 1, bias=torch.ones(3)) == []


def test_an_argument_that_comes_back_is_told():
    assert said(MAPS, MAPS + 1, x=MAPS) == ["What came back is `x` itself, unchanged."]
    assert said(MAPS[:, :, :1], MAPS, x=MAPS) == [], "not of another shape"
    assert said(torch.ones(1), torch.zeros(1), x=torch.ones(1)) == [], "one number may be chance"
