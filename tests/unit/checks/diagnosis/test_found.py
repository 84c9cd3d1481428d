"""What a finding says first, and which arguments a learner knows."""

from __future__ import annotations

import torch

from autograder.checks.cases import Case, as_it_is
from autograder.checks.diagnosis.found import Finding, FindingKind, WrongAnswer
from autograder.checks.diagnosis.known import further_question
from autograder.checks.questions import function_of, questions
from autograder.sandbox.inside.answering import Answer, Question
from autograder.sandbox.inside.kinds import AnswerKind


def test_what_is_wrong_comes_before_the_question_and_the_next_step():
    whole = Finding(kind=FindingKind.PROPERTY, explanation="a", question="b", next_step="c")
    assert whole.head == ["a", "b", "c"]
    assert Finding(kind=FindingKind.NEXT_STEP, next_step="c").head == ["c"]


def arguments(name: str, question: Question, function) -> dict:
    case = Case(name, question, as_it_is, 0)
    return WrongAnswer(case, Answer(AnswerKind.VALUE), None, None, function).arguments


def test_arguments_have_the_names_of_the_functions_parameters():
    question = Question(("layers.relu",), (torch.zeros(1),), {"y": 2})
    assert set(arguments("relu", question, lambda x, y: None)) == {"x", "y"}


def test_of_a_scenario_a_learner_knows_what_it_shows():
    name = next(n for n, spec in questions().items() if spec.scenario and spec.shown)
    question = further_question(name, 0)
    shown = arguments(name, question, function_of(question, None))
    assert shown and set(shown) <= set(questions()[name].shown)
