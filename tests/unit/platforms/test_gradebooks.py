"""Scores go into Canvas's and Moodle's files, and nothing else in them changes."""

from __future__ import annotations

import csv
import io

import pytest

from autograder.core.errors import CommandError
from autograder.grading.results import Lateness, Part, Result, Status
from autograder.platforms import canvas, moodle


def result(identity: str, score: float, status: str = Status.GRADED, **handed: str) -> Result:
    known = Lateness(identity, **handed) if handed else None
    parts = (Part("filters", score, 100, ()),)
    return Result(identity, status, score, 100, None, "", (), parts, handed_in=known)


RESULTS = [result("11", 100), result("12", 90), result("13", 0)]
HEAD = "Student,ID,SIS User ID,SIS Login ID,Section,Lab (78),Quiz (79),Current Score"
POSSIBLE = "    Points Possible,,,,,20,5,(read only)"


def filled(tmp_path, lines, *more, results=RESULTS, name="Lab", separator=",", **options):
    path = tmp_path / "book.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    book = canvas.fill_in(path, name, results, options.pop("zeros", False), **options)
    text = book.content.decode("utf-8")
    rows = list(csv.reader(io.StringIO(text), delimiter=separator))
    place = next(n for n, head in enumerate(rows[0]) if head.startswith("Lab"))
    return book, [row[place] for row in rows[1:] if len(row) > place]


def test_scores_are_scaled_and_all_else_stays(tmp_path):
    lines = [HEAD, POSSIBLE, "A,11,,a,,,3,", "B,12,,b,,7,,", 'C,13,,c,"x, y",,,', "D,14,,d,,4,,"]
    book, cells = filled(tmp_path, lines)
    assert cells == ["20", "20", "18", "0", "4"]
    assert book.left == [] and book.unmatched == []
    before = "\n".join(lines) + "\n"
    changed = book.content.decode().replace(",20,3,", ",,3,").replace(",18,,", ",7,,")
    assert changed.replace(",0,,", ",,,") == before


def test_zeros_are_for_those_who_handed_in_nothing(tmp_path):
    rows = ["D,14,,d,,,,", "E,15,,e,,-,,", "F,16,,f,,EX,,", "G,17,,g,,N/A,,", "H,18,,h,,4,,"]
    rows += ["I,19,,i,,complete,,"]
    book, cells = filled(tmp_path, [HEAD, POSSIBLE, *rows], zeros=True)
    assert cells == ["20", "0", "0", "EX", "N/A", "0", "complete"]
    assert book.left == [("16", "EX"), ("17", "N/A"), ("19", "complete")]


def test_excused_stays_excused_with_a_submission_too(tmp_path):
    book, cells = filled(tmp_path, [HEAD, POSSIBLE, "A,11,,a,,EX,,", "B,12,,b,,ex,,"])
    assert cells[1:] == ["EX", "ex"] and book.left == [("11", "EX"), ("12", "ex")]


@pytest.mark.parametrize(
    "row",
    [
        '"Student, Test",13,,0a1b2c3d4e5f60718293a4b5c6d7e8f901234567,,,,',
        '"Student, Test",13,,,,4,,',
        "Test Student,13,,,,,,",
    ],
)
def test_the_test_student_is_left_alone(row, tmp_path):
    lines = [HEAD, POSSIBLE, "A,11,,a,,,3,", "B,12,,b,,,,", row]
    book, _ = filled(tmp_path, lines, zeros=True)
    assert book.content.decode().endswith(row + "\n")
    assert len(book.rows) == 2 and book.unmatched == []


@pytest.mark.parametrize(
    ("possible", "cells", "expected"),
    [
        ("50,00", ["", "7,5"], ["50", "45"]),
        ("50,50", ["", ""], ["50,5", "45,45"]),
        ("50.5", ["", ""], ["50.5", "45.45"]),
        ("1.050,00", ["", ""], ["1050", "945"]),
        ("1 050,00", ["", ""], ["1050", "945"]),
    ],
)
@pytest.mark.parametrize("separator", [";", "\t", ","])
def test_numbers_are_read_and_written_as_the_file_writes_them(
    possible, cells, expected, separator, tmp_path
):
    head = ["Student", "ID", "Lab (78)"]
    rows = [["Points Possible", "", possible], ["A", "11", cells[0]], ["B", "12", cells[1]]]
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\n").writerows([head, *rows])
    found = filled(tmp_path, text.getvalue().splitlines(), separator=separator)[1]
    assert found == [possible, *expected]


