"""What may be chance is said of a wrong answer only where further ones have it too."""

from __future__ import annotations

import torch

from autograder.checks.cases import Case, as_it_is
from autograder.checks.diagnosis import seen_again as seen_again_module
from autograder.checks.diagnosis.known import Sides, further_question
from autograder.checks.diagnosis.seen_again import Further, seen_again
from autograder.checks.property import Property
from autograder.checks.sides import InProcess
from autograder.sandbox.inside.answering import Answer

REFERENCE = InProcess.of_reference()


class Changes:
    """Answers as the reference does, with something done to it."""

    def __init__(self, change):
        self.change, self.count = change, 0

    def answer(self, question):
        self.count += 1
        return Answer("value", self.change(REFERENCE.answer(question).value))


def seen(change, *properties):
    submission = Changes(change)
    case = Case("relu", further_question("relu", 99), as_it_is, 1e-4)
    further = Further(case, Sides(submission, REFERENCE, {}), lambda question: {})
    return seen_again(properties, further), submission.count


def test_what_is_no_chance_is_said_without_asking():
    sure = Property("It is so.", "Is it?")
    assert seen(torch.neg, sure) == (sure, 0)


def test_what_further_answers_have_too_is_said():
    zero = Property("Every number in the answer is 7.", "?", may_be_chance=True)
    found, asked = seen(lambda value: torch.full_like(value, 7), zero)
    assert found == zero and asked


def test_what_further_answers_do_not_have_is_left_out():
    chance = Property("Every number in the answer is 7.", "?", may_be_chance=True)
    sure = Property("It is so.", "Is it?")
    assert seen(lambda value: value + 1, chance)[0] is None
    assert seen(lambda value: value + 1, chance, sure)[0] == sure


def test_what_has_other_numbers_each_time_is_known_by_its_signs(monkeypatch):
    def of_answer(difference, answers, question, further):
        return [Property(f"{answers[0].sum()}", "?", may_be_chance=True, signs=("a", "other"))]

    monkeypatch.setattr(seen_again_module, "of_answer", of_answer)
    known = Property("Divided by 64.", "?", may_be_chance=True, signs=("other", "b"))
    unknown = known._replace(signs=("b",))
    assert seen(lambda value: value + 1, unknown)[0] is None
    assert seen(lambda value: value + 1, unknown, known)[0] == known


def test_nothing_follows_from_answers_that_are_right():
    assert seen(as_it_is, Property("It is so.", "Is it?", may_be_chance=True))[0] is None


def test_whoever_loops_is_asked_no_more():
    class Loops:
        count = 0

        def answer(self, question):
            self.count += 1
            return Answer("timed out")

    loops = Loops()
    case = Case("relu", further_question("relu", 99), as_it_is, 1e-4)
    further = Further(case, Sides(loops, REFERENCE, {}), lambda question: {})
    assert seen_again([Property("It is so.", "?", may_be_chance=True)], further) is None
    assert loops.count == 1


def test_what_was_answered_before_is_not_asked_again():
    submission = Changes(lambda value: value + 1)
    case = Case("relu", further_question("relu", 99), as_it_is, 1e-4)
    further = Further(case, Sides(submission, REFERENCE, {}), lambda question: {})
    chance = Property("It is so.", "?", may_be_chance=True)
    seen_again([chance], further)
    asked = submission.count
    assert asked and seen_again([chance], further) is None and submission.count == asked


def test_further_questions_that_nobody_answered_are_passed_over():
    """A released kit keeps no answer to some, and the reference refuses others."""

    class Rarely:
        def __init__(self):
            self.given = [LookupError(), Answer("raised", error="ValueError")]

        def answer(self, question):
            first = self.given.pop(0) if self.given else REFERENCE.answer(question)
            if isinstance(first, Exception):
                raise first
            return first

    zero = Property("Every number in the answer is 7.", "?", may_be_chance=True)
    submission = Changes(lambda value: torch.full_like(value, 7))
    case = Case("relu", further_question("relu", 99), as_it_is, 1e-4)
    further = Further(case, Sides(submission, Rarely(), {}), lambda question: {})
    assert seen_again([zero], further) == zero and submission.count
