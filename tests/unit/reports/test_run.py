"""A run as a page tells it."""

from __future__ import annotations

import dataclasses

from autograder.course import CourseSettings
from autograder.grading.record import GivenBack, RunRecord
from autograder.reports.run import run_in_words, settings_in_words

RECORD = RunRecord(
    seed=7,
    exercises=("filters", "fit"),
    course={"filters": 14, "fit": 8},
    limits={"memory": 512.0, "time": 1.5},
)


def test_a_run_is_told_by_what_decides_its_scores():
    told = dict(run_in_words(RECORD))
    assert told["Exercises"] == "filters, fit"
    text = "\n".join(f"{name}: {words}" for name, words in told.items())
    assert "2 exercises, 22 points" in text and "memory 512, time 1.5" in text


def test_feedback_that_was_given_is_told():
    given = GivenBack(time="yesterday", to="moodle", pages=3)
    told = dict(run_in_words(dataclasses.replace(RECORD, feedback=(given, given))))
    assert told["Feedback returned"] == "; ".join(["yesterday to moodle, 3 pages"] * 2)
    assert "Feedback returned" not in dict(run_in_words(RECORD)), "rows of nothing are left out"


def test_settings_are_told_where_they_differ_from_the_course():
    said = settings_in_words(CourseSettings(points={"fit": 9, "train": 1}, carry_forward=False))
    assert "points: fit 9, train 1" in said and "nothing is carried forward" in said
    assert settings_in_words(CourseSettings()) == ""
