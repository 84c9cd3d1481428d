"""A property is a sentence and a question."""

from autograder.checks.property import Property


def test_both_are_told():
    found = Property("It is so.", "Is it?")
    assert (found.sentence, found.question, found.may_be_chance) == ("It is so.", "Is it?", False)
