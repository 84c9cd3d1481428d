"""Numbers that lost digits are told as rounded; those that all became 0 are not."""

from __future__ import annotations

import torch

from autograder.checks.diagnosis.properties_of_digits import of_digits
from autograder.core.languages import set_language

MAP = (torch.arange(12.0).reshape(3, 4).sin() * 9).double()


def said(got: torch.Tensor, expected: torch.Tensor = MAP) -> list[str]:
    set_language("en")
    return [each.sentence for each in of_digits(got, expected)]


def test_lost_digits_are_told():
    assert said(MAP.trunc()) == said(MAP.round()) == said(MAP.floor())
    assert said(MAP.trunc()) == ["The fractions are lost: each number is a whole one."]
    assert "Each number is rounded to 1 decimals." in said(MAP.round(decimals=1))
    (half,) = said(MAP.half().double())
    assert half.startswith("Nearly right: the numbers differ by at most ")
    assert said(MAP * 2) == []


def test_where_small_numbers_all_became_0_no_fractions_were_lost():
    small = MAP / 40
    assert said(torch.zeros_like(small), small) == []
