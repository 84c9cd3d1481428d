"""CSV, JSON and JUnit of a class say what the results say, and are safe to open."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st
from making import check, part, quickly, result

from autograder.course import current_course
from autograder.grading.results import Lateness, from_json
from autograder.platforms.gradebook import Row, rows_for
from autograder.platforms.plain import to_csv, to_json, to_junit

FIT = part("fit", check("It keeps", 2), check("It saves", 0))


def cells_of(*rows):
    return list(csv.DictReader(io.StringIO(to_csv(rows))))


def test_a_row_says_score_percent_lateness_and_parts():
    late = Lateness("1", "Ada", late=True)
    one = result("s", FIT, handed_in=late, penalty=0.5, test_accuracy=91.0, message="a\n b")
    (cells,) = cells_of(Row(("7", "s"), one))
    assert cells == {
        **dict.fromkeys((e.name for e in current_course().exercises), ""),
        **{"id": "7", "name": "Ada", "submission_id": "s", "status": "graded", "score": "2"},
        **{"max_score": "4", "percent": "50.00", "late": "late", "penalty": "0.5", "fit": "2"},
        **{"test_accuracy": "91.00", "message": "a b"},
    }


def test_who_is_in_time_is_not_late():
    (cells,) = cells_of(Row(("7",), result("s", FIT, handed_in=Lateness("1"))))
    assert (cells["late"], cells["test_accuracy"]) == ("", "")


def test_everybody_is_called_as_the_roster_writes_it(tmp_path):
    text = "id,last name,first name,group\n1,Lovelace,Ada,red\n2,,Bob,red\n3,Yu,Cy,\n"
    (tmp_path / "class.csv").write_text(text, encoding="utf-8")
    one = result("1", FIT, handed_in=Lateness("1", "lovelaceada"))
    cells = cells_of(*rows_for([one], tmp_path / "class.csv")[0])
    names = [("Ada Lovelace", "graded"), ("Bob", "graded"), ("Cy Yu", "not submitted")]
    assert [(row["name"], row["status"]) for row in cells] == names


def test_who_handed_in_nothing_has_zero_of_what_there_was():
    _, cells = cells_of(Row(("1",), result("1", FIT)), Row(("2",), None))
    assert cells["status"] == "not submitted"
    assert [cells[key] for key in ("score", "max_score", "percent", "fit")] == ["0", "4", "0", ""]


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12))
@quickly
def test_no_cell_of_a_strangers_is_a_formula(identity, name, message):
    one = result(identity, FIT, handed_in=Lateness("1", name), message=message)
    (cells,) = cells_of(Row((identity,), one))
    for key in ("id", "name", "submission_id", "message"):
        assert not cells[key].startswith(("=", "+", "-", "@", "\t", "\r", "|", "%"))


def test_json_holds_each_result_whole():
    first, second = json.loads(to_json([Row(("7",), result("é", FIT)), Row(("8",), None)]))
    assert first["id"] == "7"
    assert from_json(json.dumps(first["result"])) == result("é", FIT)
    assert second == {"id": "8", "result": None}


def junit(*results):
    return ElementTree.fromstring(to_junit(results))


def test_junit_has_a_suite_a_submission_and_a_case_a_check():
    odd = part("train", check("It", 0, outcome="grader error"), check("Is", 0, mistake="m"))
    (suite,) = junit(result("ada", FIT, odd, seconds=1.5))
    told = {key: suite.get(key) for key in ("name", "tests", "failures", "errors", "time")}
    assert told == {"name": "ada", "tests": "4", "failures": "2", "errors": "1", "time": "1.500"}
    assert [
        (c.get("classname"), c.get("name"), [(p.tag, p.get("type")) for p in c]) for c in suite
    ] == [
        ("fit", "It keeps", []),
        ("fit", "It saves", [("failure", "failed")]),
        ("train", "It", [("error", "grader error")]),
        ("train", "Is", [("failure", "m")]),
    ]


def test_junit_tells_a_submission_without_checks_as_an_error():
    (suite,) = junit(result("ada", status="rejected", message="too large\nby far"))
    assert (suite.get("tests"), suite.get("errors"), suite.get("failures")) == ("1", "1", "0")
    (problem,) = suite[0]
    assert problem.attrib == {"type": "rejected", "message": "too large"}
    assert problem.text == "too large\nby far"


@given(st.text(st.characters(exclude_categories=[]), max_size=20))
@quickly
def test_junit_is_xml_whatever_a_submission_says(text):
    wrong = part("fit", check(score=0, message=text))
    (suite,) = junit(result(text, wrong))
    assert suite.get("name") is not None
