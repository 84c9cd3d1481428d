"""Every question of the quiz: four different answers, one right, each wrong one a mistake's own."""

from __future__ import annotations

import pytest
from helpers import HOME

from autograder.authoring.quizzes import SEEDS
from autograder.checks.mistakes import catalogue, mistaken_source
from autograder.checks.quiz.quiz import OPTIONS
from autograder.checks.quiz.quiz_drawing import drawn, drawn_with, questions_of
from autograder.checks.quiz.quizzed import ROUND
from autograder.checks.sides import InProcess
from autograder.course import current_course
from autograder.course.reference import solution_of

KINDS = [(e.name, name) for e in current_course().exercises for name in questions_of(e)]
MANY = 20


def prove(exercise: str, name: str, seed: int) -> None:
    """Prove one question against sides that are made for it alone."""
    item, asked = drawn_with(current_course().exercise(exercise), name, seed)
    home = current_course().exercise_of(asked.question.function).name
    known = {mistake.name: mistake for mistake in catalogue()[home]}
    reference = asked.answer(InProcess.of_reference())
    assert reference is not None
    keys = []
    for option in item.options:
        if option.is_right:
            assert option.shown == reference.shown
            keys.append(reference.key)
        for told in option.mistakes:
            source = mistaken_source(solution_of(home), known[told.name])
            answer = asked.answer(InProcess.of_reference({home: source}))
            assert answer is not None and answer.shown == option.shown, told.name
            assert told.explanation == known[told.name].explanation
        if option.mistakes:
            keys.append(answer.key)
    assert sum(option.is_right for option in item.options) == 1
    assert len(item.options) == OPTIONS == len({repr(key) for key in keys})
    assert len({option.shown.in_a_line() for option in item.options}) == OPTIONS
    assert "{" not in item.question and item.question.strip()


@pytest.mark.parametrize(("exercise", "name"), KINDS[::3])  # the others follow in long runs
def test_each_wrong_answer_is_what_its_mistake_returns(exercise, name):
    prove(exercise, name, len(name))


@pytest.mark.long
@pytest.mark.parametrize(("exercise", "name"), KINDS)
def test_and_so_it_is_for_many_seeds(exercise, name):
    for seed in range(MANY):
        prove(exercise, name, seed)


def test_there_are_enough_questions():
    counts = {e.name: len(questions_of(e)) for e in current_course().exercises}
    assert sum(counts.values()) >= 60
    assert all(count >= 2 * ROUND - 1 for count in counts.values()), counts
    assert min(count for name, count in counts.items() if name != KINDS[-1][0]) >= 2 * ROUND
    assert SEEDS >= 2


def test_a_seed_decides_a_question_and_another_draws_another():
    exercise, name = current_course().exercise(KINDS[8][0]), KINDS[8][1]
    items = [drawn(exercise, name, seed) for seed in (1, 1, 2)]
    assert items[0] == items[1] != items[2]


def test_nothing_is_left_in_the_solutions():
    assert not [path for path in HOME.glob("solutions/*/*") if path.suffix == ".pt"]
