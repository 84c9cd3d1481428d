"""The quiz in a terminal and in a cell: what is shown, what is understood, what is mentioned."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from autograder.checks.progress import Progress, Reached
from autograder.checks.quiz.quiz import Grid, Item, Option, Shown, Told
from autograder.course import current_course
from autograder.learn import quiz_cells, quizzing

TOLD = Told("window-averaged", "The products are averaged.", "What should ones give?")
GRID = Shown(grids=(Grid("", (("10", "2"), ("3", "4"))),))
ITEM = Item(
    exercise="layers",
    name="one",
    seed=0,
    inputs=(("x", GRID),),
    call="relu(x)",
    options=(Option(Shown(text="3"), (TOLD,)), Option(GRID), Option(Shown(text="5"), (TOLD, TOLD))),
)


def shown(thing: object) -> str:
    console = Console(file=io.StringIO(), width=80, color_system=None)
    console.print(thing)
    return console.file.getvalue()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("typed", "choice"),
    [("1", 0), (" 4 ", 3), ("b", 1), ("D", 3), ("5", None), ("", None), ("e", None), ("q", None)],
)
def test_an_option_is_named_by_its_number_or_letter(typed, choice):
    assert quizzing.choice_of(typed) == choice


def test_a_question_stands_with_its_arrays_and_options():
    text = shown(quizzing.question(ITEM))
    assert "│ 10 2 │" in text and "relu(x)" in text and "What does this call return?" in text
    assert all(f"{number})" in text for number in (1, 2, 3))


def test_what_an_option_says_is_the_mistakes_own():
    text = shown(quizzing.told(ITEM, ITEM.options[0]))
    assert TOLD.explanation in text and TOLD.question in text and "The right answer is 2." in text
    assert "code with this mistake" in text
    assert "one of these mistakes" in shown(quizzing.told(ITEM, ITEM.options[2]))
    assert shown(quizzing.told(ITEM, ITEM.options[1])).strip() == "Right."


def test_questions_are_mentioned_in_a_line_and_only_when_they_are_due():
    words = quizzing.mention(Progress())
    assert "\n" not in words and current_course().names[0] in words and "3 questions" in words
    assert len(words) < 100
    done = Progress({name: Reached(1, 1) for name in current_course().names})
    assert "again, three exercises later" in quizzing.mention(done)


def test_in_a_notebook_all_can_be_unfolded():
    text = quiz_cells.unfolded(ITEM)
    assert text.count("<details>") == 3 and TOLD.explanation in text
    assert "<table" in quiz_cells.question(ITEM)