def test_of_an_anonymous_assignment_it_is_said_what_to_do(tmp_path):
    hidden = [result("anon_aB3dE", 100, platform="canvas")]
    with pytest.raises(CommandError, match="is anonymous, so Canvas does not tell whose each is"):
        filled(tmp_path, [HEAD, POSSIBLE, "A,11,,a,,N/A,,"], results=hidden)
    assert filled(tmp_path, [HEAD, POSSIBLE, "A,11,,a,,,,"], results=[])[0].scored == 0


def test_other_columns_tell_the_decimal_mark_too(tmp_path):
    lines = ["Student;ID;Lab (78);Quiz (79)", ";;50;5,00", "A;11;;", "B;12;;4,5"]
    results = [result("11", 90.5)]
    assert filled(tmp_path, lines, results=results, separator=";")[1] == ["50", "45,25", ""]


def test_points_possible_are_found_without_their_english_name(tmp_path):
    lines = [
        HEAD,
        ",,,,,Manual Posting,,",
        "    Mögliche Punkte,,,,,20,5,(read only)",
        "A,11,,,,,,",
    ]
    assert filled(tmp_path, lines)[1][-1] == "20"


@pytest.mark.parametrize(
    ("above", "said"),
    [
        ([], "does not tell the points possible"),
        ([",,,,,Manual Posting,,"], "does not tell the points possible"),
        ([POSSIBLE.replace("20", "")], "is not a number"),
        ([POSSIBLE.replace("20", "many")], "is not a number"),
        ([POSSIBLE.replace("20", "0")], "no score can be scaled"),
        ([POSSIBLE.replace("20", "0.00")], "no score can be scaled"),
        ([POSSIBLE.replace("20", "-5")], "no score can be scaled"),
        ([POSSIBLE.replace("20", "1.234")], "can be read in two ways"),
    ],
)
def test_what_cannot_be_scaled_is_refused(above, said, tmp_path):
    lines = [HEAD, *above, "A,11,,a,,,3,"]
    with pytest.raises(CommandError, match=said) as error:
        filled(tmp_path, lines)
    assert "book.csv" in str(error.value) and "\n" not in str(error.value)
    if "0" not in "".join(above) or "1.234" in "".join(above):
        assert filled(tmp_path, lines, points=50)[1][-1] == "50"


@pytest.mark.parametrize(
    "head",
    [
        "Student,ID,SIS User ID,SIS Login ID,Root Account,Section,Lab (78)",
        "LastName,FirstName,ID,Section,Lab (78)",
        "Student Name,Canvas User ID,Lab (78)",
        "Name,Nummer,Lab (78)",
        " student , id ,Lab (78) ",
    ],
)
def test_variants_of_the_header(head, tmp_path):
    names = [name.strip() for name in head.split(",")]
    place = next(
        n
        for n, name in enumerate(names)
        if "id" in name.casefold().split()[-1:] or name in ("ID", "Nummer")
    )
    rows = [["x"] * len(names) for _ in range(3)]
    rows[0] = ["Points Possible", *[""] * (len(names) - 2), "20"]
    for row, identity in zip(rows[1:], ("11", "12")):
        row[place], row[-1] = identity, ""
    lines = [head, *(",".join(row) for row in rows)]
    assert filled(tmp_path, lines)[1][-2:] == ["20", "18"]


def test_numbers_that_several_have_are_no_ids(tmp_path):
    lines = ["Name,Gruppe,Nummer,Lab (78)", "Points Possible,,,20", "A,1,11,", "B,1,12,"]
    assert filled(tmp_path, lines)[1] == ["20", "20", "18"]


