"""What is seen of a wrong text or list of names."""

from __future__ import annotations

import pytest

from autograder.checks.diagnosis.properties_of_texts import (
    FEW,
    of_other_names,
    of_sequences,
    of_texts,
)


def told(found) -> list[str]:
    properties = list(found)
    assert all(one.question.endswith("?") and not one.may_be_chance for one in properties)
    return [one.sentence for one in properties]


WORDS = "The words are right; capitals, punctuation or line breaks are not."


@pytest.mark.parametrize(
    ("got", "expected", "sentences"),
    [
        (
            "a  b",
            "a b",
            ["The words are right; the blanks or line breaks between them are not.", WORDS],
        ),
        ("Acc: 3", "ACC 3", [WORDS]),
        ("Acc: 3", "Acc: 4", ["It is right up to 'Acc: '; then comes '3' instead of '4'."]),
        ("abcd", "abxy", []),
        ("abcd", "abcx", ["It is right up to 'abc'; then comes 'd' instead of 'x'."]),
        (
            f"{'a' * 30}b{'c' * 30}",
            f"{'a' * 30}d",
            [f"It is right up to '{'a' * 20}'; then comes 'b{'c' * 19}' instead of 'd'."],
        ),
        ("", "abc", ["The text is empty."]),
        ("abc", "", []),
    ],
)
def test_texts(got, expected, sentences):
    assert told(of_texts(got, expected)) == sentences


@pytest.mark.parametrize(
    ("got", "expected", "sentences"),
    [
        (["conv", "fc1"], ["conv", "fc"], ["fc missing, and there instead: fc1."]),
        (["conv"], ["conv", "fc"], []),
        (["conv", "fc"], ["conv"], []),
        (["conv", 1], ["conv", 2], []),
        (
            ["n" * 50],
            [*"abcde"],
            [f"a, b, c, d, … missing, and there instead: {'n' * 40}."],
        ),
        ([*"wxyz"], ["a"], ["a missing, and there instead: w, x, y, z."]),
    ],
)
def test_other_names(got, expected, sentences):
    assert told(of_other_names(got, expected)) == sentences


def test_that_a_few_values_are_right_may_be_chance():
    few, more = (
        next(iter(of_sequences([1] * count, [1] * (count + 2)))) for count in (FEW - 1, FEW)
    )
    assert few.may_be_chance and not more.may_be_chance


@pytest.mark.parametrize(
    ("got", "expected", "sentences"),
    [
        ([2, 1], [1, 2], ["The right values, but in a different order."]),
        ([1, 2, 3, 5, 4], [1, 2, 3, 4, 5], []),
        ((1, 2), [1, 2], []),
        (
            [1, 2, 3],
            [1, 2, 3, 4],
            [
                "What is there is right, and there are 3 instead of 4.",
                "What is there is right, but not all of it: 1 missing.",
            ],
        ),
        (
            [1, 2, 3, 4, 5],
            [1, 2, 3],
            [
                "What is there is right, and there are 5 instead of 3.",
                "Everything is there, and more than was expected: 4, 5.",
            ],
        ),
        ([], [1, 2], ["Nothing is there, and 2 are expected."]),
        ([1, 9], [1, 2], []),
        ([1, None], [1, 2], []),
    ],
)
def test_sequences(got, expected, sentences):
    assert told(of_sequences(got, expected)) == sentences
