"""Two errors are the same when type, words and what the line does agree."""

from __future__ import annotations

import pytest

from autograder.checks.same_error import (
    RAISES,
    are_the_same,
    doing,
    done_by,
    masked,
    numbers_in,
)
from autograder.sandbox.inside.answering import Answer, Line


def error(kind: str, message: str, line: str = "x = f(y)") -> Answer:
    return Answer("raised", error=kind, message=message, lines=(Line("a.py", 1, "f", line),))


SAME = [
    (
        error("RuntimeError", "mat1 and mat2 shapes cannot be multiplied (4x3 and 5x3)", "x @ w"),
        error("RuntimeError", "mat1 and mat2 shapes cannot be multiplied (7x2 and 9x2)", "x.mm(w)"),
    ),
    (
        error("RuntimeError", "shape '[2, 4]' is invalid for input of size 9", "x.view(2, 4)"),
        error("RuntimeError", "shape '[1, 4]' is invalid for input of size 6", "x.reshape(a)"),
    ),
    (
        error("TypeError", "one() takes 1 positional argument but 2 were given", "one(x, 1)"),
        error("TypeError", "two() takes 1 positional argument but 2 were given", "one(y, 2)"),
    ),
    (
        error("AttributeError", "'Mine' object has no attribute 'conv1'", "self.conv1(x)"),
        error("AttributeError", "'LeNet' object has no attribute 'first'", "y = self.first(x)"),
    ),
    (
        error("ValueError", "the kernel is too large", "raise ValueError('the kernel is')"),
        error("ValueError", "passt nicht", "raise ValueError("),
    ),
    (
        error("RuntimeError", "size mismatch (1x400)", "x = self.fc1(x)"),
        error("RuntimeError", "size mismatch (2x256)", "out = self.dense(out)"),
    ),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_numbers_shapes_and_names_of_their_own_make_no_other_error(one, other):
    assert are_the_same(one, other)


def test_an_error_of_their_own_class_is_its_bases_too():
    own = Answer("raised", error="BadSize", bases=("BadSize", "ValueError", "Exception"))
    assert are_the_same(own, Answer("raised", error="ValueError", bases=("ValueError",)))
    assert not are_the_same(own, Answer("raised", error="Exception", bases=("Exception",)))


OTHERS = [
    # A typo is not the misconception whose error has the same type.
    (
        error("AttributeError", "module 'torch.nn' has no attribute 'Conv2D'", "self.a = Conv2D()"),
        error("AttributeError", "cannot assign module before Module.__init__() call", "self.a = 1"),
    ),
    (
        error("AttributeError", "module 'torch.nn' has no attribute 'Conv2D'", "nn.Conv2D(1)"),
        error("AttributeError", "module 'torch.nn' has no attribute 'Linaer'", "nn.Conv2D(1)"),
    ),
    (
        error("AttributeError", "'Tensor' object has no attribute 'clmap'", "x.clmap(min=0)"),
        error("AttributeError", "'Tensor' object has no attribute 'cpuu'", "x.clmap(min=0)"),
    ),
    (error("NameError", "name 'x' is not defined"), error("NameError", "name 'y' is not defined")),
    (
        error("TypeError", "f() got an unexpected keyword argument 'strid'"),
        error("TypeError", "f() got an unexpected keyword argument 'pad'"),
    ),
    (error("ValueError", "2"), error("TypeError", "2")),
    (error("IndexError", "out of range", "x[3]"), error("IndexError", "out of range", "f(x)")),
    (error("ValueError", "no", "raise ValueError('no')"), error("ValueError", "yes", "int(x)")),
]


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_other_words_types_or_doings_make_another_error(one, other):
    assert not are_the_same(one, other)


@pytest.mark.parametrize(
    ("line", "does"),
    [
        ("return x @ weight.T", {"multiply", "turn"}),
        ("raise ValueError(", {RAISES}),
        ("for x in y:", {"iterate"}),
        ("if x > 3:", {"compare"}),
        ("elif tensor:", {"compare"}),
        ("", set()),
        ("y = self.fc1(", {"fc1"}),
        ("x += 1", {"add"}),
    ],
)
def test_a_line_does_what_it_calls_and_computes(line, does):
    assert done_by(line) == does


def test_what_is_recorded_stands_for_the_lines():
    assert doing(Answer("raised", doing=("multiply",))) == {"multiply"}
    assert doing(Answer("raised")) == set()


def test_the_masks():
    assert masked(error("KeyError", "'conv1.weight'")) == "'…'"
    assert masked(error("NameError", "name 'x' is not defined")) == "name 'x' is not defined"


def test_the_sizes_in_an_error_are_told_in_any_order():
    message = "The size of tensor a (3) must match the size of tensor b (12) at dimension 1"
    other = "The size of tensor a (12) must match the size of tensor b (3) at dimension 1"
    one, two = (Answer("raised", error="RuntimeError", message=m) for m in (message, other))
    assert numbers_in(one) == numbers_in(two) == ["1", "12", "3"]
