"""When the quiz asks about which exercise."""

from __future__ import annotations

import pytest

from autograder.checks.progress import Answered, Progress, Reached
from autograder.checks.quiz.quiz import enumerated
from autograder.checks.quiz.quizzed import Occasion, due, occasion_of, remaining, right_of
from autograder.core.languages import set_language
from autograder.course import current_course

NAMES = current_course().names


def done(*names: str) -> Progress:
    return Progress({name: Reached(1, 1) for name in names})


def answer(progress: Progress, name: str, occasion: Occasion, count: int = 3) -> Progress:
    answers = [Answered(item="a", seed=0, occasion=occasion.name) for _ in range(count)]
    progress.quiz.setdefault(name, []).extend(answers)
    return progress


def due_name(progress: Progress) -> tuple[str, Occasion] | None:
    found = due(progress)
    return None if found is None else (found[0].name, found[1])


def test_three_questions_come_before_the_current_exercise():
    progress = Progress()
    assert due_name(progress) == (NAMES[0], Occasion.BEFORE)
    answer(progress, NAMES[0], Occasion.BEFORE, 2)
    assert remaining(progress, current_course().exercises[0], Occasion.BEFORE) == 1
    answer(progress, NAMES[0], Occasion.BEFORE, 1)
    assert due_name(progress) is None


@pytest.mark.parametrize(("finished", "comes"), [(3, False), (4, True)])
def test_and_again_three_exercises_later(finished, comes):
    progress = done(*NAMES[:finished])
    answer(progress, NAMES[finished], Occasion.BEFORE)
    assert due_name(progress) == ((NAMES[0], Occasion.AGAIN) if comes else None)
    answer(progress, NAMES[0], Occasion.AGAIN)
    assert due_name(progress) is None


def test_when_all_is_done_every_exercise_comes_again():
    progress = done(*NAMES)
    asked = []
    while (found := due_name(progress)) is not None:
        asked.append(found[0])
        answer(progress, *found)
    assert asked == list(NAMES)


def test_who_chooses_an_exercise_is_asked_on_the_occasion_that_it_is():
    first = current_course().exercises[0]
    assert occasion_of(Progress(), first) is Occasion.BEFORE
    assert occasion_of(done(first.name), first) is Occasion.CHOSEN
    assert occasion_of(done(*NAMES[:4]), first) is Occasion.AGAIN
    assert remaining(Progress(), first, Occasion.CHOSEN) == 3


@pytest.mark.parametrize(
    ("value", "chinese"),
    [
        ("30, 9, 7", "30、9、7"),
        ("[1, 2], [3], (4, 5)", "[1, 2]、[3]、(4, 5)"),
        ("(4, 5, 6)", "(4, 5, 6)"),
        ("7", "7"),
    ],
)
def test_a_list_is_written_in_the_readers_language_and_code_as_it_is(value, chinese):
    set_language("zh")
    assert enumerated(value) == chinese
    set_language("en")
    assert enumerated(value) == value


def test_an_answer_without_mistakes_is_right():
    right, wrong = (
        Answered(item="a", seed=0, occasion="BEFORE", mistakes=made) for made in ([], ["slip"])
    )
    assert right_of([right, wrong, right]) == 2
