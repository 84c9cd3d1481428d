"""A number that a platform made up means a learner there and nobody elsewhere."""

from __future__ import annotations

import pytest
from making import result

from autograder.grading.results import Lateness
from autograder.platforms.gradebook import matched
from autograder.platforms.numbers import number_of


def collected(platform, learner, handle, identity=""):
    handed_in = Lateness(learner, platform=platform, handle=handle)
    return result(identity or learner, handed_in=handed_in)


@pytest.mark.parametrize(
    ("platform", "handle", "number"),
    [
        ("canvas", "lovelaceada_LATE_11_900", "11"),
        ("canvas", "11_900", "11"),
        ("canvas", "anon_Ab1cD_900", ""),
        ("moodle", "Ada Lovelace_101", "101"),
        ("moodle", "Default group", ""),
        ("gradescope", "submission_7000", ""),
        ("", "x_11_900", ""),
    ],
)
def test_the_number_stands_in_what_the_platform_calls_a_submission(platform, handle, number):
    assert number_of(collected(platform, "a", handle)) == number


def test_a_number_of_one_platform_is_nobodys_in_the_gradebook_of_another():
    canvas = collected("canvas", "12", "ada_12_900")
    moodle = collected("moodle", "12", "Ada_12")
    for gradebook, own, other in (("canvas", canvas, moodle), ("moodle", moodle, canvas)):
        assert matched([("12", "Bob")], [own], gradebook)[0][0].result == own
        assert matched([("12", "Bob")], [other], gradebook)[1] == [other]
        assert matched([("7", "12")], [own], gradebook)[1] == [own], "a column of other numbers"
    assert matched([("x", "12")], [canvas])[0][0].result == canvas, "a roster may name it"


def test_the_rosters_id_counts_everywhere():
    given = collected("canvas", "2026001", "ada_12_900", "12")
    assert matched([("7", "2026001")], [given], "moodle")[0][0].result == given
    assert matched([("12", "x")], [given], "canvas")[0][0].result == given
    assert matched([("12", "x")], [given], "moodle")[1] == [given]


def test_a_learner_whom_a_roster_renamed_is_known_by_the_platforms_own_number():
    named = collected("moodle", "s01", "Ada Lovelace_601")
    assert matched([("601", "Ada Lovelace")], [named], "moodle")[0][0].result == named
    assert matched([("7", "601")], [named], "moodle")[1] == [named]
    assert matched([("601", "x")], [named], "canvas")[1] == [named]
