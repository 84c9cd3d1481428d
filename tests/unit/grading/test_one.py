"""What one grading sums up, and what is said where there is nothing more to say."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace

from helpers import FUNCTIONS
from making import check, part, result

from autograder.checks.brief import Brief
from autograder.checks.verdict import CheckResult, Outcome
from autograder.course import current_course
from autograder.grading.one import _beside, _contradicted, _with_notes, part_of
from autograder.sandbox.code import SubmissionFiles
from autograder.sandbox.inside.layout import find_layout

FIT, NOTHING = current_course().exercise("fit"), Brief()


def verdict(outcome=Outcome.FAILED, points=1, part="fit", **other) -> CheckResult:
    return CheckResult(part, "It adds", outcome, Fraction(points), **other)


def test_a_part_is_its_own_checks_and_only_what_passed_earns():
    third = Fraction(1, 3)
    brief = Brief(explanation="Says.", question="Asks?", try_this="Do this.")
    checks = [
        verdict(Outcome.PASSED, third),
        verdict(points=2, mistake="slip", brief=brief, case="3"),
        verdict(Outcome.PASSED, 5, part="train"),
    ]
    summed = part_of(FIT, checks)
    assert (summed.name, summed.score, summed.max_score) == ("fit", 0.3333, FIT.points)
    passed, failed = summed.checks
    assert (passed.passed, passed.score, passed.max_score) == (True, 0.3333, 0.3333)
    assert (failed.passed, failed.score, failed.max_score) == (False, 0, 2)
    told = (failed.mistake, failed.explanation, failed.question, failed.next_step, failed.case)
    assert told == ("slip", "Says.", "Asks?", "Do this.", "3")


def test_an_explanation_without_a_question_is_none():
    (check,) = part_of(FIT, [verdict(brief=Brief(explanation="It stopped."))]).checks
    assert check.explanation == ""


def code(*paths: str, notes=()) -> SubmissionFiles:
    return SubmissionFiles(dict.fromkeys(paths, b""), find_layout(paths, FUNCTIONS), notes)


def test_what_was_left_out_is_noted_with_its_place():
    noted = _with_notes(result(), code("fit.py", notes=("a\x1bb",)), [("cell 3", "too long")], [])
    assert [(note.place, note.message) for note in noted.notes] == [
        ("", r"a\x1bb"),
        ("cell 3", "too long"),
    ]
    assert not noted.review


def test_where_there_is_nothing_to_grade_a_human_looks_at_it():
    noted = _with_notes(result(), code("notes.txt", notes=("no Python",)), [], [])
    assert noted.message == "no Python" and [note.message for note in noted.review] == ["no Python"]


def test_what_all_checks_say_is_said_once():
    def said(*messages: str, points: float = 0, brief: Brief = NOTHING) -> str:
        checks = [check(f"c{n}", 0, message=text) for n, text in enumerate(messages)]
        one = result("ada", part("fit", *checks), message="a summary", score=points)
        return _with_notes(one, code("fit.py"), [], [verdict(brief=brief)]).message

    assert said("it stops\nhere", "it stops\nhere") == "it stops"
    assert said("one", "another") == said("one", "one", points=1) == "a summary"
    brief = Brief(error="NameError: x", details=("fit.py: NameError", "more"))
    assert said("one", "one", brief=brief) == "fit.py: NameError"
    assert said("one", "one", brief=Brief(details=("a line",))) == "one"


def test_company_of_other_processes_is_told():
    assert list(_beside(SimpleNamespace(doubted={}, company=0))) == []
    (note,) = _beside(SimpleNamespace(doubted={}, company=2))
    assert "2 more of the submission's processes ran" in note.message


def test_an_answer_that_nothing_shows_to_be_made_of_the_product_is_told():
    doubted = {"im2col.conv2d_matmul": None}
    (note,) = _beside(SimpleNamespace(doubted=doubted, company=0))
    assert note.place == "im2col" and "what `conv2d_matmul` returns" in note.message


def test_a_function_that_answers_rightly_where_it_is_blamed_is_named():
    run = SimpleNamespace(carrying=SimpleNamespace(contradicted=lambda: ["relu"]))
    (note,) = _contradicted(run)
    assert note.place == "layers" and note.message.count("`relu`") == 2
    assert list(_contradicted(SimpleNamespace(carrying=None))) == []
