"""A word of a closed set is written, compared and stored as the text that it is."""

from __future__ import annotations

import json
import pickle

import msgspec
import pytest

from autograder.checks.verdict import Outcome
from autograder.core.languages import _, set_language
from autograder.grading.results import Status
from autograder.sandbox.inside.kinds import AnswerKind

WORDS = [*Outcome, *Status, *AnswerKind]


@pytest.mark.parametrize("word", WORDS, ids=str)
def test_a_word_is_its_text_wherever_it_is_written(word):
    text = word.value
    assert f"{word}" == str(word) == "%s" % word == "".join([word]) == text  # noqa: UP031
    assert f"{word:>20}" == f"{text:>20}"
    assert json.dumps({"outcome": word}) == json.dumps({"outcome": text})
    assert word == text and hash(word) == hash(text)
    assert pickle.loads(pickle.dumps(word)) is word


def test_a_stored_word_is_one_of_those_that_there_are():
    assert msgspec.convert("timed out", Outcome) is Outcome.TIMED_OUT
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert("perfect", Outcome)


def test_a_word_is_said_in_the_language_chosen():
    set_language("zh")
    assert _(Outcome.PASSED) == _("passed") != "passed"
    set_language("en")
    assert _(Outcome.PASSED) == "passed"
