"""What people decided, and for whom a submission is, goes into every system's form."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from xml.etree import ElementTree

import pytest
from making import check, part, result

from autograder.core.errors import CommandError
from autograder.grading.classroom import grades_csv
from autograder.grading.decided import Adjustment
from autograder.grading.decisions.adjusting import adjusted
from autograder.grading.decisions.groups import with_learners
from autograder.grading.results import Lateness
from autograder.platforms import canvas, moodle, plain
from autograder.platforms.gradebook import matched, rows_for, with_roster_ids
from autograder.platforms.gradescope import to_results
from autograder.platforms.nbgrader import _decided

FIT = part("fit", check("It keeps", 2), check("It saves", 0))
TRAIN = part("train", check("It adds", 2))


def of(identity, *rows, **other):
    return adjusted(result(identity, FIT, TRAIN, **other), list(rows), None)


def row(exercise="", points=None, **other):
    return Adjustment("any", exercise, points, **other)


BETTER = of("11", row("fit", 3.5, comment="=nearly", by="T"))
ILL = of("12", row("total", excused=True, comment="ill"))
PARTLY = of("13", row("fit", excused=True))
SAVED = of("14", row("total", 5), status="error")
LOST = of("15", row(comment="we look"), status="error")
CLASS = [BETTER, ILL, PARTLY, SAVED, LOST]


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_grades_csv_has_what_counts_and_beside_it_the_machines_score():
    rows = rows_of(grades_csv(CLASS))
    assert [row["score"] for row in rows] == ["5.5", "", "2", "5", "4"]
    assert [row["max_score"] for row in rows] == ["6", "6", "2", "6", "6"]
    assert [row["fit"] for row in rows] == ["3.5", "2", "", "2", "2"]
    assert [row["machine_score"] for row in rows] == ["4"] * 5
    assert rows[0]["adjusted"] == "fit: 3.5 instead of 2 points: =nearly (T)"
    assert rows[3]["adjusted"] == "total: 5 instead of 4 points"
    plain_head = grades_csv([result("a", FIT), of("b", row(by="T"))]).splitlines()[0]
    assert plain_head.endswith("test_accuracy,seconds,message")


def test_csv_json_and_junit_say_it():
    rows = rows_for(CLASS, None)[0]
    told = rows_of(plain.to_csv(rows))
    assert [row["status"] for row in told][:3] == ["graded", "excused", "graded"]
    assert [row["percent"] for row in told] == ["91.67", "", "100.00", "83.33", "66.67"]
    assert told[1]["adjusted"] == "total: excused: ill" and told[1]["machine_score"] == "4"
    tree = json.loads(plain.to_json(rows))
    assert tree[0]["result"]["adjusted"]["points"] == {"fit": 2}
    suites = ElementTree.fromstring(plain.to_junit(CLASS)).findall("testsuite")
    told = [{p.get("name"): p.get("value") for p in suite.iter("property")} for suite in suites]
    assert told[0] == {"score": "5.5", "adjusted": "fit: 3.5 instead of 2 points: =nearly (T)"}
    assert told[1]["score"] == "excused"


def test_canvas_writes_its_own_word_for_what_is_excused(tmp_path):
    path = tmp_path / "book.csv"
    lines = ["Student,ID,Lab (7)", "Points Possible,,12", *(f"x,{n},3" for n in range(11, 17))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    book = canvas.fill_in(path, "Lab", CLASS, zeros=False)
    cells = [line.split(",")[2] for line in book.content.decode().splitlines()[2:]]
    assert cells == ["11", "EX", "12", "10", "3", "3"] and book.left == []


def test_moodle_leaves_what_is_excused_and_names_it(tmp_path):
    path = tmp_path / "sheet.csv"
    head = "Identifier,Full name,Grade,Maximum Grade,Feedback comments"
    lines = [head, *(f"Participant {n},x,1,12," for n in range(11, 16))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    book = moodle.fill_in(path, CLASS, zeros=True)
    rows = rows_of(book.content.decode())
    assert [row["Grade"] for row in rows] == ["11", "1", "12", "10", "1"]
    assert book.left == [("12", "excused")] and rows[1]["Feedback comments"] == ""
    assert "fit: 3.5 instead of 2 points: =nearly (T)" in rows[0]["Feedback comments"]


def test_moodle_takes_no_more_than_its_maximum_and_who_has_more_is_named(tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_text("Identifier,Full name,Grade,Maximum Grade\nParticipant 3,x,1,12\n")
    more = dataclasses.replace(result("3", FIT), score=5)
    book = moodle.fill_in(path, [more], zeros=False)
    assert rows_of(book.content.decode())[0]["Grade"] == "1"
    ((identity, words),) = book.left
    assert identity == "3" and words.startswith("more points than the maximum grade")


def test_gradescope_says_why_the_total_is_not_the_sum():
    tree = json.loads(to_results(BETTER))
    assert tree["score"] == 5.5 and tree["output"].startswith("fit: 3.5 instead of 2 points")


def test_nbgraders_cells_share_what_was_decided():
    most = {"fit-it_keeps": 2.0, "fit-it_saves": 2.0, "train-it_adds": 4.0}
    assert _decided(BETTER, most) == {"fit-it_keeps": 1.75, "fit-it_saves": 1.75}
    assert _decided(SAVED, most) == dict(zip(most, (1.25, 1.25, 2.5)))
    assert _decided(PARTLY, most) == _decided(result("a", FIT), most) == {}


def pair(*learners):
    return with_learners(result("7", FIT, handed_in=Lateness("7", "Ada")), learners)


def test_a_groups_result_is_each_ones_and_who_is_nobody_is_named():
    team = pair("ada", "bob", "cyd")
    rows, unmatched = matched([("1", "BOB"), ("2", "ada"), ("3", "dan")], [team])
    assert [row.result for row in rows] == [team, team, None]
    assert [one.submission_id for one in unmatched] == ["cyd (7)"]
    assert [one.handed_in.learner for one in unmatched] == ["cyd"]
    assert matched([("ada", "cyd", "bob")], [team])[1] == []  # a row of all of them
    assert matched([("1", "dan")], [team])[1] == [team]
    with pytest.raises(CommandError, match="matches two rows"):
        matched([("1", "bob"), ("2", "bob")], [team])


def test_without_a_roster_each_of_a_group_has_a_row():
    rows = rows_of(plain.to_csv(rows_for([pair("ada", "bob")], None)[0]))
    assert [(row["id"], row["name"], row["score"]) for row in rows] == [
        ("ada", "Ada", "2"),
        ("bob", "", "2"),
    ]


def test_a_rosters_column_group_gives_all_of_it_the_points(tmp_path):
    path = tmp_path / "class.csv"
    path.write_text("id,login,group\n1,ada,red\n2,bob,red\n3,cyd,\n4,7,blue\n", encoding="utf-8")
    team, other = result("ada", FIT), result("cyd", TRAIN)
    rows, unmatched = rows_for([team, other], path)
    scores = [row.result and row.result.score for row in rows]
    assert scores == [2, 2, 2, None] and unmatched == []
    known = with_roster_ids(rows)
    assert [(r.submission_id, r.handed_in.learner, r.handed_in.members) for r in known] == [
        ("ada", "1", ("2",)),
        ("cyd", "3", ()),
    ]
    rows, unmatched = matched([("2",), ("1",), ("3",)], known)
    assert [row.result.submission_id for row in rows] == ["ada", "ada", "cyd"]
    assert unmatched == []
