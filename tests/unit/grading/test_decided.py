"""What people decided, as it is told."""

from __future__ import annotations

import dataclasses

import pytest

from autograder.grading.decided import AFTER_LATENESS, TOTAL, Adjusted, Adjustment

ROWS = (
    Adjustment("ada", "fit", 3, comment="well argued", by="T"),
    Adjustment("ada", "train", excused=True),
    Adjustment("ada", "", comment="see me"),
    Adjustment("ada", "layers", by="T"),
)
GIVEN = Adjusted(ROWS, score=7, max_score=10, penalty=0, points={"fit": 1.5})


def test_each_row_that_says_something_is_a_line_those_of_all_first():
    assert GIVEN.in_words() == [
        "see me",
        "fit: 3 instead of 1.5 points: well argued (T)",
        "train: excused",
    ]


@pytest.mark.parametrize(
    ("row", "decides", "of_all"),
    [
        (Adjustment("ada", "fit", 0), True, False),
        (Adjustment("ada", "fit", excused=True), True, False),
        (Adjustment("ada", TOTAL, 5), True, True),
        (Adjustment("ada", AFTER_LATENESS, 5), True, True),
        (Adjustment("ada", TOTAL, comment="so"), False, False),
    ],
)
def test_a_row_decides_points_or_the_total(row, decides, of_all):
    made = dataclasses.replace(GIVEN, rows=(row,))
    assert (row.decides, made.decides, made.decides_total) == (decides, decides, of_all)


def test_a_members_own_row_comes_before_the_groups():
    own = Adjustment("ada", "fit", 2, member="bea")
    made = dataclasses.replace(GIVEN, rows=(*ROWS, own))
    assert made.row("fit") is own and made.row("train") is ROWS[1]
    assert made.row("other") is None


def test_a_total_stands_before_the_exercises_and_is_told_in_words():
    rows = (*ROWS[:1], Adjustment("ada", TOTAL, 5))
    made = dataclasses.replace(GIVEN, rows=rows, points={"fit": 1.5, TOTAL: 7})
    assert made.in_words()[0] == "total: 5 instead of 7 points"
