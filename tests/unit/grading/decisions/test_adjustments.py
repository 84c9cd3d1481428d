"""The file of adjustments is read as people and spreadsheets write it, or refused with its line."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import quickly

from autograder.core.errors import CommandError
from autograder.grading.decided import Adjustment
from autograder.grading.decisions.adjustments import (
    adjustments_path,
    read_adjustments,
    write_adjustment,
)
from autograder.grading.decisions.rows import defused, without_apostrophe
from autograder.grading.decisions.whose import Whose

CLASS = Whose(("ada", "bob", "=SUM(1)", "Cyd", "007"))
PARTS = ("train", "fit")
HEAD = "id,exercise,points,comment,by\n"


def read(tmp_path: Path, text: str | bytes) -> tuple[Adjustment, ...]:
    path = tmp_path / "given.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_adjustments(path, CLASS, PARTS)


def told(rows: tuple[Adjustment, ...]) -> list[tuple]:
    return [(r.id, r.exercise, r.points, r.excused, r.comment, r.by, r.line) for r in rows]


def test_each_row_says_what_is_decided_and_where_it_stands(tmp_path):
    rows = read(
        tmp_path,
        HEAD + "ada,train,7.5,well argued,Tutor\n\n"
        'bob,total,60,"two\nlines",\n'
        "Cyd,total after lateness,0,,\n"
        "ada,fit,excused,ill,T\n"
        "bob,,,only a comment,\n"
        "007,,,,T\n",
    )
    assert told(rows) == [
        ("ada", "train", 7.5, False, "well argued", "Tutor", 2),
        ("bob", "total", 60, False, "two\nlines", "", 4),
        ("Cyd", "total after lateness", 0, False, "", "", 6),
        ("ada", "fit", None, True, "ill", "T", 7),
        ("bob", "", None, False, "only a comment", "", 8),
        ("007", "", None, False, "", "T", 9),
    ]
    assert [row.decides for row in rows] == [True, True, True, True, False, False]


def test_without_a_file_nothing_is_adjusted(tmp_path):
    assert read_adjustments(tmp_path / "none.csv", CLASS) == ()


@pytest.mark.parametrize(
    "text",
    [
        codecs.BOM_UTF8 + "id,exercise,points,comment\nada,train,7.5,für\n".encode(),
        "id;exercise;points;comment\r\nada;train;7,5;für\r\n".encode("cp1252"),
        b'id,exercise,points,comment\nada,train,"7,5",f\xc3\xbcr\n',
        "\ufeffid\texercise\tpoints\tcomment\nada\ttrain\t7,5\tfür".encode("utf-16-le"),
        "comment,POINTS,Exercise,ID\nfür,7.50,TRAIN,ADA\n".encode(),
    ],
)
def test_a_spreadsheet_may_have_written_it(tmp_path, text):
    (row,) = read(tmp_path, text)
    assert (row.id, row.exercise, row.points, row.comment) == ("ada", "train", 7.5, "für")


def test_an_id_that_was_defused_is_known(tmp_path):
    (row,) = read(tmp_path, HEAD + "'=SUM(1),train,1,'+1 for style,\n")
    assert (row.id, row.comment) == ("=SUM(1)", "+1 for style")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("eve,train,1,,", "line 2: there is no submission 'eve'"),
        (",train,1,,", "line 2: no id"),
        ("ada,dance,1,,", "'dance' is neither a graded exercise (train, fit) nor total"),
        ("ada,train,seven,,", "points 'seven': write a number from 0 on, or excused"),
        ("ada,train,-1,,", "points '-1'"),
        ("ada,train,inf,,", "points 'inf'"),
        ("ada,train,nan,,", "points 'nan'"),
        ("ada,train,1e9,,", "points '1e9'"),
        ("ada,train,9999999999999,,", "points '9999999999999'"),
        ("ada,,5,,", "points of which exercise"),
        ("ada,,excused,,", "points of which exercise"),
        ("ada,train,7,5,,", "line 2: more cells than columns"),
        ("ada,train,1,,\nADA,train,2,,", "line 3: ada, train is already in line 2"),
        ("ada,total,1,,\nada,total after lateness,2,,", "line 3: ada, total after lateness"),
        ("ada,,,a,\nada,,,b,", "line 3: ada, the whole submission is already in line 2"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_line(tmp_path, row, said):
    row = row.replace("7,5,,", "7,5,,,x") if "7,5" in row else row
    with pytest.raises(CommandError) as raised:
        read(tmp_path, HEAD + row + "\n")
    assert said in str(raised.value) and "given.csv" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_two_decimal_marks_and_missing_columns_are_refused(tmp_path):
    with pytest.raises(CommandError, match="some numbers have a decimal comma"):
        read(tmp_path, 'id,exercise,points\nada,train,"1,5"\nbob,train,1.5\n')
    with pytest.raises(CommandError, match="has no column points: it has id, exercise, score"):
        read(tmp_path, "id,exercise,score\nada,train,1\n")


def test_a_row_is_written_replaced_and_taken_out(tmp_path):
    one = Adjustment("ada", "train", 7.5, comment="=1+1", by="T")
    write_adjustment(tmp_path, one, CLASS, PARTS)
    write_adjustment(tmp_path, Adjustment("=SUM(1)", by="T"), CLASS, PARTS)
    write_adjustment(
        tmp_path, Adjustment("ada", "fit", excused=True, comment="a\r\nb"), CLASS, PARTS
    )
    path = adjustments_path(tmp_path)
    text = path.read_text(encoding="utf-8-sig")
    assert text.splitlines()[:3] == [HEAD.strip(), "ada,train,7.5,'=1+1,T", "'=SUM(1),,,,T"]
    rows = read_adjustments(path, CLASS, PARTS)
    assert [row.comment for row in rows] == ["=1+1", "", "a\nb"]
    write_adjustment(tmp_path, Adjustment("ada", "train", 3), CLASS, PARTS)
    write_adjustment(tmp_path, Adjustment("ada", "fit"), CLASS, PARTS, remove=True)
    write_adjustment(tmp_path, Adjustment("bob", "fit"), CLASS, PARTS, remove=True)  # is not there
    rows = read_adjustments(path, CLASS, PARTS)
    assert [(r.id, r.exercise, r.points) for r in rows] == [
        ("ada", "train", 3),
        ("=SUM(1)", "", None),
    ]


def test_what_else_a_file_holds_stays_and_so_does_its_form(tmp_path):
    path = adjustments_path(tmp_path)
    path.write_bytes(b"name;id;exercise;points\r\nAda;ada;train;7,5\r\n")
    write_adjustment(tmp_path, Adjustment("bob", "fit", 0.25, comment="so"), CLASS, PARTS)
    assert path.read_bytes() == (
        b"name;id;exercise;points;comment\r\nAda;ada;train;7,5\r\n;bob;fit;0,25;so\r\n"
    )
    write_adjustment(tmp_path, Adjustment("ada", "train", 8, comment="很好"), CLASS, PARTS)
    assert "Ada;ada;train;8;很好" in path.read_text(encoding="utf-8-sig")


def test_a_file_that_is_refused_is_not_written_over(tmp_path):
    path = adjustments_path(tmp_path)
    path.write_text(HEAD + "eve,train,1,,\n", encoding="utf-8")
    with pytest.raises(CommandError, match="no submission 'eve'"):
        write_adjustment(tmp_path, Adjustment("ada", "train", 1), CLASS, PARTS)
    assert path.read_text(encoding="utf-8") == HEAD + "eve,train,1,,\n"


@given(st.text("='+-@ab\n", max_size=6).map(str.strip))
@quickly
def test_a_text_comes_back_as_it_was_and_is_no_formula(text):
    cell = defused(text)
    assert not cell.startswith(("=", "+", "-", "@"))
    assert without_apostrophe(cell) == text


@given(st.text("idexrcspont,;\n\"'=-0123456789.é\ufeff\t adbob", max_size=60))
@quickly
def test_whatever_stands_in_a_file_it_is_taken_or_refused(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("any") / "given.csv"
    for content in (text, HEAD + text):
        path.write_text(content, encoding="utf-8")
        try:
            rows = read_adjustments(path, CLASS, PARTS)
        except CommandError as error:
            assert "\n" not in str(error)
        else:
            assert all(row.id in CLASS.ids for row in rows)


def test_three_decimals_are_not_read_as_thousands(tmp_path):
    adjustments_path(tmp_path).write_text(HEAD + 'ada,train,"1,5",,\n', encoding="utf-8")
    row = Adjustment("ada", "train", 1.234)
    write_adjustment(tmp_path, row, CLASS, PARTS)
    assert read_adjustments(adjustments_path(tmp_path), CLASS, PARTS) == (row,)


def test_a_members_row_is_written_under_the_members_name(tmp_path):
    pair = Whose(("ada",), {"ada": ("ada", "Bea")})
    for row in (Adjustment("ada", "fit", 1, member="Bea"), Adjustment("ada", "fit", 2)):
        write_adjustment(tmp_path, row, pair, PARTS)
    rows = read_adjustments(adjustments_path(tmp_path), pair, PARTS)
    assert [(row.id, row.member, row.points) for row in rows] == [
        ("ada", "Bea", 1),
        ("ada", "", 2),
    ]
    assert adjustments_path(tmp_path).read_text("utf-8-sig").splitlines()[1] == "Bea,fit,1,,"
