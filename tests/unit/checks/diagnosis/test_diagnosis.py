"""The mistake behind a wrong answer is named when it alone answers so."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
import torch

from autograder.checks import cases
from autograder.checks.cases import Aspect, Case
from autograder.checks.diagnosis.diagnosis import Diagnosis
from autograder.checks.diagnosis.known import FURTHER_INPUTS, KnownMistake, further_question
from autograder.checks.mistakes import Mistake, catalogue
from autograder.sandbox.inside.answering import Answer, Line, Question
from autograder.sandbox.inside.plain import Unsupported

RIGHT = Answer("value", torch.ones(3, 4))
SLIP = Answer("value", torch.full((3, 4), 2.0))
OTHER_SLIP = Answer("value", torch.full((3, 4), 3.0))


class Says:
    """Gives the same answer to everything, or what a function answers to the question."""

    def __init__(self, answer: Answer | Callable[[Question], Answer]) -> None:
        self.reply = answer
        self.asked: list[Question] = []

    def answer(self, question: Question) -> Answer:
        self.asked.append(question)
        return self.reply(question) if callable(self.reply) else self.reply


def known(name: str, answer: Any, function: str = "relu") -> KnownMistake:
    return KnownMistake(Mistake(name, function, "Says.", "Asks?", ()), Says(answer))


def case(name: str = "relu", **more: Any) -> Case:
    question = further_question(name, 99)
    return Case(name, question, more.pop("view", lambda value: value), 1e-4, **more)


def explained(catalogue: list[KnownMistake], got: Answer, expected: Answer = RIGHT, **more: Any):
    submission = more.pop("submission", Says(got))
    reference = more.pop("reference", Says(expected))
    explain = Diagnosis(lambda part: catalogue).explain
    return [m.name for m in explain(case(**more), got, expected, submission, reference)]


def test_the_mistake_that_answers_the_same_is_named():
    assert explained([known("a", SLIP), known("b", OTHER_SLIP)], SLIP) == ["a"]


def test_an_answer_that_no_mistake_gives_is_not_named():
    assert explained([known("a", OTHER_SLIP)], SLIP) == []


def test_a_mistake_that_shows_nothing_here_is_not_named():
    assert explained([known("a", RIGHT)], RIGHT) == []


@pytest.mark.parametrize("kind", ["timed out", "crashed", "not written", "missing", "forbidden"])
def test_only_values_and_errors_are_explained(kind):
    assert explained([known("a", Answer(kind))], Answer(kind)) == []


def test_an_error_of_loading_is_not_explained():
    error = Answer("raised", error="KeyError", loading=True)
    assert explained([known("a", error)], error) == []


def test_a_short_answer_is_asked_again_before_it_is_named():
    short, right = Answer("value", 7), Answer("value", 8)
    assert explained([known("a", short)], short, right) == ["a"]
    by_chance = Says(lambda question: Answer("value", 9))
    assert explained([known("a", short)], short, right, submission=by_chance) == []
    assert len(by_chance.asked) == 1


@pytest.mark.parametrize(("count", "inputs"), [(6, FURTHER_INPUTS), (7, 2)])
def test_what_chance_may_give_is_asked_on_more_inputs(count, inputs):
    got = Answer("value", torch.zeros(count))
    submission = Says(got)
    assert explained([known("a", got)], got, submission=submission) == ["a"]
    assert len(submission.asked) == inputs


def test_further_inputs_count_only_where_the_reference_has_a_value():
    long, short = SLIP, Answer("value", 7)
    refuses = Says(an_error("ValueError"))
    other = Says(OTHER_SLIP)
    assert explained([known("a", long)], long, submission=other, reference=refuses) == ["a"]
    assert explained([known("a", short)], short, submission=other, reference=refuses) == []


def test_a_function_that_is_not_written_yet_says_nothing():
    written = "linear"

    def half_done(question: Question) -> Answer:
        return SLIP if question.name == written else Answer("not written")

    catalogue = [known("a", SLIP, "relu")]
    submission = Says(half_done)
    linear = case("linear")
    found = Diagnosis(lambda part: catalogue)
    mistakes = found.explain(linear, SLIP, RIGHT, submission, Says(RIGHT))
    assert [mistake.name for mistake in mistakes] == ["a"]
    assert {question.name for question in submission.asked} == {"relu", "linear"}


def test_of_two_that_answer_the_same_further_questions_decide():
    first = case().question.fingerprint

    def differs_later(question: Question) -> Answer:
        return SLIP if question.fingerprint == first else OTHER_SLIP

    catalogue = [known("a", SLIP), known("b", differs_later)]
    assert explained(catalogue, SLIP) == ["a"]
    assert explained(catalogue, SLIP, submission=Says(differs_later)) == ["b"]


def test_two_that_always_answer_the_same_are_both_named_and_of_three_none():
    two = [known("a", SLIP), known("b", SLIP)]
    assert explained(two, SLIP) == ["a", "b"]
    assert explained([*two, known("c", SLIP)], SLIP) == []


def test_of_several_the_one_in_the_earliest_function_is_the_cause():
    catalogue = [known("b", SLIP, "linear"), known("a", SLIP, "relu")]
    assert explained(catalogue, SLIP) == ["a"]


def an_error(error: str, message: str = "", line: str = "x = y @ w") -> Answer:
    lines = (Line("layers.py", 1, "relu", line),)
    return Answer("raised", error=error, bases=(error,), message=message, lines=lines)


def test_an_error_of_the_same_type_words_and_doing_is_the_same_mistake():
    catalogue = [known("a", an_error("KeyError", "x")), known("b", an_error("TypeError", "x"))]
    assert explained(catalogue, an_error("KeyError", "x")) == ["a"]
    assert explained(catalogue, an_error("KeyError", "y")) == []
    assert explained(catalogue, an_error("KeyError", "x", line="z = open(x)")) == []


def test_an_error_that_two_mistakes_end_in_names_neither():
    catalogue = [known("a", an_error("KeyError", "3")), known("b", an_error("KeyError", "4"))]
    assert explained(catalogue, an_error("KeyError", "5")) == []
    assert explained(catalogue, an_error("KeyError", "4")) == ["b"], "its very words"


def test_a_view_of_the_answer_is_compared():
    got, theirs = Answer("value", {"a": 1, "b": 2}), Answer("value", {"a": 1, "b": 3})
    right = Answer("value", {"a": 0, "b": 2})
    assert explained([known("a", theirs)], got, right, submission=Says(theirs)) == []
    submission = Says(theirs)
    names = explained(
        [known("a", theirs)], got, right, view=lambda value: value["a"], submission=submission
    )
    assert names == ["a"]


def test_a_view_that_fails_gives_something_unreadable():
    seen = case(view=lambda value: value["a"]).project(Answer("value", 3))
    assert isinstance(seen, Unsupported) and seen.type == "unreadable"


ALIKE = [
    (Answer("value", 1), Answer("value", 1), True),
    (Answer("value", 1), Answer("value", 2), False),
    (Answer("value", 1), an_error("KeyError"), False),
    (Answer("value", torch.ones(1)), Answer("value", torch.tensor(1.0)), True),
    (Answer("value", torch.ones(2)), Answer("value", torch.ones(2, 1)), False),
    (Answer("value", [torch.ones(1)]), Answer("value", [torch.tensor(1.0)]), True),
    (Answer("value", {"a": torch.ones(1)}), Answer("value", {"a": torch.ones(1, 1)}), True),
    (Answer("value", 1, changed=("0",)), Answer("value", 1), True),
    (an_error("KeyError", "'a'"), an_error("KeyError", "'b'"), True),
    (an_error("KeyError"), an_error("KeyError", "x"), False),
    (an_error("KeyError"), an_error("TypeError"), False),
    (Answer("not written"), Answer("not written", message="x"), True),
    (Answer("crashed"), Answer("crashed"), False),
    (Answer("raised", error="E", loading=True), Answer("raised", error="E"), False),
]


@pytest.mark.parametrize(("one", "other", "alike"), ALIKE)
def test_answers_are_alike_as_far_as_the_check_looks(one, other, alike):
    assert cases.alike(one, other, case()) == alike


def test_products_count_where_they_are_watched():
    one, two = Answer("value", 1, products=1), Answer("value", 1, products=2)
    assert cases.alike(one, two, case())
    assert not cases.alike(one, two, case(aspect=Aspect.PRODUCTS))


def test_changed_inputs_count_where_they_are_watched():
    one, other, none = (Answer("value", 1, changed=changed) for changed in (("0",), ("1",), ()))
    assert cases.alike(one, other, case(aspect=Aspect.INPUTS))
    assert not cases.alike(one, none, case(aspect=Aspect.INPUTS))


def test_the_form_counts_where_it_is_watched():
    one, other = Answer("value", (1, 2)), Answer("value", [1, 2])
    assert cases.alike(one, other, case())
    assert not cases.alike(one, other, case(aspect=Aspect.FORM))


def test_where_a_refusal_is_wanted_naming_the_argument_counts():
    one, other = an_error("ValueError", "padding: -1"), an_error("ValueError", "no")
    assert cases.alike(one, an_error("ValueError", "of padding"), case(refused="padding"))
    assert not cases.alike(one, other, case(refused="padding"))


def test_a_refusal_that_names_another_argument_is_not_one_that_names_none():
    stride = dataclasses.replace(case(refused="stride"), others=("size", "padding"))
    none, every, another = (
        an_error("ValueError", words) for words in ("no", "size, stride, padding", "padding: 0")
    )
    assert cases.alike(none, every, stride)
    assert not cases.alike(another, none, stride) and not cases.alike(another, every, stride)


def test_an_error_that_is_no_refusal_is_compared_by_its_words():
    one, other = (
        an_error("TypeError", f"cannot unpack non-iterable {of} object")
        for of in ("int", "NoneType")
    )
    assert cases.alike(one, one, case(refused="padding"))
    assert not cases.alike(one, other, case(refused="padding"))


def test_an_argument_is_named_by_its_word():
    alone = case(refused="factor", others=("x",))
    assert alone.names_what_is_refused(an_error("ValueError", "factor is 0, expected 1"))
    assert not alone.names_what_is_refused(an_error("ValueError", "x=3, factor=0"))
    assert not alone.names_what_is_refused(an_error("ValueError", "2 x_factor"))


@pytest.mark.parametrize(
    ("value", "count"),
    [(1, 1), (None, 1), (torch.zeros(2, 3), 6), ([1, torch.zeros(4)], 5), ({"a": (1, 2)}, 2)],
)
def test_the_numbers_of_an_answer_are_counted(value, count):
    assert cases.count_numbers(value) == count


def test_further_questions_are_the_same_in_every_run_and_differ_from_each_other():
    assert further_question("relu", 1).fingerprint == further_question("relu", 1).fingerprint
    assert further_question("relu", 1).fingerprint != further_question("relu", 2).fingerprint


def test_a_part_is_read_when_its_first_wrong_answer_comes():
    read: list[str] = []

    def known_of(part: str) -> list[KnownMistake]:
        read.append(part)
        return []

    found = Diagnosis(known_of)
    for _ in range(2):
        found.explain(case(), SLIP, RIGHT, Says(SLIP), Says(RIGHT))
    assert read == ["layers"]


def test_a_kit_without_a_catalogue_knows_no_mistake(tmp_path):
    assert not any(catalogue(tmp_path).values())
