"""A question of the quiz is drawn from answers: which wrong ones are chosen, and what is shown."""

from __future__ import annotations

import random

import pytest
import torch

from autograder.checks.mistakes import Mistake
from autograder.checks.quiz import quiz_drawing
from autograder.checks.quiz.quiz import OPTIONS, Shown
from autograder.checks.quiz.quiz_drawing import (
    Asked,
    QuizQuestion,
    _Answer,
    drawn,
    questions_of,
)
from autograder.core.errors import CommandError
from autograder.course import current_course
from autograder.sandbox.inside.answering import Answer
from autograder.sandbox.inside.kinds import AnswerKind

FIRST = current_course().exercises[0]
ARRAY = torch.zeros(2, 2)


def question(**given) -> QuizQuestion:
    return QuizQuestion(**{"name": "it", "function": "conv_layer", "draw": lambda draw: {}} | given)


def mistake(name: str = "m") -> Mistake:
    return Mistake(name, "conv_layer", (), "explained", "asked")


def answer(key: object, mistakes: int = 1, error: str = "") -> _Answer:
    shown = Shown(error=error) if error else Shown(text=str(key))
    return _Answer(key, shown, [mistake()] * mistakes)


def chosen(*wrong: _Answer, seed: int = 0) -> list:
    return [one.key for one in quiz_drawing._chosen(list(wrong), random.Random(seed))]


def test_three_wrong_answers_are_chosen_those_of_one_mistake_first():
    shared = [answer(f"shared {number}", mistakes=2) for number in range(3)]
    alone = [answer(f"alone {number}") for number in range(2)]
    for seed in range(9):
        found = chosen(*shared, *alone, seed=seed)
        assert len(found) == OPTIONS - 1 and {"alone 0", "alone 1"} < set(found)


def test_an_answer_of_more_than_two_mistakes_is_not_chosen():
    assert chosen(answer("three", mistakes=3), answer("two", mistakes=2)) == ["two"]


def test_at_most_one_error_is_chosen_and_values_come_before_it():
    errors = [answer("a", error="TypeError"), answer("b", error="ValueError")]
    for seed in range(9):
        found = chosen(*errors, answer(1, mistakes=2), seed=seed)
        assert found[0] == 1 and len(found) == 2
        assert not set("ab") & set(chosen(*errors, *map(answer, (1, 2, 3)), seed=seed))


def test_a_call_writes_arrays_by_name_and_all_behind_a_number_by_keyword():
    written = quiz_drawing._call
    given = {"image": ARRAY, "stride": 2, "bias": ARRAY}
    assert written(question(), given) == "conv_layer(image, stride=2, bias=bias)"
    assert written(question(), {"image": ARRAY}) == "conv_layer(image)"
    assert written(question(scenario="once"), given) == written(question(calls=False), given) == ""
    assert written(question(scenario="once", calls=True), {"size": (2, 3)}) == (
        "conv_layer(size=(2, 3))"
    )


def test_arrays_are_shown_or_what_the_question_names():
    given = {"image": ARRAY, "stride": 2}
    assert quiz_drawing._arrays(question(), given) == {"image": ARRAY}
    named = question(arrays=lambda arguments: {"twice": arguments["stride"] * 2})
    assert quiz_drawing._arrays(named, given) == {"twice": 4}


class Side:
    """Answers every question alike."""

    def __init__(self, **answer):
        self.given = Answer(**answer)

    def answer(self, question, trusted):
        return self.given


def asked(**given) -> Asked:
    return Asked(question(**given), current_course().exercise_of("conv_layer"), {}, 0)


def test_an_answer_is_a_value_seen_as_the_question_looks_at_it_or_an_error_by_its_type():
    value = Side(kind=AnswerKind.VALUE, value={"size": 3})
    assert asked(view=lambda answer: answer["size"]).answer(value).shown == Shown(text="3")
    raised = asked().answer(Side(kind=AnswerKind.RAISED, error="TypeError"))
    assert raised.shown == Shown(error="TypeError") and raised.key == ["error", "TypeError"]


@pytest.mark.parametrize(
    "side",
    [
        Side(kind=AnswerKind.VALUE, value={"size": 3}),  # no option shows a dict
        Side(kind=AnswerKind.NOT_WRITTEN),
        Side(kind=AnswerKind.RAISED, error="NameError", loading=True),
    ],
)
def test_what_no_option_shows_is_no_answer(side):
    assert asked().answer(side) is None
    assert asked(view=lambda answer: answer["other"]).answer(side) is None


class Known:
    def __init__(self, name: str, function: str):
        self.mistake = Mistake(name, function, (), "", "")


def test_wrong_answers_are_of_the_function_and_of_what_it_builds_on(monkeypatch):
    (base, *_others) = current_course().bases_of("conv_layer")
    every = [Known("own", "conv_layer"), Known("of its base", base), Known("far", "far")]
    monkeypatch.setattr(quiz_drawing, "_known", lambda exercise: every)

    def names(**given) -> list[str]:
        return [known.mistake.name for known in quiz_drawing._relevant("", question(**given))]

    assert names() == ["own", "of its base"]
    assert names(alone=True) == ["own"]
    assert names(without=("own",)) == ["of its base"]


def test_mistakes_that_return_the_same_share_an_answer_and_the_right_one_is_none(monkeypatch):
    def of(name: str, value: object) -> Known:
        known = Known(name, "conv_layer")
        known.side = Side(kind=AnswerKind.VALUE, value=value)
        return known

    every = [of("one", 1), of("right by chance", 5), of("one too", 1), of("unseen", {})]
    monkeypatch.setattr(quiz_drawing, "_known", lambda exercise: every)
    monkeypatch.setattr(quiz_drawing, "_reference", lambda: of("", 5).side)
    monkeypatch.setattr(quiz_drawing, "without_memory", lambda side: side)
    answers = [(a.shown.text, [m.name for m in a.mistakes]) for a in asked().answers()]
    assert answers == [("5", []), ("1", ["one", "one too"])]
    monkeypatch.setattr(quiz_drawing, "_reference", lambda: of("", {}).side)
    assert asked().answers() == []


def test_inputs_that_show_no_three_mistakes_are_refused(monkeypatch):
    monkeypatch.setattr(quiz_drawing, "_known", lambda exercise: [])
    with pytest.raises(CommandError, match=r"quiz\.py: .*: no inputs show three different"):
        drawn(FIRST, next(iter(questions_of(FIRST))), 0)


def test_a_drawn_question_has_one_right_answer_and_mistakes_in_their_own_words():
    name = next(iter(questions_of(FIRST)))
    item = drawn(FIRST, name, 3)
    assert (item.exercise, item.name, item.seed) == (FIRST.name, name, 3)
    assert [option.is_right for option in item.options].count(True) == 1
    assert len(item.options) == OPTIONS and item.call
    assert all(told.explanation and told.question for o in item.options for told in o.mistakes)
    places = {item.right, drawn(FIRST, name, 1).right}
    assert len(places) > 1, "the right answer does not always stand at one place"
