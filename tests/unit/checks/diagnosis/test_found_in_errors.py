"""What is found out about an error, or about an answer that should have been one."""

from __future__ import annotations

import dataclasses

import pytest

from autograder.checks.cases import Case, as_it_is
from autograder.checks.diagnosis.found import Finding, FindingKind, WrongAnswer
from autograder.checks.diagnosis.found_in_errors import (
    not_allowed,
    not_refused,
    of_a_class,
    of_error,
    of_own_raise,
    stopped_too_late,
)
from autograder.sandbox.inside import sentences
from autograder.sandbox.inside.answering import Answer, Line, Question
from autograder.sandbox.inside.kinds import AnswerKind
from autograder.sandbox.inside.plain import Unsupported
from autograder.sandbox.inside.sentences import sentence

RIGHT = Answer(AnswerKind.VALUE, (2, 2))


def raised(error="ValueError", line="raise ValueError('no')", **other) -> Answer:
    lines = (Line("output_shape.py", 3, "conv2d_output_shape", line),) if line else ()
    given = {"error": error, "message": "no", "lines": lines, "bases": (error, "Exception")}
    return Answer(AnswerKind.RAISED, **given | other)


def shape(size, kernel_size, stride=1): ...


def wrong(got, refused=None, expected=RIGHT, args=(5, 3), kwargs=None) -> WrongAnswer:
    question = Question(("output_shape.conv2d_output_shape",), args, kwargs or {})
    case = Case("conv2d_output_shape", question, as_it_is, 0, refused=refused)
    return WrongAnswer(case, got, expected, None, shape)


def test_an_error_with_words_of_its_own_is_told_in_them():
    found = of_error(raised("NameError", "x = y", message="name 'y' is not defined"), "filters")
    assert found.kind == FindingKind.PLAIN_WORDS and found.explanation and found.next_step


def test_of_another_error_the_line_or_the_call_is_looked_at():
    inside, at_once = (of_error(raised("OddError", line), "filters") for line in ("x = 1", ""))
    assert inside.kind == at_once.kind == FindingKind.NEXT_STEP
    assert inside.next_step.startswith("The call stopped in the line below.")
    assert at_once.next_step.startswith("None of your own lines raised this")


def test_what_is_missing_is_listed_in_the_handout_unless_there_is_nothing_at_all():
    missing = of_error(Answer(AnswerKind.MISSING, message="layers.py has no relu"), "filters")
    assert missing.explanation == "layers.py has no relu"
    assert (
        "lists what to write, by name." in missing.next_step and "02_filters" in missing.next_step
    )
    nothing = Answer(AnswerKind.MISSING, message=sentence(sentences.NOTHING_GRADABLE))
    assert of_error(nothing, "filters").next_step == ""


def test_a_file_that_cannot_be_read_says_by_itself_what_to_do():
    unread = raised("UnreadableSource", "", loading=True, message="save it as UTF-8")
    assert of_error(unread, "filters") == Finding(kind=FindingKind.PLAIN_WORDS)


def test_a_raise_that_refuses_a_call_that_makes_sense_is_told():
    found = of_own_raise(wrong(raised()))
    assert found.kind == FindingKind.PROPERTY
    assert found.explanation == "Your code refuses this call, although its arguments make sense."


def test_a_refusal_of_another_type_is_told():
    found = of_own_raise(wrong(raised("TypeError", "raise TypeError('no')"), refused="stride"))
    assert found.explanation == "It is refused with a TypeError; it should be a ValueError."


@pytest.mark.parametrize(
    ("answer", "refused", "expected"),
    [
        (RIGHT, None, RIGHT),
        (raised(loading=True), None, RIGHT),
        (raised("TypeError", "x = 1 + 'a'"), None, RIGHT),
        (raised(), None, None),
        (raised(), None, raised()),
        (raised(), "stride", None),
        (raised("NameError", "assert kernel > sise"), None, RIGHT),
    ],
)
def test_of_anything_else_a_raise_says_nothing(answer, refused, expected):
    assert of_own_raise(wrong(answer, refused, expected)) is None


def test_an_assertion_that_does_not_hold_refuses_too():
    assert of_own_raise(wrong(raised("AssertionError", "assert kernel > 9"))) is not None


class Side:
    """Answers right where `stride` makes sense, and keeps what it was asked."""

    def __init__(self, *fails: object):
        self.fails, self.asked = fails, []

    def answer(self, question):
        self.asked.append(question)
        given = [*question.args[2:], *question.kwargs.values()]
        return raised("ZeroDivisionError", "5 // 0") if given[0] in self.fails else RIGHT


LATE = raised("ZeroDivisionError", "return size // stride")


