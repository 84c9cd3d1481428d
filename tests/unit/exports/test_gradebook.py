"""A gradebook keeps its rows and bytes; each result goes to the learner who is known by its id."""

from __future__ import annotations

import dataclasses
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import check, part, quickly, result

from autograder.exports.gradebook import (
    Row,
    Table,
    matched,
    names_of,
    of_class,
    read_table,
    renamed,
)
from autograder.grading.results import HandedIn
from autograder.kit import KitError


def written(folder, text):
    path = folder / "book.csv"
    path.write_bytes(text.encode())
    return path


def known_as(identity, learner):
    return result(identity, handed_in=HandedIn(learner))


@pytest.mark.parametrize(
    "text",
    [
        "id,name\n1,Ada\n",
        "\ufeffid,name\r\n1,Ada\r\n",
        'id,"a, b"\n1,"two\nlines"\n',
        'id,name\n1,"says ""hi"""\n',
        "id,李\n1,é\n",
    ],
)
def test_a_table_is_written_as_it_was_read(tmp_path, text):
    assert read_table(written(tmp_path, text)).text() == text


def test_short_rows_are_filled_and_empty_ones_left_out(tmp_path):
    table = read_table(written(tmp_path, "a,b,c\n1\n\n1,2,3\n"))
    assert table.rows == [["1", "", ""], ["1", "2", "3"]]


@pytest.mark.parametrize("text", ["", "one\n1\n", '"open\n', "\x00" * 3])
def test_what_is_no_table_is_refused(tmp_path, text):
    with pytest.raises(KitError):
        read_table(written(tmp_path, text))


def test_a_file_that_is_not_there_is_told_so(tmp_path):
    with pytest.raises(KitError, match=r"there is no file .*gone\.csv"):
        read_table(tmp_path / "gone.csv")


@given(st.binary(max_size=40) | st.text('a,;"\n\r', max_size=30).map(str.encode))
@quickly
def test_any_bytes_are_a_table_or_refused(raw):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.csv"
        path.write_bytes(raw)
        try:
            table = read_table(path)
        except KitError:
            return
    assert all(len(row) >= len(table.header) for row in table.rows)


def test_a_column_is_found_by_the_first_name_that_there_is_whatever_the_case():
    table = Table([" ID ", "Grade", "name"], [], "", "\n")
    assert table.column("id") == 0
    assert table.column("GRADE") == 1
    assert table.column("user", "Name") == 2
    assert table.column("grade", "id") == 1
    assert table.column("other") is None


def test_a_result_is_known_by_its_id_and_the_platforms():
    assert names_of(known_as(" Ada ", "S1")) == {"ada", "s1"}
    assert names_of(result("x")) == {"x"}


def test_a_result_goes_to_the_learner_with_its_id_whatever_the_case():
    ada, bob = result("ADA"), known_as("x", "bob@x")
    rows, strangers = matched([("1", " ada "), ("2", "Bob@X"), ("3", "cy")], [bob, ada])
    assert rows == [Row(("1", "ada"), ada), Row(("2", "Bob@X"), bob), Row(("3", "cy"), None)]
    assert strangers == []


def test_an_earlier_key_counts_more_than_a_later_one():
    one = result("7")
    rows, _ = matched([("1", "7"), ("7", "1")], [one])
    assert [row.result for row in rows] == [None, one]


def test_a_learner_has_one_result_and_a_result_one_learner():
    one, two = result("1"), result("ada")
    rows, strangers = matched([("1", "ada"), ("2", "1")], [one, two])
    assert [row.result for row in rows] == [one, None]
    assert strangers == [two]


def test_two_learners_of_one_key_are_refused_where_a_submission_is_known_by_it():
    keys = [("1", "ada"), ("2", "Ada")]
    assert matched(keys, [result("bob")])[1] == [result("bob")]
    with pytest.raises(KitError, match="submission ada matches two rows, 'Ada' stands in both"):
        matched(keys, [result("ada")])


def test_results_of_nobody_are_given_back():
    assert matched([("1",)], [result("2"), result("1")])[1] == [result("2")]
    assert matched([], [result("2")]) == ([], [result("2")])


def test_a_learner_without_any_key_has_a_row():
    assert matched([("", " ")], []) == ([Row(("",), None)], [])


@given(
    st.lists(st.lists(st.text("aA1 ", max_size=2), max_size=3), max_size=5),
    st.lists(st.text("aA1", min_size=1, max_size=2), max_size=5, unique=True),
)
@quickly
def test_whatever_the_keys_each_result_is_in_one_row_or_of_nobody(keys, ids):
    results = [result(identity) for identity in ids]
    try:
        rows, strangers = matched(keys, results)
    except KitError:
        return
    assert len(rows) == len(keys)
    for row, own in zip(rows, keys):
        if row.result is not None:
            assert names_of(row.result) & {key.strip().casefold() for key in own}
    placed = [row.result.submission_id for row in rows if row.result]
    assert sorted([*placed, *(one.submission_id for one in strangers)]) == sorted(ids)


def test_without_a_roster_a_row_is_who_handed_in():
    rows, strangers = of_class([result("ada"), known_as("x", "bob")], None)
    assert [row.id for row in rows] == ["ada", "bob"]
    assert strangers == []


def test_a_roster_knows_a_learner_by_every_cell_and_calls_them_by_the_id(tmp_path):
    roster = written(tmp_path, "name,ID,login\nAda,7,al\nBob,8,bo\n")
    rows, strangers = of_class([result("al"), result("cy")], roster)
    assert rows == [Row(("7", "Ada", "al"), result("al")), Row(("8", "Bob", "bo"), None)]
    assert strangers == [result("cy")]


def test_a_roster_without_ids_is_refused_with_what_it_has(tmp_path):
    with pytest.raises(KitError, match="no column id: it has name, login"):
        of_class([], written(tmp_path, "name,login\nAda,al\n"))


def test_a_rosters_results_are_known_by_its_id_from_then_on():
    late = HandedIn("al", "Ada", "t", True, 5.0)
    one = result("al", part("fit", check()), handed_in=late)
    rows = [Row(("7", "al"), one), Row(("8",), None), Row(("9",), result("x"))]
    first, second = renamed(rows)
    assert first == dataclasses.replace(one, handed_in=dataclasses.replace(late, learner="7"))
    assert second.handed_in == HandedIn("9")
