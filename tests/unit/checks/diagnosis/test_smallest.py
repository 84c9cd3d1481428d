"""The smallest input that shows a wrong answer is found, and written with its numbers."""

from __future__ import annotations

import pytest
import torch

from autograder.checks.diagnosis.smallest import (
    call_in_words,
    in_numbers,
    small_questions,
    smallest_wrong,
)
from autograder.checks.questions import questions
from autograder.checks.sides import Cached, InProcess
from autograder.core.languages import set_language
from autograder.course.reference import solution_of
from autograder.sandbox.inside.answering import Answer, Question

REFERENCE = Cached(InProcess.of_reference())
PLAIN = [name for name, spec in questions().items() if spec.scenario is None]


@pytest.mark.parametrize("name", PLAIN)
def test_every_plain_function_has_small_questions_with_an_answer(name):
    asked = small_questions(name)
    answers = [REFERENCE.answer(question) for question in asked]
    assert len({question.fingerprint for question in asked}) == len(asked) <= 28
    assert sum(answer.kind == "value" for answer in answers) >= 4
    for array in (value for question in asked for value in question.args):
        if isinstance(array, torch.Tensor):
            assert torch.equal(array, array.round()) and bool((array != 0).all())


def wrong(name: str, part: str, old: str, new: str):
    source = solution_of(part)
    assert old in source
    side = Cached(InProcess.of_reference({part: source.replace(old, new)}))
    return smallest_wrong(name, side, REFERENCE)


def test_the_first_small_question_that_differs_is_returned():
    set_language("en")
    small = wrong("cross_correlate", "filters", "(window * kernel)", "(window * kernel * kernel)")
    kernel, got = small.question.args[1], small.got.value
    assert got.numel() == 1 and not torch.equal(got, small.expected.value)
    assert kernel.shape == (1, 1) and kernel.item() not in (0, 1)
    larger = wrong("cross_correlate", "filters", "window * kernel", "window * kernel.flip(0, 1)")
    assert larger.question.args[1].shape == (2, 2)


def test_an_error_differs_from_a_value_and_comes_last():
    small = wrong("linear", "layers", "y = x @ weight.T", "y = (x @ weight.T).no_such")
    assert small.got.kind == "raised"
    small = wrong("linear", "layers", "y = x @ weight.T", "y = x @ weight")
    assert small.got.kind == "value" and small.question.args[1].shape == (2, 2)


def test_where_everything_small_is_right_there_is_none():
    assert smallest_wrong("relu", REFERENCE, REFERENCE) is None


def test_whoever_loops_is_asked_no_more():
    class Loops:
        asked = 0

        def answer(self, question: Question) -> Answer:
            self.asked += 1
            return Answer("timed out")

    side = Loops()
    assert smallest_wrong("relu", side, REFERENCE) is None and side.asked == 1


def test_where_a_scenario_is_set_up_there_are_none():
    assert small_questions("training") == ()


def test_all_numbers_are_written():
    arguments = {"x": torch.tensor([[1.0, -2.5]]), "stride": 2, "bias": None}
    assert call_in_words("f", arguments) == "f with x [[1, -2.5]], stride 2, bias None"
    assert in_numbers((3, 4)) == "(3, 4)" and in_numbers(torch.tensor(2.0)) == "2"
    assert in_numbers(torch.ones(20, 20)) == "a tensor (20, 20)"
