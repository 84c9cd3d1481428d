"""The checks are proven: mistakes are caught and named, right submissions are unharmed."""

from __future__ import annotations

import re

import pytest
from helpers import HOME, changed, results, run, write_files

from autograder.checks.mistakes import catalogue
from autograder.course import current_course

MISTAKES = catalogue(HOME)


@pytest.mark.long  # of the second course it is done each time
def test_every_known_mistake_is_caught_and_no_right_submission_loses_a_point():
    parts = tuple(current_course().functions)
    done = run("autograder", "prove", seconds=3600)  # beside others it takes its time
    assert done.returncode == 0, done.stdout + done.stderr
    assert "passes all checks" not in done.stdout and "lost points" not in done.stdout
    named = re.findall(r"(\d+) of (\d+)", done.stdout)
    right, whole = (sum(int(pair[i]) for pair in named) for i in (0, 1))
    wrong = [path for part in parts for path in (HOME / "tests" / "wrong" / part).glob("*.py")]
    assert whole == sum(len(MISTAKES[part]) for part in parts) + len(wrong)
    assert right / whole >= 0.95
    for part in parts:
        assert len(list((HOME / "tests" / "right" / part).glob("*.py"))) >= 7, part


def test_the_catalogue_covers_every_public_name_and_no_name_is_used_twice():
    everything = [mistake for mistakes in MISTAKES.values() for mistake in mistakes]
    assert len({mistake.name for mistake in everything}) == len(everything)
    for part, names in current_course().functions.items():
        assert {mistake.function for mistake in MISTAKES[part]} == set(names)
    for mistake in everything:
        assert mistake.question.endswith("?") and len(mistake.explanation.split()) <= 30, (
            mistake.name
        )


def test_the_message_begins_with_the_mistake_and_its_question(demo):
    folder = demo[0] / "submissions" / "07-true-convolution"
    done = run("pytest", "exercises/", "--submission", folder, "--exercise", "filters")
    known = next(m for m in MISTAKES["filters"] if m.name == "kernel-flipped")
    assert f"{known.explanation}\n{known.question}\n" in done.stdout
    parts = {p["name"]: p for p in results(demo[0] / "results")["07-true-convolution"]["parts"]}
    failed = [check for check in parts["filters"]["checks"] if not check["passed"]]
    assert {check["mistake"] for check in failed} == {"kernel-flipped"}
    assert all(check["message"].startswith(known.explanation) for check in failed)


@pytest.mark.long
def test_an_answer_that_no_mistake_explains_says_so(tmp_path):
    files = changed("filters.py", "window * kernel", "window * kernel.flip(0, 1) + 0.125")
    folder = write_files(tmp_path / "two", files)
    done = run("pytest", "exercises/", "--submission", folder, "--exercise", "filters")
    assert "No known mistake" not in done.stdout
    assert "What does each go through?" in done.stdout
    assert "Work out a small one by hand, as the worked example in " in done.stdout
    assert "cross_correlate with channel [[1]], kernel [[1]]" in done.stdout
    assert "it gives  [[1.125]] instead of [[1]]" in done.stdout
