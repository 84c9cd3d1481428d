"""With which one change the same call is right."""

from __future__ import annotations

import dataclasses

import pytest
import torch

from autograder.checks.cases import Aspect, Case
from autograder.checks.diagnosis.variations import (
    MAX_VARIATIONS,
    otherwise_once_more,
    variations,
    where_it_is_right,
)
from autograder.core.languages import set_language
from autograder.sandbox.inside.answering import Answer, Question

NAMES = ["image", "kernels", "stride", "padding"]
QUESTION = Question(
    ("filters.apply_filter",),
    (torch.ones(3, 6, 5), torch.ones(3, 2, 2)),
    {"stride": 2, "padding": (1, 0)},
)


class Says:
    """Answers 1 where a question is simple enough, else 0."""

    def __init__(self, right) -> None:
        self.right, self.asked = right, 0

    def answer(self, question: Question) -> Answer:
        self.asked += 1
        return Answer("value", float(self.right(question)))


REFERENCE = Says(lambda question: True)


def told(right, **case) -> str:
    set_language("en")
    asked = Case("apply_filter", QUESTION, lambda value: value, 0, **case)
    found = where_it_is_right(asked, NAMES, Says(right), REFERENCE, {"padding": 0})
    return found.sentence if found else ""


def test_the_change_with_which_it_is_right_is_named():
    assert "right answer with `stride` 1." in told(lambda q: q.kwargs["stride"] == 1)
    assert "right answer with `padding` 0." in told(lambda q: q.kwargs["padding"] == 0)
    high = told(lambda q: q.args[0].shape[-1] == q.args[0].shape[-2])
    assert "right answer when height and width are equal." in high
    assert "right answer with a single channel." in told(lambda q: len(q.args[0]) == 1)


def test_arrays_are_made_square_in_several_sizes():
    def is_square(question) -> bool:
        image, kernels = question.args
        return all(a.shape[-1] == a.shape[-2] for a in (image, kernels))

    sizes = (5, 4, 3)
    for size in sizes:  # one that is right may be chance
        assert "height and width" not in told(
            lambda q, size=size: is_square(q) and q.args[0].shape[-1] != size
        )
    assert "when height and width are equal" in told(is_square)


def test_what_may_be_left_out_is_left_out():
    set_language("en")
    asked = Case("apply_filter", QUESTION, lambda value: value, 0)
    without = Says(lambda question: question.kwargs["stride"] is None)
    found = where_it_is_right(asked, NAMES, without, REFERENCE, {"stride": None, "padding": 0})
    assert found.sentence == "The same call gives the right answer without `stride`."


SIZES = Question(("output_shape.conv2d_output_shape",), ((20, 30), (3, 5)), {"stride": (2, 4)})


def told_of_sizes(right) -> str:
    set_language("en")
    asked = Case("conv2d_output_shape", SIZES, lambda value: value, 0)
    names = ["input_size", "kernel_size", "stride"]
    found = where_it_is_right(asked, names, Says(right), REFERENCE)
    return found.sentence if found else ""


def test_pairs_are_made_equal_first_and_all_at_once():
    def is_square(question) -> bool:
        pairs = [v for v in (*question.args, *question.kwargs.values()) if isinstance(v, tuple)]
        return len(pairs) == 3 and all(height == width for height, width in pairs)

    assert "when height and width are equal" in told_of_sizes(is_square)
    # One square that is right may be chance: an exact division, for example.
    assert told_of_sizes(lambda q: is_square(q) and q.args[0] != (21, 21)) == ""
    assert "with `kernel_size` 1." in told_of_sizes(lambda q: q.args[1] == 1)


class Counts:
    """Answers with the number of the call, or with the question's seed."""

    def __init__(self, by_seed: bool) -> None:
        self.by_seed, self.asked = by_seed, 0

    def answer(self, question: Question) -> Answer:
        self.asked += 1
        return Answer("value", float(question.seed if self.by_seed else self.asked))


@pytest.mark.parametrize("by_seed", [True, False])
def test_an_answer_that_is_another_one_each_time_is_told(by_seed):
    set_language("en")
    asked, side = Case("apply_filter", QUESTION, lambda value: value, 0), Counts(by_seed)
    got = side.answer(QUESTION)
    found = otherwise_once_more(asked, got, side)
    assert found.sentence == "The same call is answered differently the second time."
    in_form = dataclasses.replace(asked, aspect=Aspect.FORM)
    assert otherwise_once_more(in_form, got, side) is None
    assert otherwise_once_more(asked, REFERENCE.answer(QUESTION), REFERENCE) is None


def test_where_nothing_is_right_or_the_form_is_asked_nothing_is_said():
    assert told(lambda q: False) == ""
    assert told(lambda q: True, aspect=Aspect.FORM) == ""


def test_few_are_asked_and_the_question_stays():
    never = Says(lambda q: False)
    asked = Case("apply_filter", QUESTION, lambda value: value, 0)
    where_it_is_right(asked, NAMES, never, REFERENCE)
    assert 0 < never.asked <= MAX_VARIATIONS
    assert QUESTION.args[0].shape == (3, 6, 5) and QUESTION.kwargs["stride"] == 2


def test_whoever_loops_or_crashes_is_asked_no_more():
    class Loops(Says):
        def answer(self, question: Question) -> Answer:
            super().answer(question)
            return Answer("timed out")

    loops = Loops(lambda q: True)
    asked = Case("apply_filter", QUESTION, lambda value: value, 0)
    assert where_it_is_right(asked, NAMES, loops, REFERENCE) is None and loops.asked == 1


def test_what_is_simple_already_has_no_variation():
    simple = Question(("layers.relu",), (torch.ones(3),), {"padding": 0})
    assert list(variations(simple, ["x", "padding"], {"padding": 0})) == []


def test_a_reference_that_does_not_know_is_left_out():
    class Knows:
        def answer(self, question: Question) -> Answer:
            raise LookupError

    asked = Case("apply_filter", QUESTION, lambda value: value, 0)
    assert where_it_is_right(asked, NAMES, REFERENCE, Knows()) is None


def test_what_the_view_cannot_read_is_not_right():
    def view(value):
        raise KeyError

    case = Case("apply_filter", QUESTION, view, 0)
    assert where_it_is_right(case, NAMES, REFERENCE, REFERENCE, {"padding": 0}) is None
