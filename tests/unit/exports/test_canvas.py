"""Of Canvas's CSV only the assignment's column changes, and only for those who handed in."""

from __future__ import annotations

import csv
import io

import pytest
from making import check, part, result

from autograder.exports.canvas import fill_in
from autograder.grading.results import HandedIn
from autograder.kit import KitError

BOOK = (
    "Student,ID,SIS Login ID,Section,Lab (12),Lab 2 (7)\n"
    "    Points Possible,,,,50,10\n"
    '"L, Ada",1,al,A,3,\n'
    '"B, Bob",2,bo,A,4,\n'
    '"Student, Test",,,A,,\n'
)
THREE_OF_FOUR = part("fit", check(score=2), check(score=1))


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "grades.csv"
    path.write_text(BOOK, encoding="utf-8")
    return path


def column(text, place=4):
    return [row[place] for row in csv.reader(io.StringIO(text))]


@pytest.mark.parametrize("assignment", ["Lab", "12", "Lab (12)"])
def test_the_column_is_found_by_name_number_or_both(book, assignment):
    text, rows, strangers = fill_in(book, assignment, [result("al", THREE_OF_FOUR)], False)
    assert column(text) == ["Lab (12)", "50", "37.5", "4", ""]
    assert column(text, 5) == column(BOOK, 5)
    assert [row.result is not None for row in rows] == [True, False]
    assert strangers == []


def test_who_handed_in_nothing_gets_zero_only_where_asked(book):
    text, _, _ = fill_in(book, "Lab", [result("al", THREE_OF_FOUR)], True)
    assert column(text) == ["Lab (12)", "50", "37.5", "0", ""]


def test_learners_are_known_by_the_number_the_login_or_the_name(book):
    ada = result("x", THREE_OF_FOUR, handed_in=HandedIn("l, ada"))
    _, rows, strangers = fill_in(book, "Lab", [result("2", THREE_OF_FOUR), ada], False)
    assert [row.result and row.result.submission_id for row in rows] == ["x", "2"]
    assert strangers == []


def test_a_submission_that_the_grader_failed_on_has_no_score(book):
    text, _, _ = fill_in(book, "Lab", [result("al", THREE_OF_FOUR, status="error")], True)
    assert column(text)[2] == ""


def test_without_points_possible_the_score_is_as_it_is(tmp_path):
    path = tmp_path / "grades.csv"
    path.write_text(BOOK.replace(",50,", ",,"), encoding="utf-8")
    assert column(fill_in(path, "Lab", [result("al", THREE_OF_FOUR)], False)[0])[2] == "3"


def test_thirds_have_two_decimals(book):
    third = part("fit", check(score=2), check(score=0), check(score=0))
    assert column(fill_in(book, "7", [result("al", third)], False)[0], 5)[2] == "3.33"


@pytest.mark.parametrize(
    ("assignment", "words"),
    [("Lab 3", r"no column 'Lab 3'; it has: Lab \(12\), Lab 2 \(7\)"), ("Section 1", "no column")],
)
def test_a_column_that_is_not_there_is_told_with_those_that_are(book, assignment, words):
    with pytest.raises(KitError, match=words):
        fill_in(book, assignment, [], False)


def test_two_columns_of_one_name_are_refused(tmp_path):
    path = tmp_path / "grades.csv"
    path.write_text(BOOK.replace("Lab 2 (7)", "Lab (7)"), encoding="utf-8")
    with pytest.raises(KitError, match="two columns 'Lab'"):
        fill_in(path, "Lab", [], False)


def test_a_file_without_ids_is_not_canvass(tmp_path):
    path = tmp_path / "grades.csv"
    path.write_text("Student,Lab (12)\nAda,\n", encoding="utf-8")
    with pytest.raises(KitError, match="no column ID"):
        fill_in(path, "Lab", [], False)
