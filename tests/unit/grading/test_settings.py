"""The exercises that are graded, and the result of what was not run."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from autograder.course import current_course
from autograder.grading.record import GivenBack, RunRecord, carried_over, with_feedback
from autograder.grading.settings import Settings, without_checks
from autograder.sandbox.limits import Limits
from autograder.sandbox.walls import NO_WALLS

ALL = Settings(0, Path("data"), NO_WALLS, Limits())


def test_without_a_choice_every_exercise_is_graded():
    assert ALL.chosen == current_course().exercises


def test_chosen_exercises_are_graded_in_the_kits_order():
    two = dataclasses.replace(ALL, exercises=("train", "filters"))
    assert [exercise.name for exercise in two.chosen] == ["filters", "train"]
    assert two.names == ("filters", "train")


def test_what_was_not_run_has_no_points_of_those_that_there_were():
    walls = dataclasses.replace(NO_WALLS, landlock=1)
    two = dataclasses.replace(ALL, walls=walls, exercises=("filters", "fit"))
    lost = without_checks("ada", "rejected", "too large", two)
    assert (lost.submission_id, lost.status, lost.message) == ("ada", "rejected", "too large")
    assert (lost.score, lost.max_score, lost.test_accuracy) == (0, 22, None)
    assert [(p.name, p.score, p.max_score, p.checks) for p in lost.parts] == [
        ("filters", 0, 14, ()),
        ("fit", 0, 8, ()),
    ]
    assert lost.walls == ("landlock",)


def test_after_feedback_only_the_bytes_that_had_been_asked_keep_the_runs_seed():
    assert not ALL.has_own_seed("ada", "f1")
    assert dataclasses.replace(ALL, own_seeds=True).has_own_seed("ada", "f1")
    after = dataclasses.replace(ALL, answered={"ada": "f1"})
    assert not after.has_own_seed("ada", "f1")
    assert after.has_own_seed("ada", "f2") and after.has_own_seed("bob", "f1")


def test_the_first_feedback_fixes_who_had_been_asked():
    given = GivenBack("2026-11-21T10:00:00+00:00", "folder", 1)
    first = with_feedback(RunRecord(format=1), given, {"ada": "f1"})
    second = with_feedback(first, given, {"ada": "f2", "bob": "f1"})
    assert second.answered == {"ada": "f1"} and second.feedback == (given, given)
    on = carried_over(RunRecord(seed=3, format=1), second)
    assert (on.seed, on.answered, on.feedback) == (3, second.answered, second.feedback)
    assert carried_over(on, None) is on
