"""What is seen of a wrong number, text or list is said; else which kind of difference it is."""

from __future__ import annotations

import pytest
import torch

from autograder.checks.compare import Difference
from autograder.checks.diagnosis.properties_of_values import (
    kind_of_difference,
    of_another_kind,
    properties_of,
    right_but_for_its_kind,
)
from autograder.core.languages import set_language


def told(got, expected, **arguments) -> str:
    set_language("en")
    found = next(properties_of(Difference((), got, expected, ""), arguments), None)
    assert found is None or (found.sentence.endswith(".") and found.question.endswith("?"))
    return found.sentence if found else ""


SEEN = [
    (7, 8, "It is one less than expected."),
    (9, 8, "It is one more than expected."),
    (16, 8, "2 times"),
    (0.5, 50.0, "divided by 100"),
    (-3.5, 3.5, "Right but for the sign."),
    (8.25, 8, "Right but for a fraction"),
    (28.57, 28.5714, "rounded (decimals left: 2)"),
    (86.0, 86.17, "rounded (decimals left: 0)"),
    (True, False, "It is True where the opposite was expected."),
    ("True: 7, Pred: 8", "True: 7\nPred: 8", "punctuation or line breaks are not"),
    ("Epoch 1: acc 3", "Epoch 1 Accuracy 3", "up to 'Epoch 1'; then comes ': acc 3'"),
    ("", "True: 7", "The text is empty."),
    ("a  b", "a b", "blanks or line breaks between them"),
    ((5, 3), (3, 5), "in a different order"),
    (["a", "c"], ["a", "b", "c", "d"], "not all of it: 2 missing."),
    (["a"], ["a", "a", "a"], "What is there is right, and there are 1 instead of 3."),
    ([], ["a", "b"], "Nothing is there, and 2 are expected."),
    (["a", "b"], ["b"], "more than was expected: a."),
    (torch.tensor([2.0, 4.0, 6.0, 10.0]), torch.tensor([1.0, 2.0, 3.0, 5.0]), "2 times"),
    ([[2.0, 4.0], [6.0, 10.0]], torch.tensor([[1.0, 2.0], [3.0, 5.0]]), "2 times"),
]


@pytest.mark.parametrize(("got", "expected", "sentence"), SEEN)
def test_what_is_seen_is_said(got, expected, sentence):
    assert sentence in told(got, expected)


def test_an_argument_that_comes_back_is_named():
    assert told(3, 8, stride=3) == "This is `stride` itself."


def test_what_an_argument_adds_or_multiplies_is_named():
    assert told(100, 95, out_channels=5) == "It is too large by `out_channels`."
    assert told(90, 95, out_channels=5) == "It is too small by `out_channels`."
    assert told(20, 5, out_channels=4) == "It is `out_channels` times what was expected."
    assert told(5, 20, in_channels=4) == "What was expected, divided by `in_channels`."
    assert told(96, 99, bias=True, padding=1) == ""


def test_a_small_number_may_be_chance():
    for got, expected in ((-1, 1), (100, 95)):
        difference = Difference((), got, expected, "")
        assert all(p.may_be_chance for p in properties_of(difference, {"out_channels": 5}))


def test_values_and_their_positions_are_told_as_a_pair():
    pair = torch.rand(2, 3).max(dim=0)
    found = of_another_kind(Difference((), tuple(pair), torch.ones(3), ""))
    assert found is not None and found.sentence.startswith("Two tensors came back")
    two = of_another_kind(Difference((), (torch.ones(2), torch.ones(2)), torch.ones(3), ""))
    assert two is None or "positions" not in two.sentence


def test_of_yes_and_no_the_piece_is_named():
    set_language("en")
    found = next(properties_of(Difference(("one optimizer",), False, True, ""), {}))
    assert found.sentence == "one optimizer: this should be True, and it is False."


def test_where_a_piece_differs_its_place_is_told():
    set_language("en")
    words = kind_of_difference(Difference((1,), 18, 9, "18 instead of 9"))
    assert words == "Entry [1] is 18 instead of 9."
    words = kind_of_difference(Difference(("class",), 0, 5, "0 instead of 5"))
    assert words == "class: 0 instead of 5."


def test_right_values_of_another_type_are_told_with_a_question():
    found = right_but_for_its_kind()
    assert found.sentence.endswith("their type is not the expected one.")
    assert found.question.endswith("?")


NOTHING = [
    (None, torch.ones(3)),
    ("text", 3),
    (True, 3),
    ([{}], [1]),
    ((1, 2), (7, 9)),
    ("red", "green"),
    (17, 3),
    (0.0005, 0),
]


@pytest.mark.parametrize(("got", "expected"), NOTHING)
def test_of_what_shows_nothing_nothing_is_said(got, expected):
    assert told(got, expected) == ""


KINDS = [
    (torch.ones(2), torch.ones(3), "The shape is not the one expected"),
    (torch.ones(3), torch.zeros(3), "every number is wrong"),
    (torch.tensor([1.0, 0.0, 0.0]), torch.zeros(3), "a single number is wrong"),
    (torch.tensor([1.0, 0.0, 2.0]), torch.zeros(3), "2 of 3 numbers differ"),
    (torch.ones(1), torch.zeros(1), "There is one number"),
    (None, torch.ones(3), "not what was expected"),
    ([1], {"a": 3}, "not what was expected"),
    ((5, 6, 7), (1, 2), "What came back has "),
    ("there is no such file", 3, "It is "),
    (None, "a", "It is "),
]


@pytest.mark.parametrize(("got", "expected", "words"), KINDS)
def test_every_difference_is_of_a_kind(got, expected, words):
    set_language("en")
    assert words in kind_of_difference(Difference((), got, expected, ""))


@pytest.mark.parametrize("got", [float("nan"), float("inf"), 10**400])
def test_numbers_without_an_end_have_no_property(got):
    assert next(properties_of(Difference("", got, 3, ""), {}), None) is None
