"""Whoever remembers asks only once, and shares with other processes what takes long."""

from __future__ import annotations

import pytest
import torch

from autograder.checks.diagnosis.known import further_question
from autograder.checks.property import RETURN
from autograder.checks.sides import Cached, Heard, InProcess
from autograder.sandbox.inside.answering import Answer, Question
from autograder.sandbox.inside.kinds import AnswerKind
from autograder.sandbox.inside.layout import Layout
from autograder.sandbox.inside.workspace import Workspace
from autograder.sandbox.limits import Limits


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


SHORT = "def relu(x):\n    raise ValueError('short')\n"
LONG = "import torch\n\n\ndef relu(x):\n    return torch.relu(x, x)\n"


@pytest.mark.parametrize("also", ["", "\nprint\n"])
def test_the_line_of_an_error_is_that_of_the_text_that_ran(also):
    """Texts that stand for one file are loaded side by side, whole or statement by statement."""
    question = Question(("layers.relu",), (torch.ones(2),))
    sides = [InProcess.of_reference({"layers": text + also}) for text in (SHORT, LONG)]
    for _ in range(2):
        lines = [side.answer(question).lines[-1].text for side in sides]
        assert lines == ["raise ValueError('short')", "return torch.relu(x, x)"]


def test_the_line_of_the_reference_stays_its_own_beside_a_mistake_in_its_file(tmp_path):
    file = tmp_path / "layers.py"
    file.write_text(SHORT, encoding="utf-8")
    own, layout = Question(("layers.relu",), (torch.ones(2),)), Layout({"layers": "layers.py"})
    for trusted in (True, False):
        asked = InProcess(Workspace(tmp_path, layout, trusted=trusted))
        other = InProcess(Workspace(tmp_path, layout, {"layers": LONG}, trusted=trusted))
        asked.function("layers.relu")
        assert other.answer(own).lines[-1].text == "return torch.relu(x, x)"
        assert asked.answer(own).lines[-1].text == "raise ValueError('short')"


def test_what_a_file_of_the_kits_own_sets_while_it_is_loaded_does_not_stay():
    text = (
        "import torch\n\ntorch.set_default_dtype(torch.float64)\n\n\ndef relu(x):\n    return x\n"
    )
    side = InProcess.of_reference({"layers": text})
    side.answer(Question(("layers.relu",), (torch.ones(2),)))
    assert torch.get_default_dtype() == torch.float32


def test_a_file_of_the_kits_own_that_raises_is_told_statement_by_statement():
    text = "import no_such_module\n\n\ndef relu(x):\n    return x\n"
    side = InProcess.of_reference({"layers": text})
    assert side.answer(Question(("layers.relu",), (torch.ones(2),))).kind == AnswerKind.VALUE
    assert "no_such_module" in str(side.workspace.loader.left_out[0].why)


def test_it_is_noted_that_an_answer_came():
    heard = Heard(InProcess.of_reference())
    assert not heard.any
    answer = heard.answer(further_question("relu", 0))
    assert answer.kind == "value" and heard.any


NETWORK = """class LeNet(Module):
    def __init__(self):
        self.fc1 = Linear(2, 3)

    def forward(self, x):
        return self.fc1(x)
"""


@pytest.mark.parametrize(
    ("named", "number"),
    [
        *((["x.y", "fc1.weight"], 3), (["fc2", "fc1"], 6), (["forward"], 5), ([RETURN], 6)),
        *(([], 1), (["conv1"], 1)),
    ],
)
def test_of_a_class_it_is_the_line_of_what_is_named(tmp_path, named, number):
    (tmp_path / "lenet.py").write_text(NETWORK, encoding="utf-8")
    line = InProcess.of_path(tmp_path).beginning("lenet.LeNet", named)
    assert line.number == number and line.text == NETWORK.splitlines()[number - 1]


def test_what_never_ends_is_interrupted_where_there_are_limits(tmp_path):
    text = "def relu(x):\n    n = 0\n    while n < 9:\n        x = x\n    return x\n"
    (tmp_path / "layers.py").write_text(text, encoding="utf-8")
    side = InProcess.of_path(tmp_path, Limits(check_seconds=0.3))
    for seconds in ("0.3", "0.06"):  # it gets a fifth once it ran out of time
        answer = side.answer(Question(("layers.relu",), (torch.ones(1),)))
        assert answer.kind == "timed out" and f"after {seconds} seconds" in str(answer.message)
        assert answer.lines[-1].number in (3, 4)
