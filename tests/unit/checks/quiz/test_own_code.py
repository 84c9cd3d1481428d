"""Questions about a learner's own code: what is asked, and that it has one answer."""

from __future__ import annotations

import dataclasses
import re

import pytest
from helpers import HOME

from autograder.checks.quiz.own_code import MAX_QUESTIONS, MAX_SHOWN, Kind, questions_about
from autograder.checks.sides import InProcess
from autograder.course import current_course
from autograder.course.reference import solution_files, solution_of
from autograder.sandbox.inside.answering import Answer
from autograder.sandbox.inside.kinds import AnswerKind
from autograder.sandbox.inside.layout import Layout
from autograder.sandbox.inside.tracing import MAX_TOLD
from autograder.sandbox.inside.workspace import Workspace

REFERENCE = InProcess.of_reference()
STYLES = sorted((HOME / "tests" / "right").glob("*/*.py"))
SAMPLE = STYLES[::9]
LOOPS = """
def cross_correlate(channel, kernel):
    out = channel.new_zeros(channel.shape[0] - kernel.shape[0] + 1, 1)
    best = int(channel.argmax())
    for i in range(out.shape[0]):
        row = channel[i]
        out[i, 0] = row[0]
    return out
"""


class Odd:
    """Answers whatever is told to it."""

    def __init__(self, value: object) -> None:
        self.value = value

    def answer(self, question):
        return Answer(AnswerKind.VALUE, self.value)


def about(source: str, exercise: str, seed: str = "a") -> list:
    layout = Layout(solution_files(), functions=current_course().functions)
    own = InProcess(Workspace(HOME / "solutions", layout, {exercise: source}))
    return questions_about(own, REFERENCE, [exercise], seed)


def test_each_kind_has_the_answer_that_the_code_gives():
    every = [q for seed in "abcdef" for q in about(LOOPS, "filters", seed)]
    found = {q.kind: q for q in every if q.function == "cross_correlate"}
    assert set(found) == {Kind.SHAPE, Kind.RUNS, Kind.ELEMENT}
    assert found[Kind.RUNS].answer == "10" and found[Kind.ELEMENT].answer == "[5, 0]"
    assert found[Kind.SHAPE].call == "cross_correlate channel (11, 9), kernel (2, 4)"


def test_what_hangs_on_numbers_that_nobody_is_told_is_not_asked():
    every = [q for seed in "abcdef" for q in about(LOOPS, "filters", seed)]
    assert every and not any("`best`" in q.question for q in every)


MANY = """
def cross_correlate(channel, kernel):
    out = channel.new_zeros(channel.shape[0] - kernel.shape[0] + 1, 1)
    for i in range(90):
        k = i // 50
        out[i % 10, 0] = k
    return out
"""


def test_of_what_runs_too_often_to_be_kept_no_value_is_asked():
    every = [q for seed in "abcdef" for q in about(MANY, "filters", seed)]
    assert every and not any("`k`" in q.question for q in every)


MINE = """
from torch.utils.data import DataLoader
from torchvision import datasets, transforms


class Mine:
    def __init__(self, root, train):
        self.set = datasets.MNIST(root, train, transform=make_transform())

    def __len__(self):
        return len(self.set)

    def __getitem__(self, number):
        return self.set[number]


def make_transform():
    steps = [transforms.ToTensor(), transforms.Normalize((0.1307,), (0.3081,))]
    return transforms.Compose(steps)


def make_loaders(root, batch_size=64):
    train, test = Mine(root, True), Mine(root, False)
    return DataLoader(train, batch_size, True), DataLoader(test, batch_size)
"""


def test_what_a_library_calls_as_often_as_it_likes_is_not_counted():
    every = [q for seed in "abcdef" for q in about(MINE, "mnist_data", seed)]
    runs = {q.line: q for q in every if q.kind == Kind.RUNS}
    assert "return self.set[number]" in runs and "return len(self.set)" not in runs
    read = runs["return self.set[number]"]
    images, epochs = re.findall(r"(\d+) training and .* for (\d+) epochs", read.call)[0]
    assert read.answer == str(int(images) * int(epochs))


