"""Who a row of a gradebook is, and the feedback that goes to Moodle beside the score."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from making import check, part, result

from autograder.core.errors import CommandError
from autograder.grading.decided import Adjustment
from autograder.grading.decisions.adjusting import adjusted
from autograder.grading.results import Lateness
from autograder.platforms import canvas, moodle
from autograder.platforms.comments import renewed
from autograder.platforms.feedback import (
    FEEDBACK,
    LIST,
    Page,
    for_canvas,
    for_gradescope,
    pages_of,
    to_participants,
    write_folder,
)
from autograder.platforms.gradebook import Row

BOOK = (
    "Student,ID,SIS Login ID,Section,Lab (12),Lab 2 (7)\n"
    "    Points Possible,,,,50,10\n"
    '"L, Ada",1,al,A,3,\n'
    '"B, Bob",2,bo,A,4,\n'
)
SHEET = (
    "Identifier,Full name,Email address,Grade,Maximum Grade,Feedback comments\n"
    "Participant 12,Ada,a@x,,10.00,\n"
    "Participant 13,Bob,b@x,4.00,10.00,well\n"
)
ONE_OF_FOUR = part("fit", check("It keeps", 1), check("It saves", 0, message="a < b & c\nmore"))


def written(folder, text):
    path = folder / "book.csv"
    path.write_text(text, encoding="utf-8")
    return path


def rows_of(book):
    return list(csv.reader(io.StringIO(book.content.decode("utf-8"))))[1:]


@pytest.mark.parametrize("assignment", ["Lab", "12", "Lab (12)"])
def test_an_assignment_is_found_by_name_number_or_both(assignment, tmp_path):
    one = result("al", ONE_OF_FOUR)
    rows = rows_of(canvas.fill_in(written(tmp_path, BOOK), assignment, [one], False))
    assert [row[4:] for row in rows] == [["50", "10"], ["12.5", ""], ["4", ""]]


@pytest.mark.parametrize("name", ["1", "AL", "l, ada"])
def test_canvas_knows_a_learner_by_number_login_or_name(name, tmp_path):
    handed = result("x", ONE_OF_FOUR, handed_in=Lateness(name))
    book = canvas.fill_in(written(tmp_path, BOOK), "Lab", [handed], False)
    assert [row.result for row in book.rows] == [handed, None] and book.unmatched == []


def test_thirds_have_two_decimals(tmp_path):
    third = result("al", part("fit", check(score=2), check(score=0), check(score=0)))
    assert rows_of(canvas.fill_in(written(tmp_path, BOOK), "7", [third], False))[1][5] == "3.33"


@pytest.mark.parametrize("name", ["12", "participant 12", "A@X", "Ada"])
def test_moodle_knows_a_learner_by_number_identifier_address_or_name(name, tmp_path):
    book = moodle.fill_in(written(tmp_path, SHEET), [result(name, ONE_OF_FOUR)], False)
    ada, bob = rows_of(book)
    assert ada[3:5] == ["2.5", "10.00"] and bob[3:] == ["4.00", "10.00", "well"]
    assert [row.id for row in book.rows] == ["12", "13"] and book.unmatched == []


def test_a_zero_keeps_the_comment_and_a_stranger_is_given_back(tmp_path):
    book = moodle.fill_in(written(tmp_path, SHEET), [result("cy")], True)
    assert [row[3:] for row in rows_of(book)] == [["0", "10.00", ""], ["0", "10.00", "well"]]
    assert book.unmatched == [result("cy")]


def test_a_worksheet_without_comments_gets_grades_only(tmp_path):
    path = written(tmp_path, "Identifier,Grade\nParticipant 12,\n")
    book = moodle.fill_in(path, [result("12", ONE_OF_FOUR)], False, points=4)
    assert book.content == b"Identifier,Grade\nParticipant 12,1\n"


def test_a_comment_says_of_each_part_what_was_lost_first_as_no_html():
    one = result("a", part("train", check()), ONE_OF_FOUR, penalty_reason="1 day late")
    words = "3 of 6 points. 1 day late. fit 1/4: a &lt; b &amp; c. — autograder"
    assert renewed("", one) == words


def test_pages_are_named_by_learner_and_number():
    rows = [
        Row(("12",), result("1", handed_in=Lateness("12", "A_da <L>"))),
        Row(("13",), result("2")),
        Row(("14",), result("3")),
        Row(("15",), None),
        Row(("x",), result("2")),
    ]
    assert to_participants(rows, {"1": b"a", "2": b"b"}) == {
        "A da  L_12_assignfeedback_file_feedback.html": b"a",
        "Participant_13_assignfeedback_file_feedback.html": b"b",
    }


def test_the_same_files_give_the_same_zip():
    files = {"b": b"2", "a": b"1" * 100}
    assert moodle.zipped(files) == moodle.zipped(dict(reversed(files.items())))
    with zipfile.ZipFile(io.BytesIO(moodle.zipped(files))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files


def test_an_address_is_the_learners_own_or_none(tmp_path):
    roster = written(tmp_path, "id,name,mail\ns1,Wei Wang,w1@x\ns2,Wei Wang,w2@x\n")
    ids = ("s2", "stranger", "jo@x.org")
    pages = [Page(result(who, handed_in=Lateness(who, "Wei Wang")), b"") for who in ids]
    rows = list(csv.reader(io.StringIO(for_gradescope(pages, roster)[0]["list.csv"].decode())))
    assert [row[2] for row in rows[1:]] == ["w2@x", "", "jo@x.org"]


def test_the_platforms_own_addresses_are_in_the_list(tmp_path):
    pair = Lateness("7", "Ada", members=("8",), mails={"7": "a@x", "8": "b@x"})
    pages = [Page(result("7", handed_in=pair), b"")]
    rows = list(csv.reader(io.StringIO(for_gradescope(pages)[0]["list.csv"].decode())))
    assert [row[2] for row in rows[1:]] == ["a@x", "b@x"]
    roster = written(tmp_path, "id,mail\n7,new@x\n")
    rows = list(csv.reader(io.StringIO(for_gradescope(pages, roster)[0]["list.csv"].decode())))
    assert [row[2] for row in rows[1:]] == ["new@x", "b@x"]


def test_the_list_calls_everybody_as_the_roster_writes_it(tmp_path):
    roster = written(tmp_path, 'id,name,mail\n7,"Lovelace, Ada",a@x\n8,Bob,\n')
    pair = Lateness("7", "lovelaceada", members=("8", "9"), names={"9": "Cy"})
    pages = [Page(result("7", handed_in=pair), b"")]
    rows = list(csv.reader(io.StringIO(for_gradescope(pages, roster)[0]["list.csv"].decode())))
    expected = [["7", "Lovelace, Ada", "a@x"], ["8", "Bob", ""], ["9", "Cy", ""]]
    assert [row[:3] for row in rows[1:]] == expected


def test_pages_are_given_of_what_was_graded_and_has_one(tmp_path):
    (tmp_path / "reports").mkdir()
    for name in ("a", "lost", "decided"):
        (tmp_path / "reports" / f"{name}.html").write_bytes(b"page of " + name.encode())
    lost, decided = result("lost", status="error"), result("decided", status="error")
    decided = adjusted(decided, [Adjustment("decided", "total", 3)], None)
    every = [result("a"), result("none"), lost, decided]
    pages, left = pages_of(tmp_path, every, {one.submission_id: one.submission_id for one in every})
    assert [(page.learner, page.content) for page in pages] == [
        ("a", b"page of a"),
        ("decided", b"page of decided"),
    ]
    assert set(left) == {"none", "lost"} and left["none"] != left["lost"]


def test_canvas_gets_files_by_the_names_that_it_handed_out():
    def page(identity: str, platform: str, handle: str) -> Page:
        handed_in = Lateness(identity, "Ada", platform=platform, handle=handle)
        return Page(result(identity, handed_in=handed_in), b"page")

    mine, old = page("a", "canvas", "adal_12_345"), page("b", "", "bob_LATE_7_8")
    others = [page("c", "moodle", "cy_1_2"), page("d", "canvas", "dan"), Page(result("e"), b"")]
    files, left = for_canvas([mine, old, *others])
    assert sorted(files) == [f"adal_12_345_{FEEDBACK}", f"bob_LATE_7_8_{FEEDBACK}"]
    assert set(left) == {"c", "d", "e"} and "not collected from Canvas" in left["c"]
    assert left["d"] == "it is an answer in a quiz, for which Canvas takes no files"
    assert (mine.name, mine.name_of("a"), Page(result("e"), b"").name_of("e")) == ("Ada", "Ada", "")


def test_a_folder_of_pages_keeps_the_names_that_learners_have_seen(tmp_path):
    pages, given = [Page(result(name), name.encode()) for name in ("a", "b")], tmp_path / "given"
    write_folder(pages[:1], given, None)
    before = {path.name for path in given.rglob("*.html")}
    write_folder(pages, given, None)
    after = {path.name: path.read_bytes() for path in given.rglob("*.html")}
    assert before < set(after) and sorted(after.values()) == [b"a", b"b"]
    rows = list(csv.DictReader((given / LIST).read_text(encoding="utf-8").splitlines()))
    assert [(row["id"], (given / row["file"]).read_bytes()) for row in rows] == [
        ("a", b"a"),
        ("b", b"b"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("other.txt", "x", "is not empty and has no list of pages"),
        (LIST, "id,name\na,b\n", "is not a list of pages"),
    ],
)
def test_a_folder_that_holds_something_else_is_refused(tmp_path, name, text, said):
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=said):
        write_folder([], tmp_path, None)


def test_a_list_that_leads_elsewhere_names_no_file(tmp_path):
    text = "submission,file\na,pages/../../evil.html\nb,pages/ok-1.html\n"
    (tmp_path / LIST).write_text(text, encoding="utf-8")
    write_folder([Page(result(name), b"x") for name in ("a", "b")], tmp_path, None)
    names = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.html")}
    assert "pages/ok-1.html" in names and len(names) == 2