def test_a_gradebook_without_ids_or_column_is_refused(tmp_path):
    with pytest.raises(CommandError, match="no column ID"):
        filled(tmp_path, ["Student,Lab (78)", "Points Possible,20", "A,x"])
    with pytest.raises(CommandError, match=r"it has: Lab \(78\), Quiz \(79\)"):
        filled(tmp_path, [HEAD, POSSIBLE, "A,11,,,,,,"], name="Essay")
    twice = [HEAD.replace("Quiz (79)", "Lab (80)"), POSSIBLE, "A,11,,,,,,"]
    with pytest.raises(CommandError, match="two columns"):
        filled(tmp_path, twice)
    assert filled(tmp_path, twice, name="78")[1][-1] == "20"


def test_what_the_grader_failed_on_keeps_the_score_that_stands_there(tmp_path):
    for score in ("", "3"):
        lines = [HEAD, POSSIBLE, f"A,11,,a,,{score},,"]
        book, cells = filled(tmp_path, lines, results=[result("11", 0, Status.ERROR)], zeros=True)
        assert cells[-1] == score and book.left == []


SHEET = ["Identifier", "Full name", "Email address", "Status", "Grade", "Maximum Grade"]
SHEET += ["Grade can be changed", "Last modified (submission)", "Feedback comments"]
GERMAN = ["ID", "Vollständiger Name", "E-Mail", "Status", "Bewertung", "Bestwertung"]
GERMAN += ["Bewertung kann geändert werden", "Zuletzt geändert", "Feedback als Kommentar"]
CHINESE = [
    "标识",
    "全名",
    "电子邮件地址",
    "状态",
    "成绩",
    "满分",
    "可以修改成绩",
    "时间",
    "反馈评论",
]
HOURS = "Friday, 20 November 2026, 10:00 PM"


def sheet(tmp_path, header, *rows, separator=",", **options):
    path = tmp_path / "Grades.csv"
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows([header, *rows])
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    zeros = options.pop("zeros", False)
    book = moodle.fill_in(path, options.pop("results", MOODLE), zeros, **options)
    rows = csv.reader(io.StringIO(book.content.decode("utf-8")), delimiter=separator)
    return book, [row[header.index(header[4])] for row in list(rows)[1:]]


MOODLE = [result("501", 90), result("502", 50)]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("header", "word", "yes", "most", "expected"),
    [
        (SHEET, "Participant", "Yes", "10.00", ["9", "5"]),
        (GERMAN, "Teilnehmer/in", "Ja", "10,50", ["9,45", "5,25"]),
        (CHINESE, "参与者", "是", "10.00", ["9", "5"]),
    ],
)
def test_worksheets_of_three_languages(header, word, yes, most, expected, separator, tmp_path):
    rows = [
        [f"{word} 501", "Ada", "ada@x.org", "ok", "", most, yes, HOURS, ""],
        [f"{word}502", "Lei", "lei@x.org", "ok", "", most, yes, HOURS, ""],
    ]
    book, grades = sheet(tmp_path, header, *rows, separator=separator)
    assert grades == expected and book.left == []
    assert "90 of 100 points" in book.content.decode("utf-8")


@pytest.mark.parametrize("no", ["No", "Nein", "否", "Non"])
def test_locked_rows_are_left_alone_and_named(no, tmp_path):
    rows = [
        ["Participant 501", "Ada", "a@x", "ok", "3.00", "10.00", no, HOURS, "by hand"],
        ["Participant 502", "Lei", "l@x", "ok", "", "10.00", "Yes", HOURS, ""],
        ["Participant 503", "Zoe", "z@x", "ok", "", "10.00", no, HOURS, ""],
    ]
    book, grades = sheet(tmp_path, SHEET, *rows, zeros=True)
    assert grades == ["3.00", "5", ""] and "by hand" in book.content.decode("utf-8")
    assert [identity for identity, _ in book.left] == ["501", "503"]


