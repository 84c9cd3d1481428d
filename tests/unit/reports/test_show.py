"""A results folder's pages anew, and one result in short on the terminal."""

from __future__ import annotations

import csv

import pytest
from making import check, part, result

from autograder.core.errors import CommandError
from autograder.grading.decisions.adjustments import ADJUSTMENTS
from autograder.grading.results import to_json, write_text
from autograder.reports.show import show, write_pages


@pytest.fixture
def out(tmp_path):
    known = check("It steps", 0, explanation="Says.", question="Asks?", message="Says. much more")
    checks = (check("It adds"), known, check("It ends", 0, message="\n\nwrong by 2\nand more"))
    one = result("ada", part("train", check("It runs")), part("fit", *checks))
    plain = result("bob", part("fit", check("It ends", 0, message="wrong by 2\nand more")))
    for each in (one, plain, result("lost\x1b", status="rejected", message="too\x1blarge")):
        name = each.submission_id.strip("\x1b")
        write_text(tmp_path / "results" / f"{name}.json", to_json(each))
    return tmp_path


def shown(out, identity: str, capsys) -> str:
    show(out, identity)
    return capsys.readouterr().out


def test_a_result_is_told_with_what_to_look_at_first(out, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    said = shown(out, "ada", capsys)
    assert said.splitlines()[0] == "ada: graded, 4 of 8 points"
    assert "It steps (failed): Says. Asks?" in said and "It ends" not in said
    assert "2 / 2" in said and "2 / 6" in said
    assert "2 checks not passed; page: " in said
    assert "It ends (failed): wrong by 2" in shown(out, "bob", capsys)


def test_what_was_not_graded_says_why(out, capsys):
    said = shown(out, "lost\x1b", capsys)
    assert "rejected" in said and r"too\x1blarge" in said and "\x1b" not in said


def test_what_people_decided_is_told(out, capsys):
    rows = "id,exercise,points,comment\nada,fit,5,well argued\nbob,,,\nbob,total,excused,\n"
    (out / ADJUSTMENTS).write_text(rows, encoding="utf-8")
    said = shown(out, "ada", capsys)
    assert "7 of 8 points" in said and "fit: 5 instead of 2 points: well argued" in said
    assert "bob: graded, excused" in shown(out, "bob", capsys)


def test_who_is_not_there_is_told(out):
    with pytest.raises(CommandError, match="there is no submission 'eve'"):
        show(out, "eve")


def test_all_pages_and_the_grades_are_written_and_pages_of_nobody_go(out):
    (out / "reports").mkdir()
    (out / "reports" / "gone.html").touch()
    assert [each.submission_id for each in write_pages(out)][:2] == ["ada", "bob"]
    names = {path.name for path in (out / "reports").iterdir()}
    assert {"ada.html", "bob.html"} < names and "gone.html" not in names
    assert (out / "index.html").is_file()
    rows = list(csv.DictReader((out / "grades.csv").read_text("utf-8-sig").splitlines()))
    assert [(row["submission_id"], row["score"]) for row in rows][:2] == [
        ("ada", "4"),
        ("bob", "0"),
    ]
