"""What a question that was not answered rightly tells, in short and as a whole."""

from __future__ import annotations

import dataclasses

import pytest
import torch

from autograder.checks.ask import Ask
from autograder.checks.failure import CheckFailed, ReferenceFailed
from autograder.checks.sides import InProcess
from autograder.checks.views import rounding
from autograder.sandbox.inside.answering import Answer, Question
from autograder.sandbox.inside.kinds import AnswerKind

NET = "from torch import nn\nclass LeNet(nn.Module):\n"


@pytest.fixture
def failed(tmp_path):
    """Ask a file of this text, and return why that is not right."""

    def asked(part: str, text: str, ask) -> CheckFailed:
        (tmp_path / f"{part}.py").write_text(text, encoding="utf-8")
        with pytest.raises(CheckFailed) as caught:
            ask(Ask(InProcess.of_path(tmp_path), InProcess.of_reference(), 0))
        return caught.value

    return asked


def relu(ask):
    return ask.relu(torch.tensor([[1.0, -2.0]]))


def test_a_wrong_value_is_told_with_one_difference_and_where_the_function_begins(failed):
    found = failed("layers", "\ndef relu(x):\n    return x\n", relu)
    assert found.brief.details == (
        "  asked     relu with x (1, 2)",
        "  differs   first at [0, 1]: -2 instead of 0; 1 of 2 numbers differ",
        "  layers.py, line 2",
        "      def relu(x):",
    )
    assert found.brief.place.number == 2
    assert found.brief.explanation == "What came back is `x` itself, unchanged."
    assert found.brief.question.endswith("?") and not found.brief.try_this
    assert "[ 1, -2]" in found.message and "expected  a tensor of shape (1, 2)" in found.message


def test_an_error_is_told_in_plain_words_above_itself(failed):
    found = failed("layers", "def relu(x):\n    if x > 0:\n        return x\n", relu)
    explanation, usually, next_step, blank, *rest = found.message.splitlines()
    assert explanation.startswith("A whole tensor is used as one yes or no") and not blank
    assert (
        found.brief.explanation == f"{explanation}\n{usually}" and found.brief.try_this == next_step
    )
    assert any("RuntimeError: Boolean value of Tensor" in line for line in rest)
    assert found.brief.error.startswith("RuntimeError: Boolean value")
    assert (found.brief.place.number, found.brief.place.function) == (2, "relu")


def test_a_file_that_cannot_be_read_is_told_in_plain_words(failed):
    found = failed("layers", "def relu(x)：\n    return x\n", relu)
    assert found.message.startswith("Python does not know the character `：`.")
    assert "layers.py could not be imported: SyntaxError" in found.message
    assert found.brief.place.number == 1


@pytest.mark.parametrize("encoding", ["utf-16", "gbk"])
def test_of_a_file_that_is_no_text_is_said_only_that(tmp_path, encoding):
    text = "# 卷积神经网络\ndef relu(x):\n    return x\n"
    (tmp_path / "layers.py").write_text(text, encoding=encoding)
    with pytest.raises(CheckFailed) as caught:
        relu(Ask(InProcess.of_path(tmp_path), InProcess.of_reference(), 0))
    told = f"The file is encoded in {encoding.upper()}: save it as UTF-8."
    assert caught.value.message.strip() == f"layers.py could not be imported: {told}"
    assert caught.value.brief.text.count(told) == 1


@pytest.mark.parametrize(
    ("text", "explanation"),
    [
        ("def other(x): ...\n", "layers.py does not define relu."),
        ("import torch\ndef relu(x):\n    return torch.relu(x)\n", "Not allowed here: "),
    ],
)
def test_in_short_everything_is_told_once(failed, text, explanation):
    found = failed("layers", text, relu)
    assert found.brief.explanation.startswith(explanation)
    assert found.brief.text.count(explanation) == found.message.count(explanation) == 1


def test_of_a_name_that_was_never_bound_the_cause_is_told(failed):
    found = failed("layers", "import torhc\nrelu = torhc.relu\n", relu)
    assert (
        found.brief.explanation.startswith("Python finds no module")
        or "torhc" in found.brief.explanation
    )
    assert "layers.py does not define relu." in found.brief.text


def test_a_scenario_is_told_in_words(failed):
    found = failed("lenet", f"{NET}    pass\n", lambda ask: ask.lenet_parameters(3))
    assert "LeNet(num_classes=3)" in found.message and "num_classes  " not in found.message


