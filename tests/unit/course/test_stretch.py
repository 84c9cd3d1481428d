"""For a while a process is about the stretch goals, and afterwards about the course again."""

from __future__ import annotations

import os

import pytest

from autograder.core.place import COURSE_VARIABLE
from autograder.course import CourseSettings, course_root, current_course, use_settings
from autograder.course.reading import used_settings
from autograder.course.stretch import about_stretch_goals, stretch_goals


@pytest.mark.parametrize("named", [False, True])
def test_the_course_is_that_of_the_goals_and_then_what_it_was(monkeypatch, named):
    monkeypatch.delenv(COURSE_VARIABLE, raising=False)
    home, names = course_root(), current_course().names
    if named:
        monkeypatch.setenv(COURSE_VARIABLE, str(home))
    before, settings = os.environ.get(COURSE_VARIABLE), used_settings()
    goals = stretch_goals()
    assert set(goals) < set(names)
    with about_stretch_goals() as folder:
        assert course_root() == folder.resolve() == (home / "stretch").resolve()
        assert set(current_course().names) == {goal.name for goal in goals.values()}
    assert os.environ.get(COURSE_VARIABLE) == before and used_settings() == settings
    assert (course_root(), current_course().names) == (home, names)


def test_goals_of_exercises_that_are_left_out_are_left_out_and_languages_hold():
    first = next(iter(stretch_goals()))
    try:
        use_settings(CourseSettings(exercises=(first,), languages=("en",)))
        goal = stretch_goals()[first].name
        with about_stretch_goals():
            assert current_course().names == (goal,)
            assert current_course().languages == ("en",)
    finally:
        use_settings(CourseSettings())


def test_a_course_without_goals_has_none(tmp_path):
    assert stretch_goals(tmp_path) == {}