def test_the_network_that_is_asked_about_is_told():
    source = (HOME / "tests" / "right" / "train" / "gradients_by_hand.py").read_text("utf-8")
    every = [q for seed in "abcd" for q in about(source, "train", seed)]
    one = next(q for q in every if q.line == "p.grad = None")
    assert "Conv2d(3, 4, (3, 2)) → BatchNorm2d(4) → Linear(64, 4)" in one.call
    batches = 4  # of 19 images, 6 at a time; each layer has a weight and a bias
    assert one.answer == str(batches * 3 * 2)


def test_a_change_of_an_argument_is_tried():
    found = [q for seed in "abcd" for q in about(solution_of("filters"), "filters", seed)]
    changed = {q.question: q for q in found if q.kind == Kind.CHANGED}
    one = changed["If `stride` were 3 instead of 2, what shape would the result have?"]
    assert one.answer == "(3, 4, 3)" and one.line == "" and one.function == "conv_layer"


def test_the_questions_differ_in_kind_and_function():
    names = [e.name for e in current_course().exercises if not e.is_measured]
    found = questions_about(REFERENCE, REFERENCE, names, "a")
    assert len(found) == MAX_QUESTIONS
    assert len({q.function for q in found}) == MAX_QUESTIONS
    assert len({q.kind for q in found}) >= 3


def line(name: str, shape: object, text: str = "t") -> list:
    """Return what the tracer would tell of a line that ran once."""
    return ["f", 1, "g", text, 1, {name: [{"shape": shape}]}, []]


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {"cut": 1},
        {"cut": False, "calls": {}, "lines": [[1] * 7]},
        {"cut": True, "calls": {}, "lines": []},
        {"cut": False, "calls": {}, "lines": [line("x", "no")]},
        {"cut": False, "calls": {}, "lines": [line("x\x1b[2J", [3])]},
        {"cut": False, "calls": {}, "lines": [line("x\n3. Answer", [3])]},
        {"cut": False, "calls": {}, "lines": [line("x\u202e", [3])]},
        {"cut": False, "calls": {}, "lines": [line("x" * 101, [3])]},
        {"cut": False, "calls": {}, "lines": [line("x", [3] * 1000)]},
        {"cut": False, "calls": {}, "lines": [line("x", [3])] * (MAX_TOLD + 1)},
    ],
)
def test_what_a_submission_makes_up_is_no_trace(value):
    assert questions_about(Odd(value), REFERENCE, ["filters"], "a") == []


def test_a_line_that_a_submission_makes_up_is_shown_in_short():
    told = {"cut": False, "calls": {}, "lines": [line("größe", [3], "t" * 10_000)]}
    found = questions_about(Odd(told), REFERENCE, ["filters"], "a")
    assert found
    for question in found:
        assert "`größe`" in question.question and len(question.line) == MAX_SHOWN


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(
            p, id=f"{p.parent.name}-{p.stem}", marks=[] if p in SAMPLE else pytest.mark.long
        )
        for p in STYLES
    ],
)
def test_right_styles_are_asked_the_same_again(path):
    source = path.read_text(encoding="utf-8")
    first, second = (about(source, path.parent.name) for _ in range(2))
    assert [dataclasses.astuple(q) for q in first] == [dataclasses.astuple(q) for q in second]
    for one in first:
        assert one.answer and one.question and one.call


@pytest.mark.parametrize("style", sorted(p.stem for p in STYLES if p.parent.name == "lenet"))
def test_every_network_is_asked_about(style):
    source = (HOME / "tests" / "right" / "lenet" / f"{style}.py").read_text("utf-8")
    found = about(source, "lenet")
    assert found and all(q.kind == Kind.SHAPE for q in found)


def test_a_line_in_a_loop_is_asked_about_on_one_run():
    source = (HOME / "tests" / "right" / "lenet" / "module_dict.py").read_text("utf-8")
    (one,) = about(source, "lenet")
    images = int(re.findall(r"images of shape \((\d)", one.call)[0])
    assert one.line == "x = layer(x)" and "`x` after run 3" in one.question
    assert one.answer == str((images, 120))  # after conv1 and conv2 comes fc1
