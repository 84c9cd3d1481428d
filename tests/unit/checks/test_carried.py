"""What follows from a known mistake of another function is right, and nothing else is."""

from __future__ import annotations

import dataclasses
from fractions import Fraction
from typing import Any

import pytest
import torch
from helpers import HOME

from autograder.checks.ask import Ask
from autograder.checks.carried import Carrying, bases_of, own_cases
from autograder.checks.cases import Case
from autograder.checks.diagnosis.diagnosis import Diagnosis
from autograder.checks.diagnosis.known import KnownMistake, further_question
from autograder.checks.failure import CheckFailed
from autograder.checks.mistakes import Mistake, calling_sources, calls_between_files
from autograder.checks.questions import names_of
from autograder.checks.recorded import NotRecorded
from autograder.checks.sides import InProcess
from autograder.checks.verdict import CheckResult, causes, fix_first
from autograder.core.languages import LANGUAGES, said_in
from autograder.course import current_course
from autograder.sandbox.inside.answering import Answer, Question


def value(number: float) -> Answer:
    return Answer("value", torch.full((3, 4), number))


ERROR = Answer("raised", error="KeyError", bases=("KeyError",))
RIGHT, FLIPPED, OTHER = value(1), value(2), value(3)


class Says:
    """Answers by the name of the function that is asked."""

    def __init__(self, **answers: Answer) -> None:
        self.answers = answers
        self.asked: list[Question] = []

    def answer(self, question: Question) -> Answer:
        self.asked.append(question)
        return self.answers[question.name]


REFERENCE = Says(cross_correlate=RIGHT, apply_filter=RIGHT, conv_layer=RIGHT)


def known(
    function: str = "cross_correlate", carries: bool = True, **answers: Answer
) -> KnownMistake:
    mistake = Mistake(function + "-slip", function, "Says.", "Asks?", (), carries=carries)
    return KnownMistake(mistake, Says(**(REFERENCE.answers | answers)))


SLIP = known(cross_correlate=FLIPPED, apply_filter=FLIPPED, conv_layer=FLIPPED)


def case(name: str = "apply_filter") -> Case:
    return Case(name, further_question(name, 99), lambda answer: answer, 1e-4)


def cause(submission: Says, *catalogue: KnownMistake, name: str = "apply_filter") -> str | None:
    diagnosis = Diagnosis(lambda part: list(catalogue))
    carrying = Carrying(diagnosis, submission, REFERENCE, 5)
    return carrying.cause(case(name), submission.answers[name], RIGHT)


def test_a_value_that_a_mistake_of_the_base_explains_follows_from_it():
    submission = Says(cross_correlate=FLIPPED, apply_filter=FLIPPED)
    assert cause(submission, SLIP) == "cross_correlate"
    assert {question.name for question in submission.asked} == {"cross_correlate"}


def test_it_follows_through_a_function_between():
    submission = Says(cross_correlate=FLIPPED, conv_layer=FLIPPED)
    assert cause(submission, SLIP, name="conv_layer") == "cross_correlate"


@pytest.mark.parametrize(
    "answers",
    [
        {"cross_correlate": RIGHT, "apply_filter": FLIPPED},
        {"cross_correlate": OTHER, "apply_filter": FLIPPED},
        {"cross_correlate": ERROR, "apply_filter": FLIPPED},
        {"cross_correlate": Answer("not written"), "apply_filter": FLIPPED},
        {"cross_correlate": Answer("timed out"), "apply_filter": FLIPPED},
        {"cross_correlate": FLIPPED, "apply_filter": OTHER},
        {"cross_correlate": FLIPPED, "apply_filter": ERROR},
        {"cross_correlate": FLIPPED, "apply_filter": Answer("timed out")},
    ],
)
def test_what_the_base_does_not_show_or_explain_follows_from_nothing(answers):
    assert cause(Says(**answers), SLIP) is None


def test_an_error_is_never_carried():
    slip = known(cross_correlate=FLIPPED, apply_filter=ERROR)
    assert cause(Says(cross_correlate=FLIPPED, apply_filter=ERROR), slip) is None


def test_a_value_where_an_error_is_expected_is_not_carried():
    submission = Says(cross_correlate=FLIPPED, apply_filter=FLIPPED)
    carrying = Carrying(Diagnosis(lambda part: [SLIP]), submission, REFERENCE, 5)
    assert carrying.cause(case(), FLIPPED, RIGHT) == "cross_correlate"
    assert carrying.cause(case(), FLIPPED, ERROR) is None


def test_a_mistake_that_does_not_carry_is_not_carried():
    slip = dataclasses.replace(SLIP, mistake=dataclasses.replace(SLIP.mistake, carries=False))
    assert cause(Says(cross_correlate=FLIPPED, apply_filter=FLIPPED), slip) is None


