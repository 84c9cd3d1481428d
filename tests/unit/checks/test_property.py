"""A property is a sentence and a question."""

from autograder.checks.property import Property


def test_both_are_told():
    assert Property("It is so.", "Is it?") == ("It is so.", "Is it?")
