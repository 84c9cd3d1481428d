"""A verdict as it is told."""

from __future__ import annotations

from fractions import Fraction

import pytest

from autograder.checks.brief import Brief
from autograder.checks.training import Training
from autograder.checks.verdict import (
    CheckResult,
    Outcome,
    all_passed,
    causes,
    fix_first,
    passed,
    right_given,
    to_play,
)


def result(**other) -> CheckResult:
    given = {"part": "fit", "sentence": "It adds", "outcome": Outcome.PASSED, "points": Fraction(1)}
    return CheckResult(**given | other)


@pytest.mark.parametrize("outcome", Outcome)
def test_only_what_passed_earns_its_points(outcome):
    assert result(outcome=outcome).passed == (outcome == "passed")


def test_a_case_stands_behind_the_sentence():
    assert (result().name, result(case="3").name) == ("It adds", "It adds [3]")


def test_in_short_it_is_what_fits_the_first_screen_or_else_all():
    assert result(message="all of it").summary == "all of it"
    assert result(message="all", brief=Brief(explanation="in short")).summary == "in short"


def test_what_was_measured_is_said():
    training = Training(93.0, 90.0, 92.0, 97.0)
    assert result(properties={"training": training}).measured == training.in_a_sentence()
    assert result(properties={"measured": "3 seconds"}).measured == "3 seconds"
    assert result().measured == ""


def test_the_causes_of_what_was_carried_are_told_once_and_first():
    found = causes(result(carried=name) for name in ("relu", None, "fit", "relu"))
    assert found == ["relu", "fit"]
    assert right_given("relu") == "right, given your `relu`"
    assert fix_first(found) == (
        "right, given your `relu`: fix that first, right, given your `fit`: fix that first"
    )


def test_when_all_passed_there_is_something_to_see():
    assert all_passed().splitlines() == [passed(), to_play()]
