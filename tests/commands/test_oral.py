"""`autograder oral`: questions about what a submission passed, the same ones every time."""

from __future__ import annotations

import re

import pytest
from helpers import run


@pytest.fixture
def out(demo):
    return demo[0] / "results"


@pytest.mark.long
def test_questions_come_with_their_answers_and_are_the_same_again(out):
    first, second = (run("autograder", "oral", out, "--id", "01-perfect") for _ in range(2))
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout
    assert 3 <= len(re.findall(r"^\d\. ", first.stdout, re.M)) <= 5
    assert first.stdout.count("Answer: ") == len(re.findall(r"^\d\. ", first.stdout, re.M))


def test_they_are_about_what_was_passed_and_may_come_without_answers(out):
    args = ("--id", "07-true-convolution", "--exercise", "im2col", "--without-answers")
    done = run("autograder", "oral", out, *args)
    assert done.returncode == 0 and "Answer" not in done.stdout
    assert "im2col.py, line" in done.stdout and "filters.py" not in done.stdout


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--id", "nobody"), "there is no submission 'nobody'"),
        (("--id", "06-untouched"), "06-untouched has not passed every check of an exercise"),
        (("--id", "07-true-convolution", "--exercise", "filters"), "has not passed every check"),
    ],
)
def test_where_nothing_can_be_asked_it_is_told_in_one_line(out, args, words):
    done = run("autograder", "oral", out, *args)
    assert done.returncode == 2 and words in done.stderr
    assert len(done.stderr.splitlines()) == 1
