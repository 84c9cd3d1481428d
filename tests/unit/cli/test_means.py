"""How many submissions are graded at once."""

from __future__ import annotations

import pytest

from autograder.cli import means
from autograder.course import current_course


@pytest.mark.parametrize(
    ("submissions", "jobs"),
    [(0, 1), (1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (16, 8), (300, 8)],
)
def test_a_job_more_has_two_submissions_to_grade(monkeypatch, submissions, jobs):
    monkeypatch.setattr(means, "default_jobs", lambda: 8)
    assert means.jobs_for(None, submissions) == jobs


def test_of_one_exercise_a_job_grades_many(monkeypatch):
    monkeypatch.setattr(means, "default_jobs", lambda: 8)
    every = len(current_course().exercises)
    assert means.jobs_for(None, 2 * every, ("filters",)) == 1
    assert means.jobs_for(None, 2 * every + 1, ("filters",)) == 2
    assert means.jobs_for(None, 2 * every, ("filters", "layers")) == 2


@pytest.mark.parametrize(("asked", "submissions", "jobs"), [(3, 8, 3), (8, 3, 3), (4, 0, 1)])
def test_as_many_as_asked_for_but_not_more_than_submissions(asked, submissions, jobs):
    assert means.jobs_for(asked, submissions, ("filters",)) == jobs
