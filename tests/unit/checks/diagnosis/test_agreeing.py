"""A mistake is kept where further answers are its own too, whatever else is wrong in them."""

from __future__ import annotations

import torch

from autograder.checks.cases import Case, as_it_is
from autograder.checks.diagnosis.agreeing import Evidence, agreeing
from autograder.checks.diagnosis.known import KnownMistake, Sides, further_question
from autograder.checks.mistakes import Mistake
from autograder.sandbox.inside.answering import Answer

RIGHT = {"percentage": 40.0, "printed": False, "weights": torch.ones(3)}


class Says:
    def __init__(self, **pieces):
        self.value = RIGHT | pieces

    def answer(self, question):
        return Answer("value", self.value)


class Draws:
    """Gives another number each time."""

    def __init__(self):
        self.count = 0

    def answer(self, question):
        self.count += 1
        return Answer("value", RIGHT | {"percentage": float(self.count), "printed": True})


def kept(submission, *known, view=as_it_is):
    case = Case("evaluation", further_question("evaluation", 99), view, 1e-4)
    evidence = Evidence(case, Sides(submission, Says(), {}), sure=False)
    remaining, _ = agreeing(list(known), evidence)
    return [candidate.mistake.name for candidate in remaining]


def mistake(name, side, **more):
    return KnownMistake(Mistake(name, "evaluate", "Says.", "Asks?", (), **more), side)


def test_the_mistake_with_the_same_answers_is_kept():
    assert kept(Says(printed=True), mistake("prints", Says(printed=True))) == ["prints"]


def test_beside_another_mistake_it_is_kept_for_the_pieces_that_it_changes():
    both = Says(printed=True, percentage=7.0)
    assert kept(both, mistake("prints", Says(printed=True))) == ["prints"]


def test_what_is_not_there_yet_says_nothing():
    changes = mistake("prints", Says(printed=True, weights=[torch.zeros(3)]))
    assert kept(Says(printed=True, weights=[]), changes) == ["prints"]
    assert kept(Says(printed=False, weights=[]), changes) == []


def test_an_error_that_no_mistake_ends_in_is_of_another_one():
    class Fails(Says):
        """Returns a value the first time, and fails then."""

        count = 0

        def answer(self, question):
            self.count += 1
            return (
                super().answer(question) if self.count < 2 else Answer("raised", error="KeyError")
            )

    known = [mistake("prints", Says(printed=True)), mistake("counts", Says(percentage=3.0))]
    assert kept(Fails(printed=True), *known) == ["prints"]


def test_one_that_changes_more_than_what_was_answered_is_left_out():
    more = mistake("prints and counts", Says(printed=True, percentage=3.0))
    assert kept(Says(printed=True, percentage=7.0), more) == []


def test_all_further_answers_are_looked_at():
    class Right:
        """Is right but for the first answer."""

        count = 0

        def answer(self, question):
            self.count += 1
            return Answer("value", RIGHT | {"printed": self.count == 1})

    assert kept(Right(), mistake("prints", Says(printed=True)), mistake("b", Says())) == []


def test_what_is_drawn_at_random_is_compared_where_the_check_looks():
    def printed(value):
        return value["printed"]

    drawn = mistake("drawn", Draws(), random=True)
    assert kept(Says(printed=True, percentage=0.5), drawn, view=printed) == ["drawn"]
    assert kept(Says(printed=True, percentage=0.5), mistake("a", Draws()), view=printed) == []
    assert kept(Says(), drawn, view=printed) == []
