"""What a page can show of a wrong answer."""

from __future__ import annotations

import base64
import io
import math

import numpy as np
import pytest
import torch
from hypothesis import given
from PIL import Image
from plain_values import quick, tensors

from autograder.checks.compare import Difference, first_difference
from autograder.checks.evidence import (
    MAX_INPUTS,
    PIECES,
    TABLE,
    WINDOW,
    Evidence,
    of_difference,
    of_error,
    picture,
)
from autograder.sandbox.inside.answering import Answer, Line


def shown(got, expected, **arguments) -> Evidence:
    found = first_difference(got, expected)
    return of_difference(found or Difference((), got, expected, ""), arguments)


def titles(found: Evidence) -> list[tuple[str, str]]:
    return [(panel.title, panel.place) for panel in found.panels]


def test_got_expected_and_their_difference_are_shown_as_numbers():
    found = shown(torch.tensor([[1.0, 2], [3, 5]]), torch.tensor([[1.0, 2], [3, 4]]))
    assert titles(found) == [("expected", ""), ("got", ""), ("got − expected", "")]
    expected, got, gap = found.panels
    assert expected.rows == ((1.0, 2.0), (3.0, 4.0)) and got.rows == ((1.0, 2.0), (3.0, 5.0))
    assert gap.rows == ((0.0, 0.0), (0.0, 1.0))
    assert (expected.low, expected.high) == (got.low, got.high) == (1.0, 5.0)
    assert (gap.low, gap.high) == (0.0, 1.0)
    assert found.first == (1, 1) and expected.picture == ""


def test_the_piece_with_the_first_difference_is_shown():
    expected = torch.zeros(2, 3, 4, 5)
    got = expected.clone()
    got[1, 2, 3, 4] = 1
    images = torch.arange(2 * 6 * 6.0).reshape(2, 1, 6, 6)
    found = shown(got, expected, images=images, weight=torch.zeros(3, 2, 2, 2))
    assert titles(found)[-3:] == [
        ("expected", "[1, 2]"),
        ("got", "[1, 2]"),
        ("got − expected", "[1, 2]"),
    ]
    assert found.first == (3, 4)
    first = found.panels[0]
    assert (first.title, first.place, first.rows[0][0]) == ("images", "[1, 0]", 36.0)
    assert [p.place for p in found.panels if p.title == "weight"] == ["[0, 0]", "[0, 1]"]


def test_where_shapes_differ_there_is_no_difference_to_show():
    found = shown(torch.zeros(2, 3), torch.ones(3, 2))
    assert titles(found) == [("expected", ""), ("got", "")] and found.first is None


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (torch.zeros(3), torch.ones(3)),
        (1.0, 2.0),
        (torch.zeros(1, 1), torch.ones(1, 1)),
        (torch.zeros(2, 257), torch.ones(2, 257)),
        (torch.zeros(0, 2, 2), torch.ones(1, 2, 2)),
        ([torch.zeros(2, 2)], torch.zeros(2, 2)),
    ],
)
def test_what_has_no_rows_and_columns_of_a_size_to_show_is_not_shown(got, expected):
    assert shown(got, expected) == Evidence()


def test_the_largest_that_is_shown():
    assert shown(torch.zeros(1, 256), torch.ones(1, 256)).panels


@pytest.mark.parametrize(("size", "large"), [(TABLE, False), (TABLE + 1, True)])
def test_a_larger_piece_is_a_picture_and_a_window_of_numbers(size, large):
    panel = shown(torch.zeros(size, 2), torch.ones(size, 2)).panels[0]
    assert bool(panel.picture) == large
    assert len(panel.rows) == (WINDOW if large else size) and panel.shape == (size, 2)


