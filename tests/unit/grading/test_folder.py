"""One reader of the results folder: what it reads, and what it says of damaged files."""

from __future__ import annotations

import dataclasses
import json

import pytest

from autograder.core.errors import CommandError
from autograder.grading.decisions.whose import Whose
from autograder.grading.folder import (
    Damaged,
    Stored,
    drop_pages,
    gone,
    line_of,
    read_details,
    read_folder,
    read_result,
    results_folder,
)
from autograder.grading.record import RunRecord, read_record, seed_for, write_record
from autograder.grading.results import Check, Lateness, Note, Part, Result, from_json, to_json
from autograder.grading.seeds import PUBLIC_SEEDS

RESULT = Result(
    "ada",
    "graded",
    7.5,
    8,
    None,
    "",
    ("user",),
    (
        Part(
            "output_shape",
            7.5,
            8,
            (
                Check("a", "passed", True, 7.5, 7.5, "", None),
                Check("b", "failed", False, 0, 1, "no", "m"),
            ),
            "abc",
        ),
    ),
    1.25,
    "f",
    Lateness("ada", "Ada", "", True, 3.0),
    notes=(Note("cell 3", "left out"),),
)
BY_AN_EARLIER_VERSION = {
    "submission_id": "ada",
    "status": "graded",
    "score": 8,
    "max_score": 8,
    "test_accuracy": None,
    "message": "",
    "walls": ["user"],
    "parts": [
        {
            "name": "output_shape",
            "score": 8,
            "max_score": 8,
            "checks": [
                {
                    "name": "a",
                    "outcome": "passed",
                    "passed": True,
                    "score": 8,
                    "max_score": 8,
                    "message": "",
                    "mistake": None,
                }
            ],
        }
    ],
    "seconds": 1.0,
    "fingerprint": "x",
    "handed_in": None,
    "penalty": 0,
    "penalty_reason": "",
}


def stored(out, *results, members=None):
    (out / "results").mkdir(parents=True, exist_ok=True)
    for result in results:
        text = to_json(result)
        (out / "results" / f"{result.submission_id}.json").write_text(text, encoding="utf-8")
    if members is not None:
        write_record(out, RunRecord(members=members, format=1))
    return out


def test_a_result_is_read_as_it_was_written():
    assert from_json(to_json(RESULT)) == RESULT
    assert '"max_score": 8,' in to_json(from_json(to_json(RESULT)))  # whole points stay whole


def test_a_result_of_an_earlier_version_is_read():
    result = from_json(json.dumps(BY_AN_EARLIER_VERSION))
    assert (result.score, result.parts[0].checks[0].carried, result.notes) == (8, None, ())


def test_an_id_that_is_no_unicode_is_read():
    odd = dataclasses.replace(RESULT, submission_id="a\udc80")
    assert from_json(to_json(odd)) == odd


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        to_json(RESULT)[:-40],
        to_json(RESULT).replace('"score": 7.5', '"score": "7.5"'),
        to_json(RESULT).replace('"parts": [', '"parts": [3,'),
        to_json(RESULT).replace('"passed": true', '"passed": null'),
        "[" * 100_000,
    ],
)
def test_what_is_no_result_is_told_with_its_file_and_the_way_out(text, tmp_path):
    out = stored(tmp_path, RESULT)
    path = out / "results" / "ada.json"
    path.write_text(text, encoding="utf-8")
    for read in (lambda: read_result(out, "ada"), lambda: read_folder(out)):
        with pytest.raises(Damaged) as error:
            read()
        said = str(error.value)
        assert str(path) in said and "`autograder grade` again renews it" in said
        assert "\n" not in said and error.value.exit_code == 2


