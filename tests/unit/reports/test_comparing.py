"""What differs between two runs, in words, as a table and as CSV."""

from __future__ import annotations

import csv
import dataclasses
import io
from pathlib import Path

import pytest
from making import check, part, result

from autograder.grading.comparison import CheckChange, Comparison, compare
from autograder.grading.decided import Adjusted, Adjustment
from autograder.grading.folder import Stored
from autograder.grading.known import Person
from autograder.grading.record import RunRecord
from autograder.grading.results import Lateness
from autograder.reports.comparing import (
    by_check,
    change_in_words,
    check_in_words,
    page,
    score_in_words,
    show,
    to_csv,
)

NOW, BEFORE = check(score=2), check(score=0)


def graded(identity: str, *scores: float, **other):
    checks = [check(f"check {n}", score) for n, score in enumerate(scores)]
    return result(identity, part("train", *checks), **other)


def differing(*both) -> Comparison:
    old, new = ([one for one in each if one] for each in zip(*both))
    return compare(Stored(RunRecord(), tuple(old), {}), Stored(RunRecord(), tuple(new), {}))


TWO = differing(
    (graded("ada", 0, 2, 0), graded("ada", 2, 2, 2)),
    (graded("bob", 2, 2, 0), graded("bob", 0, 2, 0, handed_in=Lateness("bob", "=Bob"))),
    (graded("cyd", 2), None),
    (None, graded("=dan", 2)),
)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (CheckChange("train", BEFORE, NOW), "train, It adds: failed → passed (+2)"),
        (CheckChange("train", NOW, BEFORE), "train, It adds: passed → failed (−2)"),
        (CheckChange("train", None, NOW), "train, It adds: – → passed (+2)"),
        (CheckChange("train", BEFORE, None), "train, It adds: failed → –"),
    ],
)
def test_a_check_says_what_it_said_and_says(change, words):
    assert check_in_words(change) == words


def test_a_score_is_told_or_why_there_is_none():
    assert score_in_words(graded("ada", 2, 0)) == "2 / 4"
    assert score_in_words(graded("ada", status="error")) == "error"


def test_a_change_has_a_sign_and_no_change_is_nothing():
    more, less = TWO.differences
    assert (change_in_words(more), change_in_words(less)) == ("+4", "−2")
    (same,) = differing((graded("ada", 2, 0), graded("ada", 0, 2))).differences
    assert change_in_words(same) == ""


def test_checks_are_counted_up_and_down_those_of_the_most_first():
    assert by_check(TWO) == [("train", "check 0", 1, 1), ("train", "check 2", 1, 0)]


def test_as_csv_each_difference_is_a_row_and_no_cell_a_formula():
    rows = list(csv.reader(io.StringIO(to_csv(TWO))))
    assert rows[0] == ["id", "name", "before", "now", "change", "why", "checks"]
    told = "train, check 0: failed → passed (+2); train, check 2: failed → passed (+2)"
    assert rows[1][:5] == ["ada", "", "2", "6", "4"] and rows[1][6] == told
    assert rows[2][:5] == ["bob", "'=Bob", "4", "2", "-2"]
    assert rows[3:] == [
        ["cyd", "", "there", "not there", "", "", ""],
        ["'=dan", "", "not there", "there", "", "", ""],
    ]


def test_who_differs_is_called_as_the_roster_does():
    people = {"ada": Person("Lovelace, Ada"), "bob": Person("", "b@x")}
    rows = list(csv.reader(io.StringIO(to_csv(TWO, people))))
    assert [row[1] for row in rows[1:3]] == ["Lovelace, Ada", "'=Bob"]
    assert "Lovelace, Ada" in page(TWO, (Path("old"), Path("new")), {}, people)


def test_as_csv_there_is_no_change_of_points_where_one_has_none():
    rows = (Adjustment("ada", "total", excused=True),)
    excused = dataclasses.replace(graded("ada", 2), adjusted=Adjusted(rows, 2, 2, 0, {}, True))
    (row,) = list(csv.reader(io.StringIO(to_csv(differing((graded("ada", 2), excused))))))[1:]
    assert row[2:5] == ["2", "excused", ""]


def test_the_terminal_shows_two_checks_of_each_and_who_is_in_one_run_alone(capsys):
    pair = [graded("ada", *scores) for scores in ((0, 0, 0), (2, 2, 2))]
    show(differing(tuple(pair), (graded("cyd", 2), None)), Path("compare.html"))
    said = capsys.readouterr().out
    assert "1 of 1 scores changed" in said and "only in OLD (1): cyd" in said
    assert "NEW" not in said and "more in" not in said
    assert "check 1" in said and "check 2" not in said and "and 1 more" in said


def test_of_many_the_terminal_shows_forty_and_names_the_page(capsys):
    many = [(graded(f"s{n:02}", 0), graded(f"s{n:02}", 2)) for n in range(41)]
    show(differing(*many), Path("compare.html"))
    said = capsys.readouterr().out
    assert "s39" in said and "s40" not in said and "… and 1 more in compare.html" in said
    show(differing(*many[:40]), Path("compare.html"))
    assert "more in" not in capsys.readouterr().out


def test_the_page_links_who_has_one():
    made = page(TWO, (Path("old"), Path("new")), {"ada": "a#1"})
    assert '<a href="reports/a%231.html">ada</a>' in made
    assert "bob" in made and "bob</a>" not in made