@pytest.mark.parametrize(
    ("at", "origin"),
    [((0, 0), (0, 0)), ((10, 12), (7, 9)), ((19, 19), (13, 13)), ((2, 18), (0, 13))],
)
def test_the_window_lies_around_the_first_difference_and_within_the_piece(at, origin):
    got = torch.zeros(20, 20)
    got[at] = 1
    panel = shown(got, torch.zeros(20, 20)).panels[1]
    assert panel.origin == origin and len(panel.rows) == len(panel.rows[0]) == WINDOW
    assert panel.rows[at[0] - origin[0]][at[1] - origin[1]] == 1.0


def test_only_so_many_pieces_and_arguments_are_shown():
    arguments = {name: torch.zeros(5, 2, 2) for name in "abcd"}
    found = shown(torch.zeros(2, 2), torch.ones(2, 2), **arguments, n=3, bias=torch.zeros(3))
    assert titles(found)[:-3] == [(n, f"[{i}]") for n in "ab" for i in range(PIECES)]
    assert len(found.panels) == MAX_INPUTS + 3


def test_numbers_that_are_not_finite_are_left_open():
    got = torch.tensor([[math.nan, math.inf], [1.0, 2.0]])
    found = shown(got, torch.tensor([[0.0, 0.0], [1.0, 2.0]]))
    panel = found.panels[1]
    assert panel.rows == ((None, None), (1.0, 2.0)) and (panel.low, panel.high) == (0.0, 2.0)
    assert found.first == (0, 0)


def test_rounding_is_no_difference():
    expected = torch.tensor([[1000.0, 1.0]])
    gap = shown(expected + torch.tensor([[6.2e-5, 1.0]]), expected).panels[2]
    assert gap.rows == ((0.0, 1.0),)


def test_numbers_have_four_digits():
    assert (
        shown(torch.tensor([[1 / 3, 2]]), torch.tensor([[1.0, 2]])).panels[1].rows[0][0] == 0.3333
    )


@quick
@given(tensors(), tensors())
def test_any_two_arrays_can_be_shown(got, expected):
    found = shown(got, expected, images=got, weight=expected)
    assert all(math.isfinite(panel.low) and math.isfinite(panel.high) for panel in found.panels)


def test_a_picture_goes_from_black_to_white():
    png = picture(torch.tensor([[0.0, 5.0, 10.0, -3.0, 99.0]]), 0.0, 10.0)
    pixels = np.asarray(Image.open(io.BytesIO(base64.b64decode(png))))
    assert pixels.tolist() == [[0, 127, 255, 0, 255]]
    assert picture(torch.ones(2, 2), 1.0, 1.0)


def test_of_an_error_the_learners_lines_are_shown():
    lines = (Line("a.py", 1, "f", "x"),)
    assert of_error(Answer("raised", lines=lines)) == Evidence(lines=lines)


def test_the_name_of_the_piece_is_kept():
    got, expected = {"a": torch.zeros(2, 2)}, {"a": torch.ones(2, 2)}
    assert shown(got, expected).where == ("a",)


def test_a_picture_is_as_dark_as_its_lowest_and_as_bright_as_its_highest_number():
    rows = torch.tensor([[1.0, 2.0, 3.0], [-5.0, 9.0, math.nan]])
    image = Image.open(io.BytesIO(base64.b64decode(picture(rows, 1, 3))))
    assert np.array(image).tolist() == [[0, 127, 255], [0, 255, 0]]
    flat = Image.open(io.BytesIO(base64.b64decode(picture(torch.full((1, 2), 4.0), 4, 4))))
    assert np.array(flat).tolist() == [[0, 0]]


def test_numbers_without_an_end_leave_the_shades_of_the_others():
    got = torch.tensor([[math.inf, 2.0], [math.nan, 4.0]])
    panel = next(p for p in shown(got, torch.full((2, 2), 3.0)).panels if p.title == "got")
    assert (panel.low, panel.high) == (2.0, 4.0)
    nothing = shown(torch.full((2, 2), math.nan), torch.full((2, 2), math.inf)).panels[0]
    assert (nothing.low, nothing.high) == (0.0, 1.0)
