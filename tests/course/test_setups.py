"""What scenarios set up is told in words, never by the names of their own arguments."""

from __future__ import annotations

import functools
import re

import pytest

from autograder.checks import failure
from autograder.checks.brief import summarize, whole
from autograder.checks.diagnosis.known import further_question
from autograder.checks.questions import questions
from autograder.sandbox.inside import scenarios

OWN_NAMES = re.compile(
    r"\w+_before|on_fake_device|weights?\b(?= )|chosen|folder|as_text|class_weights"
    r"|recording|in_place|unused|labels_as_list|frames|arrays\b"
)
WITH_WORDS = [name for name, spec in questions().items() if spec.setup]


def arguments_of(name: str, number: int) -> dict:
    question = further_question(name, number)
    scenario = scenarios.find(question.scenario)
    function = functools.partial(scenario, *[None] * len(question.targets))
    return failure.argument_names(question, function)


@pytest.mark.parametrize("name", WITH_WORDS)
def test_a_setup_is_told_in_words(name):
    for number in range(6):
        words = list(questions()[name].setup(arguments_of(name, number)))
        assert words and all(words)
        assert not [word for word in words if OWN_NAMES.search(word)], words


def test_every_scenario_but_two_has_words():
    silent = {name for name, spec in questions().items() if spec.scenario and not spec.setup}
    assert silent == {"transformed", "accuracy"}, "their own words say it all"


def test_what_is_special_is_told():
    given = arguments_of("training", 0) | {"mode_before": False, "on_fake_device": True}
    given |= {"callbacks": None, "gradients_before": True}
    words = list(questions()["training"].setup(given))
    assert words[:5] == [
        "the network's layers: Conv2d(3, 4, (3, 2)) → BatchNorm2d(4) → Linear(64, 4)",
        "the network is on another device than the images",
        "the network is handed over in evaluation mode",
        "the network is handed over with gradients from before",
        "without callbacks",
    ]


def test_the_lines_of_a_scenario_hold_no_name_of_its_own():
    question = further_question("evaluation", 1)
    function = functools.partial(scenarios.find("evaluate.evaluation"), None)
    setup = questions()["evaluation"].setup
    lines = failure.asked_lines(question, "evaluate on a small network", function, setup)
    assert not OWN_NAMES.search(whole(lines)) and len(summarize(lines)) == 1
