"""Moodle's worksheet gets grades and feedback; pages are named as its import wants them."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from making import check, part, result

from autograder.exports.gradebook import Row
from autograder.exports.moodle import comment, feedback_files, fill_in, zipped
from autograder.grading.results import HandedIn
from autograder.kit import KitError

SHEET = (
    "Identifier,Full name,Email address,Grade,Maximum Grade,Feedback comments\n"
    "Participant 12,Ada,a@x,,10.00,\n"
    "参与者 13,Bob,b@x,4.00,10.00,well\n"
)
ONE_OF_FOUR = part("fit", check("It keeps", 1), check("It saves", 0, message="a < b & c\nmore"))


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_text(SHEET, encoding="utf-8")
    return path


def rows_of(text):
    return [row[3:] for row in csv.reader(io.StringIO(text))][1:]


@pytest.mark.parametrize("name", ["12", "participant 12", "A@X", "Ada"])
def test_learners_are_known_by_number_identifier_address_or_name(sheet, name):
    text, rows, strangers = fill_in(sheet, [result(name, ONE_OF_FOUR)], False)
    assert rows_of(text)[0][:2] == ["2.5", "10.00"]
    assert rows_of(text)[1] == ["4.00", "10.00", "well"]
    assert [row.id for row in rows] == ["12", "13"]
    assert strangers == []


def test_who_handed_in_nothing_gets_zero_only_where_asked_and_keeps_the_comment(sheet):
    text, _, strangers = fill_in(sheet, [result("cy")], True)
    assert rows_of(text) == [["0", "10.00", ""], ["0", "10.00", "well"]]
    assert strangers == [result("cy")]


def test_a_worksheet_without_comments_gets_grades_only(tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_text("Identifier,Grade\nParticipant 12,\n", encoding="utf-8")
    text, _, _ = fill_in(path, [result("12", ONE_OF_FOUR)], False)
    assert text == "Identifier,Grade\nParticipant 12,1\n"


@pytest.mark.parametrize("header", ["Identifier,Note", "Kennung,Grade"])
def test_a_worksheet_in_another_language_is_refused_with_the_way_out(tmp_path, header):
    path = tmp_path / "sheet.csv"
    path.write_text(f"{header}\n1,2\n", encoding="utf-8")
    with pytest.raises(KitError, match="language set to English"):
        fill_in(path, [], False)


def test_a_comment_says_of_each_part_what_was_lost_first_as_no_html():
    full = part("train", check())
    words = comment(result("a", full, ONE_OF_FOUR, penalty_reason="1 day late"))
    assert words == "3 of 6 points. 1 day late fit 1/4: a &lt; b &amp; c"


def test_pages_are_named_by_learner_and_number(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.html").write_bytes(name.encode())
    rows = [
        Row(("12",), result("1", handed_in=HandedIn("12", "A_da <L>"))),
        Row(("13",), result("2")),
        Row(("14",), result("3")),
        Row(("15",), None),
        Row(("x",), result("2")),
    ]
    assert feedback_files(rows, {"1": "a", "2": "b", "3": "gone"}, tmp_path) == {
        "A da  L_12_assignfeedback_file_feedback.html": b"a",
        "Participant_13_assignfeedback_file_feedback.html": b"b",
    }


def test_the_same_files_give_the_same_zip():
    files = {"b": b"2", "a": b"1" * 100}
    assert zipped(files) == zipped(dict(reversed(files.items())))
    with zipfile.ZipFile(io.BytesIO(zipped(files))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files
