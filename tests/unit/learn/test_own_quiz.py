"""Questions about one's own code are answered with numbers."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from autograder.checks.quiz.own_code import Kind, OwnQuestion
from autograder.learn import own_quiz


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("3", [3]), ("(3, 4)", [3, 4]), ("3x4", [3, 4]), (" -2 ", [-2]), ("three", []), ("", [])],
)
def test_an_answer_is_the_whole_numbers_in_it(text, numbers):
    assert own_quiz._numbers(text) == numbers


def asked(*typed: str, questions=2) -> tuple[list[bool], str]:
    file, waiting = io.StringIO(), list(typed)
    one = OwnQuestion(
        kind=next(iter(Kind)),
        function="f",
        call="f(2)",
        place="f.py:2",
        line="x = 1",
        question="Which shape?",
        answer="(3, 4)",
    )

    def read(prompt: str) -> str:
        if not waiting:
            raise EOFError
        return waiting.pop(0)

    right = own_quiz._ask_all(Console(file=file, width=100), read, [one] * questions)
    return right, file.getvalue()


def test_each_answer_is_right_or_not_and_what_is_no_number_is_asked_again():
    right, said = asked("3, 4", "what?", "4 3")
    assert right == [True, False]
    assert "Question 2 of 2" in said and "f.py:2:  x = 1" in said
    assert "Right." in said and "No: it is (3, 4)." in said and "Type a number" in said


@pytest.mark.parametrize("stop", [("q",), ("Q ",), ()])
def test_it_can_be_stopped(stop):
    assert asked("3, 4", *stop)[0] == [True]
