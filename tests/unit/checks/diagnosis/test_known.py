"""Further inputs are the same in every run, and what was answered to them is remembered."""

from __future__ import annotations

import pytest
import torch

from autograder.checks.cases import as_it_is
from autograder.checks.diagnosis.known import FURTHER_INPUTS, Sides, further_case, further_question
from autograder.sandbox.inside.answering import Answer, Question


class Counts:
    """Says how often it was asked."""

    def __init__(self) -> None:
        self.count = 0

    def answer(self, question: Question) -> Answer:
        self.count += 1
        return Answer("value", self.count)


class Knows:
    """Knows no answer, as a kit that has none recorded."""

    def answer(self, question: Question) -> Answer:
        raise LookupError


def test_further_questions_differ_from_each_other_and_come_again():
    asked = [further_question("relu", number).fingerprint for number in range(FURTHER_INPUTS)]
    assert len(set(asked)) == FURTHER_INPUTS
    assert asked[2] == further_question("relu", 2).fingerprint


def test_a_further_case_is_compared_as_its_name_says():
    case = further_case("relu", 1)
    assert (case.name, case.tolerance, case.view) == ("relu", 0, as_it_is)
    assert further_case("mnist_loaders", 0).view is not as_it_is


def test_a_submission_is_asked_once():
    side = Counts()
    sides = Sides(side, Knows(), {})
    question = further_question("relu", 1)
    assert sides.own(question).value == sides.own(question).value == side.count == 1


def test_what_is_not_recorded_is_taken_to_have_a_value():
    question = further_question("relu", 1)
    assert Sides(Counts(), Knows(), {}).has_value(question)
    assert Sides(Counts(), Counts(), {}).has_value(question)


class Returns:
    """Returns an array of so many numbers."""

    def __init__(self, count: int) -> None:
        self.value = torch.zeros(count)

    def answer(self, question: Question) -> Answer:
        return Answer("value", self.value)


@pytest.mark.parametrize(
    ("right", "own", "kept"),
    [(1, 1000, True), (1, 1001, False), (500, 2000, True), (500, 2001, False)],
)
def test_of_an_answer_no_more_is_kept_than_a_right_one_could_need(right, own, kept):
    sides = Sides(Returns(own), Returns(right), {})
    assert (sides.own(further_question("relu", 1)).value is not None) == kept
