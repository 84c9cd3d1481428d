"""What a learner reads of a check that was not passed."""

from __future__ import annotations

import pytest
import torch

from autograder.checks import failure
from autograder.checks.brief import summarize, whole
from autograder.checks.compare import first_difference
from autograder.sandbox.inside.answering import Answer, Line, Question
from autograder.sandbox.inside.plain import Unsupported


@pytest.mark.parametrize(
    ("value", "line"),
    [
        (torch.tensor(2.5), "a tensor with the number 2.5"),
        (torch.zeros(2, 3), "a tensor of shape (2, 3), float32"),
        (torch.zeros(0).long(), "a tensor of shape (0,), int64"),
        (Unsupported("x", "an object of type x"), "an object of type x"),
        (b"abc", "a file of 3 bytes"),
        ({"a": 1, "b": torch.zeros(2)}, "{a: 1, b: a tensor (2,)}"),
        (dict.fromkeys("abcde", 1), "{a: 1, b: 1, c: 1, d: 1, …}"),
        (dict.fromkeys("abcd", 1), "{a: 1, b: 1, c: 1, d: 1}"),
        ({"a": [1]}, "{a: a list}"),
        ([torch.zeros(1)] * 3, "a list of 3"),
        (({},), "a tuple of 1"),
        ((1, 2), "(1, 2)"),
        (1 / 3, "0.333333"),
        (5.0, "5.0"),
        ("a\nb", r"'a\nb'"),
        (None, "None"),
        ("x" * 198, "'" + "x" * 198 + "'"),
        ("x" * 199, "'" + "x" * 198 + "…"),
    ],
)
def test_a_value_is_told_in_one_line(value, line):
    assert failure.shape_line(value) == line


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (torch.tensor([1, -20, 3]), "[  1, -20,   3]"),
        (torch.tensor([1.0, 2.5]), "[1.0, 2.5]"),
        (torch.tensor([1.0, 2.0]), "[1, 2]"),
        (torch.tensor([0.12345]), "[0.1235]"),
        (torch.tensor([[1, 2], [3, 4]]), "[1, 2]\n[3, 4]"),
        (torch.tensor([[[1]], [[2]]]), "[1]\n\n[2]"),
        (torch.tensor([True, False]), "[ True, False]"),
        (torch.zeros(48).int(), f"[{', '.join(['0'] * 48)}]"),
        (torch.tensor([float("nan"), 1.5]), "[nan, 1.5]"),
        (torch.zeros(49), None),
        (torch.zeros(0), None),
        (torch.tensor(1.0), None),
        ([1, 2], None),
    ],
)
def test_small_arrays_are_written_in_full(value, text):
    assert failure.format_array(value) == text


def cross_correlate(channel, kernel): ...


def test_what_was_asked_names_its_arguments():
    question = Question(("filters.cross_correlate",), (torch.tensor([[1, 2]]), 3), {"more": 4})
    lines = failure.asked_lines(question, "cross_correlate with", cross_correlate)
    assert whole(lines).splitlines() == [
        "  asked     cross_correlate with",
        "            channel      a tensor of shape (1, 2), int64",
        "              [1, 2]",
        "            kernel       3",
        "            more         4",
    ]
    (short,) = summarize(lines)
    assert short == "  asked     cross_correlate with channel (1, 2), kernel 3, more 4"


def test_of_a_scenario_it_is_told_what_is_set_up_and_nothing_by_its_own_names():
    question = Question(("lenet.LeNet",), (3,), {}, "lenet.lenet_parameters")
    lines = failure.asked_lines(
        question,
        "the parameters of a new LeNet",
        lambda num_classes: None,
        lambda of: [f"LeNet(num_classes={of['num_classes']})"],
    )
    assert (
        whole(lines)
        == "  asked     the parameters of a new LeNet\n            LeNet(num_classes=3)"
    )
    assert summarize(lines) == ("  asked     the parameters of a new LeNet (LeNet(num_classes=3))",)


def test_arguments_without_a_name_are_counted():
    question = Question(("a.b",), (1, 2, 3))
    assert failure.argument_names(question, None) == {
        "argument 1": 1,
        "argument 2": 2,
        "argument 3": 3,
    }
    names = failure.argument_names(question, cross_correlate)
    assert names == {"channel": 1, "kernel": 2, "argument 3": 3}


def test_a_difference_is_told_with_both_values():
    found = first_difference({"a": torch.tensor([1, 2])}, {"a": torch.tensor([1, 3])})
    assert failure.difference_lines(found) == [
        "  in        a",
        "  got       a tensor of shape (2,), int64",
        "              [1, 2]",
        "  expected  a tensor of shape (2,), int64",
        "              [1, 3]",
        "  differs   first at [1]: 2 instead of 3; 1 of 2 numbers differ",
    ]
    assert failure.difference_lines(first_difference(1, 2))[0] == "  got       1"


def test_a_traceback_shows_the_learners_lines():
    lines = (Line("a.py", 1, "<module>", "f()"), Line("a.py", 3, "f", ""))
    shown = failure.trace_lines(lines)
    assert shown == ["  a.py, line 1", "      f()", "  a.py, line 3, in f"]
    assert summarize(shown) == ("  a.py, line 3, in f",), "the innermost one"


def test_a_line_that_is_met_several_times_on_end_is_shown_once():
    again, called = Line("a.py", 2, "f", "f()"), Line("a.py", 1, "<module>", "f()")
    within = Line("a.py", 2, "<genexpr>", "f()")
    assert failure.trace_lines((called, again, within, again)) == [
        *("  a.py, line 1", "      f()"),
        *("  a.py, line 2, in f", "      f()"),
    ]
    shown = failure.trace_lines((called, again, again))
    assert summarize(shown) == ("  a.py, line 2, in f", "      f()"), "still the innermost one"


@pytest.mark.parametrize(("message", "words"), [("no", "KeyError: no"), ("", "KeyError")])
def test_an_error_reads_as_pythons(message, words):
    assert failure.raised_words(Answer("raised", error="KeyError", message=message)) == words


def test_a_failed_check_carries_what_is_known_of_it():
    failed = failure.CheckFailed("failed", "words", "a", None)
    assert (failed.outcome, failed.message, failed.mistake) == ("failed", "words", "a")
    assert str(failed) == "words" and failed.function == ""


def test_a_text_is_cut_where_it_is_too_long():
    assert failure.shortened("x" * 10, 10) == "x" * 10
    assert failure.shortened("x" * 11, 10) == "x" * 9 + "…"


def test_too_few_and_too_many_products_are_told():
    assert failure.product_words(1, 1) == ""
    few, many = (failure.product_words(count, 2) for count in (1, 3))
    assert few == "The result comes from 1 matrix products; it takes 2"
    assert many == "3 matrix products were computed; 2 is enough"
