"""Results are written and read again as they were; what is no result is refused."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import stat
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from making import check, part, quickly, result

from autograder.course import current_course
from autograder.grading.classroom import IN_SHORT, grades_csv, summarize
from autograder.grading.results import (
    Lateness,
    Note,
    Result,
    from_json,
    rounded,
    summary,
    to_json,
    write_bytes,
    write_text,
)

FULL = result(
    "ada",
    part("train", check("It adds", 2), check("It steps", 0, mistake="no-step", carried="relu")),
    test_accuracy=91.5,
    message="well",
    walls=("files", "network"),
    seconds=2.5,
    fingerprint="ff",
    handed_in=Lateness("1", "Ada", "2026-11-20T10:00:00+00:00", True, 60.0),
    penalty=0.2,
    penalty_reason="late",
    notes=(Note("a.ipynb", "left out"),),
    review=(Note("", "look"),),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


def damaged(name, value):
    return json.dumps({**json.loads(to_json(FULL)), name: value})


@pytest.mark.parametrize(
    ("points", "written"),
    [
        (Fraction(1, 3), "0.3333"),
        (Fraction(2, 3), "0.6667"),
        (2.0, "2"),
        (Fraction(4, 2), "2"),
        (0, "0"),
        (0.00004, "0"),
        (9.99996, "10"),
    ],
)
def test_points_have_four_decimals_at_most_and_whole_ones_none(points, written):
    assert json.dumps(rounded(points)) == written


def test_a_result_is_read_as_it_was_written():
    assert from_json(to_json(FULL)) == FULL


@given(st.text(max_size=20), st.floats(0, 100), st.lists(st.text(max_size=9), max_size=3))
@quickly
def test_whatever_texts_a_result_holds_it_is_read_as_it_was_written(text, number, walls):
    one = dataclasses.replace(FULL, submission_id=text, message=text, score=number)
    one = dataclasses.replace(one, walls=tuple(walls))
    assert from_json(to_json(one)) == one


@pytest.mark.parametrize("name", ["submission_id", "status", "score", "max_score", "parts"])
def test_a_result_without_one_of_its_keys_is_refused(name):
    tree = json.loads(to_json(FULL))
    del tree[name]
    with pytest.raises(ValueError):
        from_json(json.dumps(tree))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "[]",
        "1",
        '"text"',
        "{}",
        "[" * 200_000,
        damaged("parts", None),
        damaged("parts", [1]),
        damaged("parts", [{"name": "train"}]),
        damaged("score", float("nan")),
        damaged("walls", None),
        damaged("handed_in", [1]),
        damaged("handed_in", {"unknown": 1}),
        damaged("notes", [{"place": "a"}]),
        damaged("review", 5),
        to_json(FULL)[:-20],
    ],
    ids=lambda text: text[-30:],
)
def test_what_is_no_result_is_refused(text):
    with pytest.raises(ValueError):
        from_json(text)


@given(st.text(max_size=40) | JSON.map(json.dumps))
@example("[" * 100_000)
@quickly
def test_any_text_is_a_result_or_refused(text):
    try:
        assert isinstance(from_json(text), Result)
    except ValueError:
        pass


@given(st.sampled_from(sorted(json.loads(to_json(FULL)))), JSON)
@quickly
def test_a_result_with_anything_in_one_place_is_a_result_or_refused(name, value):
    try:
        assert isinstance(from_json(damaged(name, value)), Result)
    except ValueError:
        pass


def test_in_short_only_failed_checks_are_kept_with_the_start_of_their_messages():
    long = check("It steps", 0, message="x" * (IN_SHORT + 1))
    short = summarize(result("ada", part("train", check(), long)))
    (kept,) = short.parts[0].checks
    assert kept.name == "It steps"
    assert kept.message == "x" * IN_SHORT
    assert (short.parts[0].score, short.parts[0].max_score) == (2, 4)


def test_in_short_a_check_without_a_mistake_has_none():
    assert summarize(result("a", part("train", check(score=0)))).parts[0].checks[0].mistake is None


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (0, ""),
        (1, "fit: It steps 1 (failed)"),
        (2, "fit: It steps 1 (failed), and 1 more"),
    ],
)
def test_a_summary_names_the_first_that_is_wrong_and_counts_the_rest(wrong, words):
    checks = [check(f"It steps {n}", 0) for n in range(1, wrong + 1)]
    assert summary([part("train", check("It adds", 2)), part("fit", *checks)]) == words


def rows_of(*results):
    return list(csv.reader(io.StringIO(grades_csv(results))))


def test_the_grades_have_a_column_for_each_exercise():
    names = [exercise.name for exercise in current_course().exercises]
    head = ["submission_id", "status", "score", "max_score", *names]
    assert rows_of()[0] == [*head, "test_accuracy", "seconds", "message"]


def test_the_grades_are_in_the_order_of_the_ids():
    assert [row[0] for row in rows_of(result("b"), result("a"), result("c"))[1:]] == ["a", "b", "c"]


def test_a_row_of_the_grades_says_what_the_result_says():
    head, row = rows_of(FULL)
    cells = dict(zip(head, row, strict=True))
    assert cells["score"] == "2"
    assert cells["max_score"] == "4"
    assert cells["train"] == "2"
    assert cells["lenet"] == ""
    assert cells["test_accuracy"] == "91.50"
    assert cells["seconds"] == "2.50"
    assert cells["message"] == "late well"


def test_a_submission_without_an_accuracy_has_none_in_the_grades():
    head, row = rows_of(result("a"))
    assert dict(zip(head, row))["test_accuracy"] == ""


def test_ids_and_messages_are_no_formulas_and_one_line_in_the_grades():
    head, row = rows_of(result("=1+1", message="=a\nb\t c"))
    cells = dict(zip(head, row))
    assert cells["submission_id"] == "'=1+1"
    assert cells["message"] == "'=a b c"


def test_a_file_is_written_whole_with_its_folder_and_readable_by_all(tmp_path):
    path = tmp_path / "new" / "a.json"
    write_text(path, "one")
    write_text(path, "é \ud800")
    assert path.read_bytes() == "é ".encode() + rb"\ud800"
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_cannot_be_written_leaves_the_old_one_and_no_rest(tmp_path):
    path = tmp_path / "a.json"
    write_bytes(path, b"old")
    with pytest.raises(TypeError):
        write_bytes(path, "no bytes")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_stored_check_has_the_contracts_fields_and_what_is_beside_comes_back():
    own = {"case": "3", "explanation": "Says.", "question": "Asks?", "forbidden": True}
    own |= {"finding": "mistake", "next_step": "Do this."}
    whole = result("ada", part("fit", check("It adds [3]", 0, **own), check("It keeps")))
    stored = json.loads(to_json(whole))["parts"][0]
    contract = {"name", "outcome", "passed", "score", "max_score", "message", "mistake", "carried"}
    assert all(set(each) == contract for each in stored["checks"])
    assert stored["told"] == [own, {}]
    assert from_json(to_json(whole)) == whole


@pytest.mark.parametrize("told", [[], [{}], [{}, {}, {"case": "3"}]])
def test_what_is_told_of_no_check_is_left_out(told):
    whole = result("ada", part("fit", check(), check("It keeps")))
    tree = json.loads(to_json(whole))
    tree["parts"][0]["told"] = told
    assert from_json(json.dumps(tree)) == whole
