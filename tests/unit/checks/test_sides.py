"""Whoever remembers asks only once, and shares with other processes what takes long."""

from __future__ import annotations

import torch

from autograder.checks.sides import Cached, Heard, InProcess
from autograder.sandbox.inside.answering import Answer, Question


class Counting:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def answer(self, question: Question, trusted: bool = False) -> Answer:
        self.asked += 1
        return Answer("value", {"weights after each call": [{"w": torch.ones(2, 3)}]})


def test_a_question_is_asked_once(tmp_path):
    side = Counting()
    remembering = Cached(side)
    for _ in range(3):
        remembering.answer(Question(("layers.relu",), (torch.ones(2),)))
    assert side.asked == 1


def test_a_training_is_shared_between_processes_and_nothing_else_is(tmp_path):
    one, other = Counting(), Counting()
    training = Question(
        ("lenet.LeNet", "train.train"), scenario="accuracy.accuracy", is_measured=True
    )
    first = Cached(one, tmp_path).answer(training)
    second = Cached(other, tmp_path).answer(training)
    assert (one.asked, other.asked) == (1, 0)
    assert torch.equal(
        *(answer.value["weights after each call"][0]["w"] for answer in (first, second))
    )
    Cached(other, tmp_path).answer(Question(("layers.relu",)))
    assert other.asked == 1


def test_whoever_stands_between_gives_the_object_that_a_target_names():
    """A released kit has no reference: there the learner's own network judges."""
    here = InProcess.of_reference()
    network = here.function("lenet.LeNet")
    assert Heard(here).function("lenet.LeNet") is network
    assert Cached(here).function("lenet.LeNet") is network


def test_a_function_begins_where_the_file_defines_it(tmp_path):
    text = "import math\n\n\ndef helper(x):\n    return x\n\n\ndef relu(x):\n    return helper(x)\n"
    (tmp_path / "layers.py").write_text(text, encoding="utf-8")
    line = InProcess.of_path(tmp_path).beginning("layers.relu")
    assert line is not None
    assert (line.file, line.number, line.text) == ("layers.py", 8, "def relu(x):")
    assert InProcess.of_path(tmp_path).beginning("layers.linear") is None
    (tmp_path / "layers.py").write_text("def relu(x:\n", encoding="utf-8")
    assert InProcess.of_path(tmp_path).beginning("layers.relu") is None
