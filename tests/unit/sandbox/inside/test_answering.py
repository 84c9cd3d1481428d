"""A question becomes an answer, whatever the learner's function does."""

from __future__ import annotations

import dataclasses

import pytest
import torch
from helpers import FUNCTIONS, write_files

from autograder.checks.questions import questions
from autograder.sandbox.inside.answering import Question, answer
from autograder.sandbox.inside.workspace import Workspace

LAYERS, CONVOLUTION = (questions()[name].forbids for name in ("relu", "im2col"))


@pytest.fixture
def asked(tmp_path):
    def ask(code: str, *args: object, seed: int = 0, kwargs: dict | None = None, **asked: object):
        folder = write_files(tmp_path / "submission", {"layers.py": code})
        question = Question(("layers.relu",), args, kwargs or {}, seed=seed, **asked)
        return answer(question, Workspace.of_path(folder, FUNCTIONS))

    return ask


def test_a_value_is_the_answer(asked):
    got = asked("def relu(x, y=1): return [x, y]", 2, kwargs={"y": 3})
    assert (got.kind, got.value, got.changed, got.products) == ("value", [2, 3], (), -1)


def test_an_error_is_told_with_its_type_its_bases_and_its_lines(asked):
    got = asked("def relu():\n    return {}['a']")
    assert (got.kind, got.error, got.message, got.loading) == ("raised", "KeyError", "'a'", False)
    assert got.bases[:3] == ("KeyError", "LookupError", "Exception")
    (line,) = got.lines
    assert (line.file, line.number, line.function) == ("layers.py", 2, "relu")
    assert line.text == "return {}['a']"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("raise NotImplementedError", "not written"),
        ("raise NotImplementedError('conv_layer')", "not written"),
        ("import torch; torch.zeros(2, device='meta').tolist()", "raised"),
        ("raise MemoryError", "out of memory"),
        ('raise RuntimeError("can\'t allocate memory: 8 bytes")', "out of memory"),
        ("raise SystemExit(1)", "raised"),
        ("raise GeneratorExit", "raised"),
    ],
)
def test_the_kind_of_error_is_told(asked, body, kind):
    assert asked(f"def relu():\n    {body}").kind == kind


def test_an_error_whose_words_raise_is_an_error_too(asked):
    code = "class E(Exception):\n    def __str__(self): raise ValueError\ndef relu(): raise E"
    assert asked(code).message == "(its message cannot be read)"


def test_a_long_message_is_cut(asked):
    assert len(asked("def relu(): raise ValueError('x' * 5000)").message) == 2000


def test_of_a_deep_traceback_the_last_lines_are_kept(asked):
    got = asked("def relu(n=20):\n    return relu(n - 1) if n else 1 / 0")
    assert len(got.lines) == 6 and got.error == "ZeroDivisionError"


def test_what_is_not_there_is_missing(asked):
    assert asked("x = 1").kind == "missing"


def test_a_file_that_is_no_python_says_where(asked):
    got = asked("def relu(:\n    pass")
    assert (got.kind, got.error, got.loading) == ("raised", "SyntaxError", True)
    assert got.lines[-1].number == 1 and got.lines[-1].text == "def relu(:"


@pytest.mark.parametrize(
    ("body", "changed"),
    [("x.add_(1)", ("0",)), ("y.add_(1)", ("y",)), ("x.unsqueeze_(0)", ("0",)), ("x + 1", ())],
)
def test_arguments_that_were_changed_are_named(asked, body, changed):
    x, y = torch.zeros(2), torch.zeros(2)
    assert asked(f"def relu(x, y): {body}", x, kwargs={"y": y}).changed == changed
    assert x.tolist() == y.tolist() == [0, 0]


def test_random_numbers_begin_anew_with_each_question(asked):
    code = "import random, numpy, torch\nrandom.random()\n"
    code += "def relu(): return [random.random(), float(numpy.random.rand()), torch.rand(1).item()]"
    first = asked(code, seed=5).value
    import random

    import numpy as np

    random.seed(5)
    np.random.seed(5)
    torch.manual_seed(5)
    assert first == [random.random(), float(np.random.rand()), torch.rand(1).item()]


@pytest.mark.parametrize(
    "body",
    [
        "return torch.relu(x)",
        "\n    try:\n        return torch.relu(x)\n    except Exception:\n        return x",
        "\n    try:\n        torch.relu(x)\n    finally:\n        raise ValueError",
    ],
)
def test_a_forbidden_call_is_the_answer_whatever_happens_after_it(asked, body):
    got = asked(f"import torch\ndef relu(x): {body}", torch.ones(1), forbids=LAYERS)
    assert got.kind == "forbidden" and str(got.message).startswith("relu was called: ")


def test_products_are_counted_where_operators_are_watched(asked):
    code, square = "def relu(x): return x @ x @ x", torch.ones(2, 2)
    got = asked(code, square, forbids=CONVOLUTION, counts_products=True)
    assert got.products == 2


def test_products_are_not_counted_where_nobody_asks(asked):
    code, square = "def relu(x): return x @ x @ x", torch.ones(2, 2)
    assert asked(code, square, forbids=CONVOLUTION).products == -1


def test_to_trusted_code_nothing_is_refused_and_products_are_counted_all_the_same(tmp_path):
    code = "import torch\ndef relu(x): return x.relu() @ x"
    folder = write_files(tmp_path / "own", {"layers.py": code})
    question = Question(("layers.relu",), (torch.ones(2, 2),), forbids=LAYERS)
    assert answer(question, Workspace.of_path(folder, FUNCTIONS)).kind == "forbidden"
    assert answer(question, Workspace.of_path(folder, FUNCTIONS), trusted=True).kind == "value"
    counted = dataclasses.replace(question, forbids=CONVOLUTION, counts_products=True)
    assert answer(counted, Workspace.of_path(folder, FUNCTIONS), trusted=True).products == 1


def test_a_question_is_its_digest():
    one = Question(("layers.relu",), (torch.ones(2),))
    assert one.fingerprint == Question(("layers.relu",), (torch.ones(2),)).fingerprint
    others = [Question(("layers.relu",), (torch.ones(3),)), Question(("layers.linear",))]
    others.append(Question(("layers.relu",), (torch.ones(2),), seed=1))
    others.append(Question(("layers.relu",), (), {"x": torch.ones(2)}))
    assert len({one.fingerprint, *(other.fingerprint for other in others)}) == 5


def test_a_question_names_its_part_and_its_function():
    question = Question(("lenet.LeNet", "train.train"))
    assert (question.part, question.name) == ("lenet", "LeNet")


def test_what_is_drawn_while_a_file_is_loaded_follows_from_the_seed_too(tmp_path):
    code = (
        "import random\nimport numpy as np\nimport torch\n"
        "DRAWN = [random.random(), np.random.rand(), torch.rand(1).item()]\n"
        "def relu():\n"
        "    return [*DRAWN, random.random(), np.random.rand(), torch.rand(1).item()]\n"
    )
    drawn = []
    for number, seed in enumerate((1, 1, 2)):
        folder = write_files(tmp_path / str(number), {"layers.py": code})
        question = Question(("layers.relu",), seed=seed)
        drawn.append(answer(question, Workspace.of_path(folder, FUNCTIONS)).value)
    assert drawn[0] == drawn[1] and drawn[0][:3] == drawn[0][3:]
    assert not set(drawn[0]) & set(drawn[2])