def test_bytes_that_are_no_text_are_damage_too(tmp_path):
    out = stored(tmp_path, RESULT)
    (out / "results" / "ada.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Damaged):
        read_folder(out)


def test_details_are_there_or_not_or_damaged(tmp_path):
    assert read_details(tmp_path, "ada")["checks"] == []
    (tmp_path / "details").mkdir()
    path = tmp_path / "details" / "ada.json"
    path.write_text('{"format": 99, "checks": [1]}', encoding="utf-8")
    assert read_details(tmp_path, "ada")["checks"] == []  # of another version: left out
    path.write_text('{"format": 1', encoding="utf-8")
    with pytest.raises(Damaged):
        read_details(tmp_path, "ada")


def test_without_a_record_all_results_are_the_class(tmp_path):
    bob = dataclasses.replace(RESULT, submission_id="bob")
    there = read_folder(stored(tmp_path, bob, RESULT))
    assert [result.submission_id for result in there.results] == ["ada", "bob"]
    assert there.gone == () and there.waiting == ()


def test_who_left_and_who_waits_are_told_apart(tmp_path):
    left = dataclasses.replace(RESULT, submission_id="left")
    out = stored(tmp_path, RESULT, left, members={"ada": "ada", "new": "new"})
    there = read_folder(out)
    assert [result.submission_id for result in there.results] == ["ada"]
    assert (there.waiting, there.gone) == (("new",), ("left",))
    (out / "results" / "left.json").write_text("damaged", encoding="utf-8")
    assert read_folder(out).gone == ("left",)
    assert gone(out, ["ada"]) == {"left": "left"}


def test_a_folder_without_results_is_refused(tmp_path):
    for out in (tmp_path, tmp_path / "nowhere", stored(tmp_path / "out", members={"a": "a"})):
        with pytest.raises(CommandError, match="no results"):
            read_folder(out)


def test_a_record_is_read_as_it_was_written(tmp_path):
    record = RunRecord("/class", {"train": 10, "fit": 7.5}, ("fit",), 3, members={"李": "x"})
    record = dataclasses.replace(record, limits={"memory": 2048}, sandbox=("user",), format=1)
    write_record(tmp_path, record)
    assert read_record(tmp_path) == record
    assert seed_for(None, record) == 3 and seed_for(9, record) == 9


def test_a_record_of_an_earlier_version_knows_the_submissions(tmp_path):
    (tmp_path / "run.json").write_text('{"submissions": "/class"}\n', encoding="utf-8")
    record = read_record(tmp_path)
    assert (record.submissions, record.format, record.seed) == ("/class", 0, None)


def test_no_record_and_a_damaged_one(tmp_path):
    assert read_record(tmp_path) is None
    for text in ("", "{", '{"seed": "x"}', "[]"):
        (tmp_path / "run.json").write_text(text, encoding="utf-8")
        with pytest.raises(CommandError, match=r"run\.json is damaged"):
            read_record(tmp_path)


def test_a_seed_that_nobody_asked_for_cannot_be_guessed():
    drawn = {seed_for(None, None) for _ in range(200)}
    assert len(drawn) == 200 and min(drawn) >= PUBLIC_SEEDS
    assert len({seed >> 40 for seed in drawn}) > 190


def test_what_a_killed_run_left_half_written_is_removed_and_nothing_else(tmp_path):
    out = tmp_path / "out"
    for name in ("reports/.abc.part", ".xyz.part", "reports/ada.html", "results/ada.part.json"):
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text("", encoding="utf-8")
    with results_folder(out):
        left = sorted(str(p.relative_to(out)) for p in out.rglob("*") if p.is_file())
    assert left == [".lock", "reports/ada.html", "results/ada.part.json"]


def pair(*lines: Result) -> Stored:
    learners = {"red": ("ada", "bea")}
    return Stored(RunRecord(), lines, {"red": "red"}, whose=Whose(("red",), learners))


def test_a_line_is_found_by_its_id_its_member_or_its_group():
    group = dataclasses.replace(RESULT, submission_id="red")
    own = dataclasses.replace(
        group, submission_id="bea", of="red", alone=True, handed_in=Lateness("bea")
    )
    rest = dataclasses.replace(group, handed_in=Lateness("ada"))
    there = pair(rest, own)
    assert line_of(there, "red") is rest and line_of(there, "bea") is own
    assert line_of(there, "ada") is rest and line_of(there, "bea+ada") is rest
    assert line_of(there, "eve") is None


def test_pages_of_who_is_gone_are_removed_and_other_files_stay(tmp_path):
    reports = tmp_path / "reports"
    reports.mkdir()
    for name in ("ada.html", "Bea.html", "gone.html", "red.html", "style.css"):
        (reports / name).touch()
    own = dataclasses.replace(RESULT, submission_id="bea", of="red")
    drop_pages(tmp_path, {"ada": "ada", "bea": "bea", "red": "red"}, [RESULT, own])
    assert {path.name for path in reports.iterdir()} == {"ada.html", "Bea.html", "style.css"}


def test_a_damaged_result_of_nobody_is_known_by_its_file(tmp_path):
    (tmp_path / "results").mkdir()
    (tmp_path / "results" / "a.json").write_text(to_json(RESULT), encoding="utf-8")
    (tmp_path / "results" / "b.json").write_text("{", encoding="utf-8")
    assert gone(tmp_path, []) == {"a": "ada", "b": "b"} and gone(tmp_path, ["a"]) == {"b": "b"}