@pytest.mark.parametrize(
    ("args", "kwargs", "one"),
    [
        ((5, 3, 0), {}, 1),
        ((5, 3), {"stride": 0}, 1),
        ((5, 3, (0, 2)), {}, (1, 1)),
        ((5, 3), {"stride": (0, 2)}, (1, 1)),
    ],
)
def test_an_error_that_goes_with_a_one_in_its_place_came_too_late(args, kwargs, one):
    side = Side(0, (0, 2))
    found = stopped_too_late(wrong(LATE, "stride", None, args, kwargs), side)
    assert found.explanation.startswith("`stride` makes no sense here")
    (asked,) = side.asked
    assert [*asked.args, *asked.kwargs.values()] == [5, 3, one]


@pytest.mark.parametrize(
    ("answer", "refused", "stride", "fails"),
    [
        (LATE, None, 0, (0,)),
        (LATE, "stride", 0, (0, 1)),  # it fails whatever the stride is
        (LATE, "stride", 0.5, (0.5,)),
        (LATE, "stride", (0, True), ((0, True),)),
        (RIGHT, "stride", 0, (0,)),
        (raised(), "stride", 0, (0,)),
        (raised("ZeroDivisionError", loading=True), "stride", 0, (0,)),
    ],
)
def test_an_error_of_another_cause_did_not(answer, refused, stride, fails):
    late = wrong(answer, refused, None, (5, 3, stride))
    assert stopped_too_late(late, Side(*fails)) is None


def test_what_is_not_allowed_is_told_with_where_it_says_what_is():
    found = not_allowed(Answer(AnswerKind.RAISED, message="torch.relu"), "filters")
    assert found.explanation == "Not allowed here: torch.relu"
    assert "02_filters" in found.next_step and "allowed instead" in found.next_step


def test_what_came_instead_of_a_refusal_is_told():
    value, other = (not_refused(wrong(answer, "stride")) for answer in (RIGHT, raised()))
    assert value.explanation == "A result came back, though `stride` makes no sense here."
    assert other.explanation == "It is refused, but the message does not say that it is `stride`."
    assert value.question.endswith("?") and other.question.endswith("?")
    assert value.kind == other.kind == FindingKind.PROPERTY


@pytest.mark.parametrize(
    ("value", "explanation", "question"),
    [
        (
            Unsupported("ValueError", "an object of type ValueError"),
            "The ValueError is returned, as if it were a result; it is never raised.",
            "Which word passes an error on to the caller: `return` or `raise`?",
        ),
        (
            None,
            "No error was raised, and nothing came back (None), though `stride` makes no sense "
            "here.",
            "Does your code look at `stride`, and does it `raise` the error then?",
        ),
    ],
)
def test_an_error_that_is_returned_or_only_printed_is_told(value, explanation, question):
    found = not_refused(wrong(Answer(AnswerKind.VALUE, value), "stride"))
    assert (found.explanation, found.question) == (explanation, question)


def test_a_message_that_names_another_argument_is_told_as_that():
    found = not_refused(wrong(raised(message="kernel_size must be positive"), "stride"))
    assert found.explanation == (
        "It is refused, but the message names `kernel_size`; it is `stride` that makes no sense."
    )
    for message in ("kernel_size and stride", "size, or the kernel_size of stride", "no"):
        found = not_refused(wrong(raised(message=message), "stride"))
        assert found.explanation.endswith("does not say that it is `stride`.")


@pytest.mark.parametrize(
    ("function", "explanation"),
    [
        ("_check", "Your code refuses this call, although its arguments make sense."),
        ("conv2d_output_shape", "Your code refuses this call, although its arguments make sense."),
        (
            "apply_filter",
            "Your `apply_filter` refuses what it is called with, although the arguments of this "
            "call make sense.",
        ),
    ],
)
def test_what_another_function_of_the_exercises_refuses_is_told_with_the_line_that_calls_it(
    function, explanation
):
    calls = Line("output_shape.py", 9, "conv2d_output_shape", "return apply_filter(1)")
    raises = Line("output_shape.py", 3, function, "raise ValueError('no')")
    found = of_own_raise(wrong(raised(lines=(calls, raises))))
    assert found.explanation == explanation
    assert ("What does line 9 pass" in found.question) == (function == "apply_filter")


@pytest.mark.parametrize(
    "answer",
    [
        Answer(AnswerKind.VALUE, Unsupported("conv2d_output_shape", "an object")),
        raised("TypeError", "", message="conv2d_output_shape.__init__() takes 1 positional"),
        raised("TypeError", "", message="conv2d_output_shape() takes no arguments"),
    ],
)
def test_a_class_in_the_place_of_a_function_is_told(answer):
    found = of_a_class(wrong(answer))
    assert found.explanation.startswith("`conv2d_output_shape` is a class in your file")
    assert of_a_class(dataclasses.replace(wrong(answer), function=int)) is None


@pytest.mark.parametrize("message", ["conv2d_output_shape() takes 1 argument", "Other() is"])
def test_another_error_is_of_no_class(message):
    assert of_a_class(wrong(raised("TypeError", "", message=message))) is None
    assert of_a_class(wrong(RIGHT)) is None
