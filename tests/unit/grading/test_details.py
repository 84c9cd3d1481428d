"""Pages show of each mistake the first check that met it, and the lines around what raised."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from helpers import FUNCTIONS

from autograder.checks.evidence import Evidence, Panel
from autograder.checks.training import Training
from autograder.checks.verdict import CheckResult
from autograder.grading.details import details_of
from autograder.grading.results import DETAILS_FORMAT
from autograder.sandbox.code import SubmissionFiles
from autograder.sandbox.inside.answering import Line
from autograder.sandbox.inside.layout import Layout

TEXT = "".join(f"line {n}\n" for n in range(1, 11))
CODE = SubmissionFiles(
    {"a/train.py": TEXT.encode(), "all.ipynb": b"{}"}, Layout(functions=FUNCTIONS)
)
PANEL = Panel("got", "", (1, 1), 0.0, 1.0, ((1.0,),))


def failed(name="It adds", mistake=None, evidence=None, **properties):
    return CheckResult(
        "train",
        name,
        "failed",
        Fraction(1),
        mistake=mistake,
        evidence=evidence,
        properties=properties,
    )


def raised(number, file="a/train.py", text="here"):
    return Evidence(lines=(Line("other.py", 1, "f", "outer"), Line(file, number, "f", text)))


def shown(*checks):
    return json.loads(details_of(checks, CODE))


def test_of_each_mistake_only_the_first_check_is_shown():
    given = Evidence((PANEL,))
    names = [("1", "flipped"), ("2", "flipped"), ("3", "shifted"), ("4", None), ("5", None)]
    tree = shown(*(failed(name, mistake, given) for name, mistake in names))
    assert [one["check"] for one in tree["checks"]] == ["1", "3", "4", "5"]


def test_a_mistake_without_anything_to_show_hides_the_next_check():
    assert shown(failed("1", "flipped"), failed("2", "flipped", Evidence((PANEL,))))["checks"] == []


def test_all_that_is_shown_together_is_bounded(monkeypatch):
    one = len(details_of([failed("1", None, Evidence((PANEL,)))], CODE))
    monkeypatch.setattr("autograder.grading.details.MAX_BYTES", 3 * one)
    checks = [failed(str(number), None, Evidence((PANEL,))) for number in range(9)]
    told = details_of(checks, CODE)
    assert len(told) <= 3 * one and 2 <= len(json.loads(told)["checks"]) < 9


def test_evidence_of_nothing_is_not_shown():
    assert shown(failed("1", None, Evidence()), failed("2", None, None))["checks"] == []


@pytest.mark.parametrize(
    ("number", "start", "last"), [(1, 1, 4), (3, 1, 6), (4, 1, 7), (5, 2, 8), (9, 6, 10)]
)
def test_the_innermost_line_is_shown_with_three_around_it(number, start, last):
    (one,) = shown(failed(evidence=raised(number)))["checks"]
    assert one["source"] == {
        "file": "a/train.py",
        "start": start,
        "marked": number,
        "text": [f"line {n}" for n in range(start, last + 1)],
    }
    assert one["evidence"]["lines"] == []


@pytest.mark.parametrize("file", ["all.ipynb", "unknown.py"])
def test_a_line_of_a_notebook_is_shown_by_itself(file):
    (one,) = shown(failed(evidence=raised(5, file, "x = 1")))["checks"]
    assert one["source"] == {"file": file, "start": 5, "marked": 5, "text": ["x = 1"]}


def test_a_line_that_is_not_there_is_not_shown():
    assert (
        shown(failed(evidence=raised(99)), failed(evidence=raised(5, "x.py", "")))["checks"] == []
    )


def test_wide_lines_are_cut_and_tabs_widened():
    (one,) = shown(failed(evidence=raised(1, "all.ipynb", "\t" + "x" * 300)))["checks"]
    assert one["source"]["text"] == [" " * 8 + "x" * 192]


def test_the_training_is_kept_and_the_format_told():
    tree = shown(failed(training=None), failed())
    assert tree == {"checks": [], "training": None, "format": DETAILS_FORMAT}


def test_an_accuracy_that_is_no_number_leaves_the_checks():
    training = Training(float("nan"), 90.0, 92.0, 97.0)
    given = failed("1", None, Evidence((PANEL,)), training=training)
    tree = shown(given)
    assert tree["training"] is None and [one["check"] for one in tree["checks"]] == ["1"]
    number = failed("2", training=Training(91.0, 90.0, 92.0, 97.0))
    assert shown(number)["training"]["accuracy"] == 91.0


def test_a_number_without_an_end_is_not_shown():
    panel = Panel("got", "", (1, 1), 0.0, 1.0, ((float("inf"),),))
    assert shown(failed("1", None, Evidence((panel,))))["checks"] == []