def test_a_mistake_that_the_base_never_shows_is_not_carried():
    unseen = known(apply_filter=FLIPPED)
    assert cause(Says(cross_correlate=RIGHT, apply_filter=FLIPPED), unseen) is None


def test_a_mistake_of_the_asked_function_itself_is_its_own():
    own = known("apply_filter", apply_filter=FLIPPED)
    assert cause(Says(cross_correlate=RIGHT, apply_filter=FLIPPED), own) is None


def test_the_base_is_asked_once():
    submission = Says(cross_correlate=FLIPPED, apply_filter=FLIPPED)
    carrying = Carrying(Diagnosis(lambda part: [SLIP]), submission, REFERENCE, 5)
    for _ in range(3):
        assert carrying.cause(case(), FLIPPED, RIGHT) == "cross_correlate"
    assert len(submission.asked) == len(list(own_cases("cross_correlate", 5)))


def test_ask_notes_what_is_carried_and_raises_without():
    submission = Says(cross_correlate=FLIPPED, apply_filter=FLIPPED)
    carrying = Carrying(Diagnosis(lambda part: [SLIP]), submission, REFERENCE, 5)
    arguments = case().question.args
    ask = Ask(submission, REFERENCE, 1, carrying=carrying)
    ask.apply_filter(*arguments)
    assert ask.carried == ["cross_correlate"]
    with pytest.raises(CheckFailed):
        Ask(submission, REFERENCE, 1).apply_filter(*arguments)


def test_the_first_cause_comes_first():
    course = current_course()
    assert course.bases_of("conv_layer") == ["cross_correlate", "apply_filter"]
    assert course.dependents_of("cross_correlate") == ["apply_filter", "conv_layer"]


def test_the_questions_are_the_runs_own():
    def asked(seed: int) -> list[Any]:
        return [one.question.fingerprint for one in own_cases("im2col", seed)]

    assert asked(1) == asked(1)
    assert not set(asked(1)) & set(asked(2))
    assert not any(q.question.args[0].is_contiguous() for q in own_cases("im2col", 1, True))


def test_the_reference_that_calls_other_files_answers_as_the_reference():
    calling, reference = InProcess.of_reference(calling_sources(HOME)), InProcess.of_reference()
    for call in calls_between_files(HOME):
        assert call.base in current_course().bases_of(call.function)
        for number in range(3):
            question = further_question(names_of(call.function)[0], number)
            assert torch.equal(calling.answer(question).value, reference.answer(question).value)


def test_it_is_told_once_for_each_function():
    one = CheckResult("filters", "One", "passed", Fraction(1), carried="cross_correlate")
    results = [one, one, dataclasses.replace(one, carried=None)]
    assert causes(results) == ["cross_correlate"]
    words = fix_first(causes(results))
    assert words == "right, given your `cross_correlate`: fix that first"
    for text in ("right, given your `{name}`", "right, given your `{name}`: fix that first"):
        assert all(said_in(text, other) != text for other in LANGUAGES if other != "en")


def test_what_is_measured_may_show_the_mistakes_of_all_that_it_is_made_of():
    targets = ("filters.apply_filter", "layers.relu")
    assert bases_of(Question(targets, is_measured=True)) == [
        "cross_correlate",
        "apply_filter",
        "relu",
    ]
    assert bases_of(Question(targets)) == ["cross_correlate"]


def test_who_answers_rightly_where_the_mistake_is_wrong_does_not_make_it():
    """A function may tell when it is asked for the mistake; then a human looks."""
    liar = Says(cross_correlate=FLIPPED, apply_filter=FLIPPED)
    carrying = Carrying(Diagnosis(lambda part: [SLIP]), liar, REFERENCE, 5)
    carrying.note_right(case("cross_correlate"))
    assert carrying.contradicted() == []  # nothing was taken as right by it
    assert carrying.cause(case(), FLIPPED, RIGHT) == "cross_correlate"
    assert carrying.contradicted() == ["cross_correlate"]
    honest = Carrying(Diagnosis(lambda part: [SLIP]), liar, REFERENCE, 5)
    honest.note_right(case("conv_layer"))
    assert honest.cause(case(), FLIPPED, RIGHT) and honest.contradicted() == []


def test_a_mistake_whose_own_answers_no_kit_keeps_carries_nothing():
    class Forgets(Says):
        def answer(self, question: Question) -> Answer:
            if question.name == "cross_correlate":
                raise NotRecorded
            return super().answer(question)

    forgotten = dataclasses.replace(SLIP, side=Forgets(**SLIP.side.answers))
    made = Says(cross_correlate=FLIPPED, apply_filter=FLIPPED)
    assert cause(made, SLIP) == "cross_correlate"
    assert cause(made, forgotten) is None