def test_items_of_a_scale_are_left_alone_and_a_scale_is_refused(tmp_path):
    rows = [
        ["Participant 501", "Ada", "a@x", "ok", "Good", "10.00", "Yes", HOURS, ""],
        ["Participant 502", "Lei", "l@x", "ok", "-", "10.00", "Yes", HOURS, ""],
    ]
    book, grades = sheet(tmp_path, SHEET, *rows)
    assert grades == ["Good", "5"] and book.left == [("501", "Good")]
    for row in rows:
        row[5] = "Poor,Good,Very good"
    scaled = [*SHEET[:5], "Scale", *SHEET[6:]]
    with pytest.raises(CommandError, match="scale 'Poor,Good,Very good'"):
        sheet(tmp_path, scaled, *rows)


def test_a_maximum_that_cannot_be_scaled_to_is_refused(tmp_path):
    row = ["Participant 501", "Ada", "a@x", "ok", "", "0.00", "Yes", HOURS, ""]
    with pytest.raises(CommandError, match="no score can be scaled"):
        sheet(tmp_path, SHEET, row)
    without = [*SHEET[:5], *SHEET[6:]]
    del row[5]
    with pytest.raises(CommandError, match="say it with --points"):
        sheet(tmp_path, without, row)
    assert sheet(tmp_path, without, row, points=20)[1] == ["18"]


def test_numbers_beside_the_names_are_no_maximum(tmp_path):
    header = ["标识", "全名", "班级", "状态", "成绩", "满分", "可以修改成绩", "反馈评论"]
    rows = [[f"参与者 {n}", "x", "5", "ok", "", "10.00", "是", ""] for n in (501, 502)]
    assert sheet(tmp_path, header, *rows)[1] == ["9", "5"]


def test_what_is_no_worksheet_is_refused(tmp_path):
    with pytest.raises(CommandError, match="not a grading worksheet"):
        sheet(tmp_path, ["a", "b", "c", "d", "e"], ["1", "2", "3", "4", "5"])


def test_zeros_are_for_those_who_handed_in_nothing_in_moodle_too(tmp_path):
    rows = [
        ["Participant 501", "Ada", "a@x", "ok", "", "10.00", "Yes", HOURS, ""],
        ["Participant 504", "Zoe", "z@x", "No submission", "", "10.00", "Yes", "-", ""],
    ]
    assert sheet(tmp_path, SHEET, *rows)[1] == ["9", ""]
    assert sheet(tmp_path, SHEET, *rows, zeros=True)[1] == ["9", "0"]


def test_answers_yes_and_no_of_profile_fields_lock_no_row(tmp_path):
    header = [*CHINESE[:2], "重修", *CHINESE[2:6], "可改", *CHINESE[7:]]
    rows = [
        ["参与人501", "王小明", "否", "w@x", "ok", "", "10.00", "是", HOURS, ""],
        ["参与人502", "Lei", "否", "l@x", "ok", "", "10.00", "否", HOURS, ""],
    ]
    book, _grades = sheet(tmp_path, header, *rows)
    assert [identity for identity, _ in book.left] == ["502"]


def test_a_score_that_is_replaced_is_named_with_what_stood_there(tmp_path):
    rows = ["A,11,,a,,20.00,,", "B,12,,b,,7.5,,", "C,13,,c,,,,", "D,14,,d,,3,,"]
    book, cells = filled(tmp_path, [HEAD, POSSIBLE, *rows])
    assert cells[1:] == ["20", "18", "0", "3"] and book.replaced == [("12", "7.5")]
    row = ["Participant 502", "Lei", "l@x", "ok", "3,00", "10,00", "Yes", HOURS, ""]
    assert sheet(tmp_path, SHEET, row, separator=";")[0].replaced == [("502", "3,00")]


@pytest.mark.parametrize(
    ("score", "most", "cell"), [(62.5, 25, "15.63"), (67.5, 25, "16.88"), (72.5, 12, "8.7")]
)
def test_half_a_hundredth_goes_up(score, most, cell, tmp_path):
    possible = POSSIBLE.replace("20", str(most))
    _book, cells = filled(tmp_path, [HEAD, possible, "A,11,,a,,,,"], results=[result("11", score)])
    assert cells[1] == cell
