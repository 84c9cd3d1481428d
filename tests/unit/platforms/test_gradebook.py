"""Each result goes to the learner who is known by its id."""

from __future__ import annotations

import dataclasses
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import check, part, quickly, result

from autograder.core.errors import CommandError
from autograder.grading.decided import Adjustment
from autograder.grading.decisions.adjusting import adjusted
from autograder.grading.decisions.groups import learners_of, with_learners
from autograder.grading.results import Lateness
from autograder.platforms.gradebook import (
    Filled,
    Row,
    free,
    has_score,
    matched,
    names_of,
    points_possible,
    rows_for,
    scaled,
    with_roster_ids,
)
from autograder.platforms.plain import to_csv


def written(folder, text):
    path = folder / "book.csv"
    path.write_bytes(text.encode())
    return path


def known_as(identity, learner):
    return result(identity, handed_in=Lateness(learner))


def test_a_result_is_known_by_its_id_and_the_platforms():
    assert names_of(known_as(" Ada ", "S1")) == {"ada", "s1"}
    assert names_of(result("x")) == {"x"}


def test_a_result_goes_to_the_learner_with_its_id_whatever_the_case():
    ada, bob = result("ADA"), known_as("x", "bob@x")
    rows, unmatched = matched([("1", " ada "), ("2", "Bob@X"), ("3", "cy")], [bob, ada])
    assert rows == [Row(("1", "ada"), ada), Row(("2", "Bob@X"), bob), Row(("3", "cy"), None)]
    assert unmatched == []


def test_an_earlier_key_counts_more_than_a_later_one():
    one = result("7")
    rows, _ = matched([("1", "7"), ("7", "1")], [one])
    assert [row.result for row in rows] == [None, one]


def test_a_learner_has_one_result_and_a_result_one_learner():
    one, two = result("1"), result("ada")
    rows, unmatched = matched([("1", "ada"), ("2", "1")], [one, two])
    assert [row.result for row in rows] == [one, None]
    assert unmatched == [two]


def test_two_learners_of_one_key_are_refused_where_a_submission_is_known_by_it():
    keys = [("1", "ada"), ("2", "Ada")]
    assert matched(keys, [result("bob")])[1] == [result("bob")]
    with pytest.raises(CommandError, match="submission ada matches two rows, 'Ada' stands in both"):
        matched(keys, [result("ada")])


def test_results_of_nobody_are_given_back():
    assert matched([("1",)], [result("2"), result("1")])[1] == [result("2")]
    assert matched([], [result("2")]) == ([], [result("2")])


def test_of_several_learners_the_one_who_is_nobody_is_called_by_their_own_name():
    pair = result("7", handed_in=Lateness("7", "Ada", members=("8",), names={"8": "Bob"}))
    (left,) = matched([("7",)], [pair])[1]
    assert (left.submission_id, left.handed_in.every_name) == ("8 (7)", "Bob")
    (left,) = matched([("8",)], [pair])[1]
    assert (left.submission_id, left.handed_in.every_name) == ("7 (7)", "Ada")


@pytest.mark.parametrize(("one", "other"), [("NFC", "NFD"), ("NFD", "NFC")])
def test_accents_are_the_same_letters_however_they_are_written(one, other, tmp_path):
    typed, on_a_mac = (unicodedata.normalize(form, "Zoë Müller") for form in (one, other))
    roster = written(tmp_path, f"id,name\n7,{typed}\n8,Bo\n")
    rows, unmatched = rows_for([result(on_a_mac), result("8")], roster)
    assert not unmatched and [row.result.submission_id for row in rows] == [on_a_mac, "8"]


def test_an_export_of_ours_is_a_roster(tmp_path):
    ids = ("=cmd|x", "-1", "@me", "+49", "o'brien")
    text = to_csv(rows_for([result(identity, part("fit", check())) for identity in ids], None)[0])
    rows, unmatched = rows_for([result(identity) for identity in ids], written(tmp_path, text))
    assert not unmatched and all(row.result for row in rows)


def test_a_learner_is_known_by_the_address_that_the_platform_tells(tmp_path):
    pair = Lateness("7", "Ada", members=("8",), mails={"7": "A@x", "8": "b@x"})
    roster = written(tmp_path, "id,mail\ns1,a@x\ns2,B@X\n")
    rows, unmatched = rows_for([result("7", handed_in=pair)], roster)
    assert not unmatched and all(row.result for row in rows)
    (known,) = with_roster_ids(rows)
    assert learners_of(known) == ("s1", "s2") and known.handed_in.mails == {
        "s1": "A@x",
        "s2": "b@x",
    }


def test_an_id_that_keeps_its_zeros_from_a_spreadsheet_is_known(tmp_path):
    rows, unmatched = rows_for([result("007")], written(tmp_path, 'id,name\n"=""007""",Bo\n'))
    assert not unmatched and [(row.id, row.called) for row in rows] == [("007", "Bo")]


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
        rows, unmatched = matched(keys, results)
    except CommandError:
        return
    assert len(rows) == len(keys)
    for row, own in zip(rows, keys):
        if row.result is not None:
            assert names_of(row.result) & {key.strip().casefold() for key in own}
    placed = [row.result.submission_id for row in rows if row.result]
    assert sorted([*placed, *(one.submission_id for one in unmatched)]) == sorted(ids)


