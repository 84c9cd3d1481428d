"""Whatever a submission is called, its name is safe for files, terminals and spreadsheets."""

from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from making import quickly

from autograder.core.control import escape_control
from autograder.grading.names import (
    cell_name,
    csv_safe,
    file_names,
    safe_file_name,
)

ANYTHING = st.text(st.characters(exclude_categories=[]), max_size=120)
WINDOWS_DEVICES = {"con", "prn", "aux", "nul", "com1", "com9", "com0", "lpt1", "lpt9"}


@pytest.mark.parametrize("name", ["ada", "s-12_b.c", "7", "李雷", "é" * 70, "a" * 80, "console"])
def test_a_name_that_is_safe_everywhere_stays(name):
    assert safe_file_name(name) == name


@pytest.mark.parametrize(
    "name",
    ["a b", "a/b", "a\\b", "a:b", "a*", "a" * 81, "汉" * 54, "a.", ".a", "-a", "_a", "e\u0301"],
)
def test_a_name_that_is_not_safe_somewhere_gets_a_digest(name):
    safe = safe_file_name(name)
    assert safe != name
    head, _, digest = safe.rpartition("-")
    assert head
    assert len(digest) == 8
    assert set(digest) <= set("0123456789abcdef")


def test_letters_are_composed_where_a_name_is_made_safe():
    assert safe_file_name("e\u0301").startswith("é-")


@pytest.mark.parametrize(
    "name", ["con", "NUL", "aux.py", "Com1.x", "lpt9", "lpt0.tar.gz", "_con.x", "-nul.py", "_aux"]
)
def test_a_device_of_windows_is_no_name(name):
    safe = safe_file_name(name)
    assert safe.split(".")[0].casefold() not in WINDOWS_DEVICES
    assert safe.startswith("submission-")


@pytest.mark.parametrize("name", ["", "...", "///", "-", "__"])
def test_a_name_without_a_letter_is_told_to_be_a_submissions(name):
    assert safe_file_name(name).startswith("submission-")


@given(ANYTHING)
@example("_con.x")
@example("-NUL.py")
@example("\ud800")
@example("汉" * 100)
@quickly
def test_every_id_becomes_a_name_for_every_system(identity):
    name = safe_file_name(identity)
    assert 0 < len(name.encode("utf-8")) <= 200
    assert name[0].isalnum()
    assert not name.endswith((".", " "))
    assert not set(name) & set('<>:"/\\|?*')
    assert all(unicodedata.category(c)[0] not in "CZ" for c in name)
    assert unicodedata.normalize("NFC", name) == name
    assert name.split(".")[0].casefold() not in WINDOWS_DEVICES


@given(st.sets(st.one_of(ANYTHING, st.text("aAbB./ _", max_size=3)), max_size=12))
@quickly
def test_no_two_ids_share_a_name_whatever_the_case(ids):
    names = file_names(ids)
    assert names.keys() == ids
    assert len({name.casefold() for name in names.values()}) == len(ids)


@given(st.lists(st.text("aAß/s ", max_size=2), max_size=8, unique=True))
@quickly
def test_the_order_of_the_ids_decides_no_name(ids):
    assert file_names(ids) == file_names(reversed(ids))


def test_an_id_cannot_be_made_to_take_the_name_of_one_that_is_safe():
    forged = "a b"
    taken = safe_file_name(forged)
    names = file_names([forged, taken])
    assert names[taken] == taken
    assert names[forged] != taken
    assert names[forged].startswith(f"{taken}-")


def test_ids_that_differ_in_case_only_get_different_files():
    names = file_names(["ada", "Ada", "ADA"])
    assert names["ADA"] == "ADA"
    assert names["ada"].startswith("ada-")
    assert names["Ada"].startswith("Ada-")


@pytest.mark.parametrize(
    ("check", "cell"),
    [
        ("The bias is added", "filters-the_bias_is_added"),
        ("The bias is added [3]", "filters-the_bias_is_added"),
        ("3×3, and H > W", "filters-3_3_and_h_w"),
    ],
)
def test_the_cases_of_a_check_share_a_cell(check, cell):
    assert cell_name("filters", check) == cell


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, é 李 ×\nnext", "plain, é 李 ×\nnext"),
        ("\x1b[31m", "\\x1b[31m"),
        ("a\tb\r", "a\\tb\\r"),
        ("\u202eevil", "\\u202eevil"),
        ("\ud800", "\\ud800"),
        ("\u200b", "\\u200b"),
    ],
)
def test_what_cannot_be_seen_is_written_as_an_escape(text, shown):
    assert escape_control(text) == shown


@given(ANYTHING)
@quickly
def test_nothing_that_a_terminal_obeys_is_left(text):
    shown = escape_control(text)
    assert all(c == "\n" or unicodedata.category(c)[0] != "C" for c in shown)
    assert escape_control(shown) == shown


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "|", "%"])
def test_a_cell_never_begins_like_a_formula(start):
    assert csv_safe(f"{start}1+1").startswith("'")


def test_a_cell_that_is_no_formula_stays():
    assert csv_safe("ada = 1") == "ada = 1"


@given(ANYTHING)
@quickly
def test_a_cell_is_one_cell_of_text_to_every_spreadsheet(text):
    cell = csv_safe(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "|", "%"))
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerow([cell, "next"])
    assert list(csv.reader(io.StringIO(file.getvalue()))) == [[cell, "next"]]
