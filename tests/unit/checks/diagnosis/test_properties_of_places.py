"""Where the wrong numbers of an array are is told, and that it may be chance."""

from __future__ import annotations

import pytest
import torch

from autograder.checks.diagnosis.properties_of_places import of_places

RIGHT = torch.tensor([[1.0, -2.0, 3.0, 0.5], [-4.0, 0.0, 6.0, 7.0], [2.5, -1.0, 0.0, 9.0]])
CUBE = torch.stack([RIGHT, RIGHT + 1, RIGHT * 2])


def told(got: torch.Tensor, expected: torch.Tensor = RIGHT) -> list[str]:
    found = list(of_places(got, expected))
    assert all(each.may_be_chance and each.question.endswith("?") for each in found)
    return [each.sentence for each in found]


def changed(*places, array=RIGHT, by=20.0) -> torch.Tensor:
    wrong = array.clone()
    for place in places:
        wrong[place] += by
    return wrong


SIGNS = [
    (RIGHT <= 0, "The positive numbers are right; the others are wrong."),
    (RIGHT < 0, "Where a negative number was expected it is wrong; the rest is right."),
    (RIGHT > 0, "Where a positive number was expected it is wrong; the rest is right."),
    (RIGHT == 0, "Where 0 was expected it is wrong; the rest is right."),
]


@pytest.mark.parametrize(("wrong", "sentence"), SIGNS)
def test_wrong_numbers_of_one_sign_are_told(wrong, sentence):
    assert told(changed(wrong))[0] == sentence
    assert not [
        words for words in told(changed(wrong)) if words in {s for _, s in SIGNS} - {sentence}
    ]


def test_where_the_answer_was_left_at_0_it_is_told():
    left = RIGHT.clone()
    left[0, 2] = left[2, 3] = 0
    assert told(left)[0] == "Where the answer is wrong it is 0; the rest is right."


def test_of_one_line_of_numbers_the_place_is_told():
    line = torch.arange(1.0, 6)
    assert told(changed(0, array=line), line) == [
        "Only the first slice along axis 0 is wrong.",
        "Everything that is wrong lies in slice 0 along axis 0.",
    ]
    assert told(changed(2, array=line), line) == [
        "Everything that is wrong lies in slice 2 along axis 0."
    ]
    assert told(changed(0, array=line[:1]), line[:1]) == []


LIES = "Everything that is wrong lies in slice {} along axis {}."


@pytest.mark.parametrize(
    ("wrong", "sentences"),
    [
        (
            (-1, 1, 1),
            [
                "Only the last slice along axis 0 is wrong.",
                *(LIES.format(*place) for place in ((2, 0), (1, 1), (1, 2))),
            ],
        ),
        (
            (slice(1, None), slice(1, None), slice(0, 3)),
            [
                "Only the first slice along axis 0 is right.",
                "Only the first slice along axis 1 is right.",
                "Only the last slice along axis 2 is right.",
            ],
        ),
    ],
)
def test_the_slice_that_is_wrong_or_right_is_named(wrong, sentences):
    assert told(changed(wrong, array=CUBE), CUBE) == sentences


def test_a_right_slice_of_zeros_says_nothing():
    padded = RIGHT.clone()
    padded[0] = 0
    assert told(changed((slice(1, None), slice(1, 3)), array=padded), padded) == []


SIDES = {
    "first row": [(0, slice(None))],
    "last row": [(-1, slice(None))],
    "first column": [(slice(None), 0)],
    "last column": [(slice(None), -1)],
}


@pytest.mark.parametrize("side", SIDES)
def test_a_side_of_the_border_is_named(side):
    assert told(changed(*SIDES[side])) == [f"Only the {side} is wrong."]


def test_two_sides_are_named_and_more_are_the_border():
    rows = [*SIDES["first row"], *SIDES["last column"]]
    assert told(changed(*rows)) == ["Only the first row and the last column are wrong."]
    every = [place for places in SIDES.values() for place in places]
    assert told(changed(*every)) == ["Right inside, wrong at the border."]


def test_slices_that_are_alike_and_should_differ_are_told():
    sentence = "Along axis {} all slices hold the same numbers; they should differ."
    assert sentence.format(0) in told(CUBE[:1].expand(3, -1, -1), CUBE)
    assert sentence.format(2) in told(CUBE[..., :1].expand(-1, -1, 4), CUBE)
    alike = CUBE[:1].repeat(3, 1, 1)
    assert told(alike + 1, alike) == []
    assert sentence.format(0) not in told(torch.full((3,), 20.0), torch.arange(3.0))