def test_without_a_roster_a_row_is_who_handed_in():
    rows, unmatched = rows_for([result("ada"), known_as("x", "bob")], None)
    assert [row.id for row in rows] == ["ada", "bob"]
    assert unmatched == []


def test_a_roster_knows_a_learner_by_every_cell_and_calls_them_by_the_id(tmp_path):
    roster = written(tmp_path, "name,ID,login\nAda,7,al\nBob,8,bo\n")
    rows, unmatched = rows_for([result("al"), result("cy")], roster)
    ada, bob = Row(("7", "Ada", "al"), result("al"), "Ada"), Row(("8", "Bob", "bo"), None, "Bob")
    assert rows == [ada, bob]
    assert unmatched == [result("cy")]


def test_a_roster_without_ids_is_refused_with_what_it_has(tmp_path):
    with pytest.raises(CommandError, match="no column id: it has name, login"):
        rows_for([], written(tmp_path, "name,login\nAda,al\n"))


def test_a_rosters_results_are_known_by_its_id_from_then_on():
    late = Lateness("al", "Ada", "t", True, 5.0)
    one = result("al", part("fit", check()), handed_in=late)
    rows = [Row(("7", "al"), one), Row(("8",), None), Row(("9",), result("x"))]
    first, second = with_roster_ids(rows)
    assert first == dataclasses.replace(one, handed_in=dataclasses.replace(late, learner="7"))
    assert second.handed_in == Lateness("9")


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [
        ("20", ".", 20),
        ("20.00", ".", 20),
        ("1", ".", 1),
        ("0.5", ".", 0.5),
        ("7,5", ",", 7.5),
        ("1,234.50", ".", 1234.5),
    ],
)
def test_full_marks_are_read_as_the_file_writes_numbers(text, decimal, value):
    assert points_possible(text, decimal, "Points") == value


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not a number"),
        ("(read only)", "not a number"),
        ("7,5", "not a number"),
        ("0", "no score can be scaled"),
        ("-1", "no score can be scaled"),
        ("1,234", "in two ways"),
        ("1.234", "in two ways"),
    ],
)
def test_full_marks_that_cannot_be_scaled_to_are_refused(text, words):
    with pytest.raises(CommandError, match=f"Points.*{words}"):
        points_possible(text, ".", "Points")


@pytest.mark.parametrize(
    ("text", "is_free"),
    [("", True), (" - ", True), ("–", True), ("7.5", True), ("7,5", False), ("EX", False)],
)
def test_a_cell_may_be_written_that_is_empty_or_a_score(text, is_free):
    assert free(text, ".") == is_free


def test_a_score_is_scaled_and_written_in_the_files_form():
    one = result("ada", part("fit", check(score=1), check(score=2)))
    assert [scaled(one, 4), scaled(one, 10), scaled(one, 10, ",")] == ["3", "7.5", "7,5"]


def test_a_roster_may_have_ids_alone(tmp_path):
    roster = tmp_path / "class.csv"
    roster.write_text("id\nADA\nbob\n", encoding="utf-8")
    rows, unmatched = rows_for([result("ada"), result("eve")], roster)
    assert [(row.id, row.result and row.result.submission_id) for row in rows] == [
        ("ADA", "ada"),
        ("bob", None),
    ]
    assert [one.submission_id for one in unmatched] == ["eve"]
    roster.write_text("name\nada\n", encoding="utf-8")
    with pytest.raises(CommandError, match="has no column id: it has name"):
        rows_for([result("ada")], roster)


def test_who_is_left_alone_excused_or_lost_has_no_score_in_the_gradebook():
    ill = adjusted(result("ill"), [Adjustment("ill", "total", excused=True)], None)
    scored = [result("ada"), result("bob")]
    every = [*scored, ill, result("lost", status="error"), result("locked")]
    rows = [*(Row((one.submission_id,), one) for one in every), Row(("nobody",), None)]
    assert Filled(b"", rows, [], [("locked", "EX")]).scored == len(scored)


def test_a_zero_is_written_only_where_nothing_was_handed_in_and_zeros_are_wanted():
    lost = Row(("lost",), result("lost", status="error"))
    rows = [Row(("ada",), result("ada")), lost, Row(("nobody",), None)]
    assert [has_score(row, zeros=False) for row in rows] == [True, False, False]
    assert [has_score(row, zeros=True) for row in rows] == [True, False, True]


def test_a_roster_may_say_who_works_together(tmp_path):
    roster = written(tmp_path, "login,id,group\nal,7,x\nbo,8,x\ncy,9,\n")
    rows, unmatched = rows_for([result("AL"), result("cy")], roster)
    assert [row.id for row in rows] == ["7", "8", "9"] and unmatched == []
    shared, same, alone = (row.result for row in rows)
    assert shared == same and shared.submission_id == "AL" and alone.submission_id == "cy"
    assert learners_of(shared) == ("AL", "8")


def test_a_row_may_name_several_learners_of_a_group():
    team = with_learners(result("team"), ("ada", "bob"))
    assert matched([("1", "ada", "bob")], [team]) == ([Row(("1", "ada", "bob"), team)], [])
    alone = with_learners(result("team (team)"), ("bob",))
    assert matched([("1", "ada", "eve")], [team])[1][0].handed_in == alone.handed_in
