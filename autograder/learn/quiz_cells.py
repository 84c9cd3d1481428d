"""The quiz in a notebook's cell: a question, a line to answer in, the explanation below it."""

from __future__ import annotations

import html
from collections.abc import Callable

from autograder.checks.progress import read_progress
from autograder.checks.quiz.quiz import Item
from autograder.checks.quiz.quiz_source import source
from autograder.core.languages import _
from autograder.drawing import quiz as drawing

from .quizzing import (
    QUIT,
    choice_of,
    in_the_end,
    items_for,
    keep,
    lead,
    nothing_due,
    what_to_ask,
)

STYLE = (
    "<style>.quiz-grids { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; } "
    ".quiz-grids table.numbers td { text-align: right; }</style>"
)


def quiz(name: str, display: Callable[[str], None]) -> None:
    """Ask three questions in a cell; raises CommandError for an exercise without any."""
    progress, questions = read_progress(), source()
    found = what_to_ask(progress, questions, name)
    if found is None:
        print(nothing_due(progress))
        return
    exercise, occasion = found
    answered = []
    for item in items_for(questions, progress, exercise, occasion):
        display(question(item))
        try:
            choice = _choice()
        except (EOFError, NotImplementedError):  # nobody is there to type
            display(unfolded(item))
            continue
        if choice is None:
            break
        option = item.options[choice]
        answered.append(keep(item, occasion, option))
        wrong = "" if option.is_right else f"<p>{html.escape(lead(option))}</p>"
        display(f"{wrong}<p>{drawing.diagnosis(option, leading=False)}</p>{_right(item, choice)}")
    if answered:
        print(in_the_end(exercise, occasion, answered))


def _choice() -> int | None:
    while True:
        typed = input(_("Your answer, 1 to 4: "))
        if typed.strip().lower() in QUIT:
            return None
        choice = choice_of(typed)
        if choice is not None:
            return choice
        print(_("Type 1, 2, 3 or 4; q stops."))


def _right(item: Item, choice: int) -> str:
    if choice == item.right:
        return ""
    return f"<p>{html.escape(_('The right answer is {n}.', n=item.right + 1))}</p>"


def question(item: Item) -> str:
    """Write a question with its options."""
    options = "".join(
        f"<div><strong>{place})</strong> {drawing.value(option.shown)}</div>"
        for place, option in enumerate(item.options, 1)
    )
    return f'{STYLE}{drawing.question(item)}<div class="quiz-grids">{options}</div>'


def unfolded(item: Item) -> str:
    """Write what each option says, to be unfolded: for a notebook that nobody answers in."""
    return "".join(
        f"<details><summary>{place})</summary>{drawing.diagnosis(option)}</details>"
        for place, option in enumerate(item.options, 1)
    )
