"""What is seen of a wrong answer is said, and only what is seen."""

from __future__ import annotations

import pytest
import torch

from autograder.checks.diagnosis.properties import of_arrays
from autograder.core.languages import set_language

RIGHT = torch.tensor(
    [
        [[0.5, -1.2, 3.4, 0.7], [2.2, 1.1, -0.4, 0.9], [-2.6, 0.3, 1.8, 4.1]],
        [[1.5, 0.2, -3.1, 2.7], [0.4, -1.9, 2.8, 0.6], [3.6, -0.3, 0.1, 1.4]],
    ]
)
MAP = RIGHT[0]
SQUARE = MAP[:, :3]


def told(got, expected=RIGHT, **arguments) -> str:
    """Return the first sentence; each comes with a question."""
    set_language("en")
    found = next(of_arrays(got, expected, arguments), None)
    if found is None:
        return ""
    assert found.sentence.endswith(".") and found.question.endswith("?")
    return found.sentence


def one_wrong(index, array=RIGHT):
    wrong = array.clone()
    wrong[index] += 5
    return wrong


BORDER = torch.ones(4, 5)
BORDER[1:-1, 1:-1] = 0
LARGE = torch.arange(20.0).reshape(4, 5).sqrt()

SEEN = [
    (-RIGHT, RIGHT, "Right but for the sign"),
    (RIGHT * 9, RIGHT, "Each number is 9 times what was expected."),
    (RIGHT / 4, RIGHT, "Each number is 0.25 times"),
    (RIGHT + 1.5, RIGHT, "Each number is off by the same 1.5."),
    (RIGHT + torch.tensor([1.0, -2.0])[:, None, None], RIGHT, "its own constant: 1, -2"),
    (MAP.flip(0), MAP, "upside down"),
    (MAP.flip(1), MAP, "mirrored"),
    (MAP.flip(0, 1), MAP, "rotated by 180 degrees"),
    (SQUARE.T, SQUARE, "transpose"),
    (MAP.T, MAP, "a different order: (1, 0)"),
    (RIGHT.permute(2, 0, 1), RIGHT, "a different order: (2, 0, 1)"),
    (RIGHT.flip(0), RIGHT, "the slices are right, but in a different order: [1, 0]"),
    (MAP.roll(1, 1), MAP, "shifted by one along axis 1"),
    (
        MAP.flatten()[torch.randperm(12, generator=torch.Generator().manual_seed(1))].reshape(3, 4),
        MAP,
        "in the wrong places",
    ),
    (RIGHT[None], RIGHT, "axes of size 1"),
    (RIGHT.reshape(6, 4), RIGHT, "in a different shape"),
    (torch.nn.functional.pad(MAP, (1, 1, 1, 1)), MAP, "with more around it: it starts at [1, 1]"),
    (MAP[1:, 1:], MAP, "the part that starts at [1, 1]"),
    (torch.zeros(2, 3, 4), RIGHT, "Every number in the answer is 0."),
    (-torch.zeros(2, 3, 4), RIGHT, "Every number in the answer is 0."),
    (RIGHT.gt(1).float(), RIGHT, "Only two numbers occur in the answer: 0 and 1."),
    (RIGHT[:1].repeat(2, 1, 1), RIGHT, "Along axis 0 all slices hold the same numbers"),
    (MAP.roll(-1, 1), MAP, "shifted by one along axis 1"),
    (RIGHT.clamp(-2, 2), RIGHT, "No number is beyond 2: larger ones are cut off there."),
    (torch.full((3, 4), 0.25), MAP, "Every number in the answer is 0.25."),
    (LARGE.round(decimals=1), LARGE, "Each number is rounded to 1 decimals."),
    (LARGE.round(decimals=3), LARGE, "Each number is rounded to 3 decimals."),
    (RIGHT.trunc(), RIGHT, "The fractions are lost"),
    (RIGHT * 3 - 1, RIGHT, "Each number is 3 times what was expected, plus -1."),
    (RIGHT * 1.001, RIGHT * 1.0, "Each number is 1.001 times"),
    (LARGE + BORDER * LARGE.flip(1), LARGE, "Right inside, wrong at the border."),
    (one_wrong((0, slice(None)), LARGE), LARGE, "Only the first row is wrong."),
    (one_wrong((slice(None), -1), LARGE), LARGE, "Only the last column is wrong."),
    (one_wrong((1, 1, 1)), RIGHT, "Only the first slice along axis 0 is right."),
]


@pytest.mark.parametrize(("got", "expected", "explanation"), SEEN)
def test_what_is_seen_is_said(got, expected, explanation):
    assert explanation in told(got, expected)


def test_of_one_line_of_numbers_nobody_knows_its_axis():
    line = torch.arange(6.0)
    one = next(of_arrays(line[:, None], line.reshape(1, 1, 6), {}))
    assert "axes of size 1" in one.sentence and one.may_be_chance
    assert not next(of_arrays(line, line.reshape(1, 1, 6), {})).may_be_chance
    assert not next(of_arrays(MAP[None], MAP, {})).may_be_chance


def test_what_is_seen_of_a_few_numbers_may_be_chance():
    assert next(of_arrays(MAP.clamp(-3, 3), MAP, {})).may_be_chance
    assert not next(of_arrays(RIGHT.clamp(-2, 2), RIGHT, {})).may_be_chance
    assert "cut off" not in told(MAP.clamp(max=4), MAP), "one number alone shows no limit"


def test_an_argument_that_comes_back_is_named():
    found = next(of_arrays(MAP, MAP + 1, {"channel": MAP}))
    assert found.sentence == "What came back is `channel` itself, unchanged."
    assert found.may_be_chance  # one window times one number, divided by it


def test_what_is_nearly_right_is_off_by_nothing():
    assert told(MAP.half().float(), MAP).startswith("Nearly right: ")


NOTHING = [
    (torch.randn(3, 4, generator=torch.Generator().manual_seed(2)), MAP),
    (torch.ones(0), torch.ones(3)),
    (torch.full((3, 4), float("nan")), MAP),
    (torch.ones(2), torch.zeros(2)),
    (MAP.to(torch.complex64), MAP),
]


@pytest.mark.parametrize(("got", "expected"), NOTHING)
def test_of_what_shows_nothing_nothing_is_said(got, expected):
    assert told(got, expected) == ""


def test_what_is_expected_nowhere_divides_nothing():
    assert "Every number" not in told(torch.ones(3, 4), torch.ones(3, 4) * 2)
    assert told(torch.ones(3, 4), torch.zeros(3, 4)) == "Each number is off by the same 1."