def test_what_gives_nothing_back_is_asked_for_its_return(failed):
    found = failed("layers", "def relu(x):\n    x.clamp(min=0)\n", relu)
    assert "is a `return` missing?" in found.brief.text


def refused_kernel(ask):
    return ask.raises_naming(of="kernel_size").conv2d_output_shape(3, 5)


REFUSES = "def conv2d_output_shape(input_size, kernel_size, stride=1, padding=0, dilation=1):\n"


def test_a_refusal_that_names_the_argument_is_right(tmp_path):
    text = f'{REFUSES}    raise ValueError("kernel_size is too large")\n'
    (tmp_path / "output_shape.py").write_text(text, encoding="utf-8")
    refused_kernel(Ask(InProcess.of_path(tmp_path), InProcess.of_reference(), 0))


@pytest.mark.parametrize(
    ("line", "got"),
    [
        ("return 1, 1", "(1, 1)"),
        ('raise ValueError("too large")', "ValueError: too large"),
    ],
)
def test_anything_but_such_a_refusal_is_wrong(failed, line, got):
    found = failed("output_shape", f"{REFUSES}    {line}\n", refused_kernel)
    assert "expected  a ValueError whose message names `kernel_size`" in found.message
    assert got in found.message


def test_what_the_reference_does_not_refuse_is_its_own_failure(tmp_path):
    (tmp_path / "output_shape.py").write_text(f"{REFUSES}    return 1, 1\n", encoding="utf-8")
    ask = Ask(InProcess.of_path(tmp_path), InProcess.of_reference(), 0)
    with pytest.raises(ReferenceFailed):
        ask.raises_naming(of="stride").conv2d_output_shape(3, 5)
    with pytest.raises(ReferenceFailed):
        ask.raises_naming(of="kernel_size").conv2d_output_shape(5, 3)


def asking(tmp_path, text: str) -> Ask:
    (tmp_path / "layers.py").write_text(text, encoding="utf-8")
    return Ask(InProcess.of_path(tmp_path), InProcess.of_reference(), 0)


def test_a_check_may_look_closely_or_loosely_and_at_a_part(tmp_path):
    ask, x = asking(tmp_path, "def relu(x):\n    return x.clamp(min=0) + 0.25\n"), torch.ones(2)
    with pytest.raises(CheckFailed):
        ask.relu(x)
    assert torch.equal(ask.projected(lambda value: value, 0.5).relu(x), x + 0.25)
    ask.projected(lambda value: value.shape).relu(x)
    ask.in_form().relu(x)


def test_products_alone_may_be_counted():
    class Side:
        def __init__(self, products: int, value: int = 0):
            self.given = Answer(AnswerKind.VALUE, value, products=products)

        def answer(self, question):
            assert question.in_proportion
            return self.given

    Ask(Side(1, 5), Side(1, 6), 0).counting_products().conv2d_matmul(1)
    with pytest.raises(CheckFailed, match="2 matrix products were computed; 1 is enough"):
        Ask(Side(2), Side(1), 0).counting_products().conv2d_matmul(1)


def test_a_submissions_own_value_is_heard_and_compared_with_nothing(tmp_path):
    heard = []
    ask = asking(tmp_path, "def relu(x):\n    return 'mine'\n")
    ask = dataclasses.replace(ask, listener=lambda case, expected: heard.append((case, expected)))
    question = Question(("layers.relu",), (torch.ones(1),))
    assert ask.submission_only("relu", question) == "mine"
    ((case, expected),) = heard
    assert case.question is question and case.name == "relu" and expected is None
    with pytest.raises(CheckFailed):
        asking(tmp_path, "def relu(x):\n    return x.gone\n").submission_only("relu", question)


def test_a_failed_check_names_the_function_that_was_asked(failed):
    assert failed("layers", "def relu(x):\n    return x\n", relu).function == "relu"


@pytest.mark.parametrize("look", [Ask.leaving_inputs, Ask.in_form, lambda a: a.projected(rounding)])
@pytest.mark.parametrize(("body", "came"), [("x + 1", "nothing (None)"), ("return {1}", "set")])
def test_whoever_returns_nothing_has_not_kept_the_inputs(failed, look, body, came):
    found = failed("layers", f"def relu(x):\n    {body}\n", lambda ask: relu(look(ask)))
    assert came in found.message and "a tensor" in found.message
