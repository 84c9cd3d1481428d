"""What a folder keeps of a question, and how it is asked again."""

from __future__ import annotations

import pytest
import torch

from autograder.checks import replayed
from autograder.checks.cases import Aspect, Case, as_it_is
from autograder.checks.diagnosis.known import further_question
from autograder.checks.questions import questions
from autograder.checks.sides import InProcess
from autograder.core.errors import CommandError
from autograder.course.reference import solution_of
from autograder.sandbox.inside.answering import Answer
from autograder.sandbox.inside.kinds import AnswerKind

NAME = "cross_correlate"
QUESTION = further_question(NAME, 0)
REFERENCE = InProcess.of_reference()
RIGHT = REFERENCE.answer(QUESTION)


def case(**other) -> Case:
    return Case(**{"name": NAME, "question": QUESTION, "view": as_it_is, "tolerance": 0.5} | other)


def test_what_is_compared_whole_has_what_is_expected():
    kept = replayed.kept(case(), RIGHT)
    assert (kept["name"], kept["tolerance"]) == (NAME, 0.5)
    assert (kept["args"], kept["kwargs"]) == (QUESTION.args, QUESTION.kwargs)
    assert kept["expected"] is RIGHT.value


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({}, None),
        ({}, Answer(AnswerKind.RAISED, error="ValueError")),
        ({"view": lambda value: value}, RIGHT),
        ({"aspect": Aspect.FORM}, RIGHT),
        ({"refused": "stride"}, RIGHT),
    ],
)
def test_what_is_compared_in_part_has_nothing_expected(other, expected):
    assert "expected" not in replayed.kept(case(**other), expected)


def told(source: str, one: dict) -> str:
    learner = InProcess.of_reference({"filters": source})
    return "\n".join(replayed._told(one, learner, REFERENCE))


def test_what_comes_is_told_beside_what_is_expected():
    right = solution_of("filters")
    one = replayed.kept(case(tolerance=1e-4), RIGHT)
    assert "what is expected" in told(right, one)
    wrong = told(right.replace("window * kernel", "window * kernel + 1"), one)
    assert "what is expected" not in wrong and "expected" in wrong
    raised = told(right.replace("window * kernel", "window * gone"), one)
    assert "NameError" in raised and "gone" in raised


def test_without_anything_expected_what_comes_is_shown():
    assert "got" in told(solution_of("filters"), replayed.kept(case(), None))


def test_a_kit_that_does_not_know_the_question_says_so():
    with pytest.raises(CommandError, match="no other_course: use the one of the course"):
        told(solution_of("filters"), {"name": "other_course"})
    assert NAME in questions()


def test_each_named_piece_is_shown_by_itself():
    pieces = list(replayed._pieces({"losses": [1.5], "state": {"w": torch.ones(1)}}, ()))
    assert [piece.splitlines()[0] for piece in pieces] == ["losses", "state › w"]
    assert list(replayed._pieces(3, ())) == []


def test_a_folder_holds_the_questions_and_a_script_that_asks_them(tmp_path):
    replayed.write(tmp_path, [replayed.kept(case(), RIGHT)])
    (one,) = torch.load(tmp_path / replayed.QUESTIONS, weights_only=True)
    assert one["name"] == NAME and torch.equal(one["expected"], RIGHT.value)
    compile((tmp_path / replayed.SCRIPT).read_text(encoding="utf-8"), replayed.SCRIPT, "exec")
