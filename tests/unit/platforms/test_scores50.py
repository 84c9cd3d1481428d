"""Points into Classroom 50's scores.json: in whole points, and marked so that they stay."""

from __future__ import annotations

import dataclasses
import json

import pytest
from making import check, part, result

from autograder.core.errors import CommandError
from autograder.grading.decisions.lines import lines_of
from autograder.grading.results import Lateness
from autograder.platforms.scores50 import fill_in

HALF = part("fit", check("It keeps", 1.25), check("It saves", 0))


@pytest.fixture
def scores(tmp_path):
    path = tmp_path / "cs101" / "scores.json"
    path.parent.mkdir()
    entry = {
        "owner": "Ada-L",
        "submissions": [{"owner": "Ada-L", "score": 0, "max-score": 9, "review": "r"}, {"old": 1}],
    }
    group = {"owner": "bob", "member_usernames": ["bob", "cy"], "submissions": []}
    tree = {
        "schema": "classroom50/scores/v1",
        "assignments": {"lab": {"type": "individual", "entries": [entry, group]}},
    }
    path.write_text(json.dumps(tree), encoding="utf-8")
    return path


def entries(filled):
    return json.loads(filled.content)["assignments"]["lab"]["entries"]


def test_the_latest_submission_gets_the_points_and_the_rest_stays(scores):
    time = "2026-11-20T23:00:00+01:00"
    given = [
        result("ada-l", HALF),
        result("cy", HALF),
        result("dan", HALF, handed_in=Lateness("Dan", time=time)),
    ]
    ada, group, dan = entries(fill_in(scores, "LAB", given))
    assert ada["override"] and ada["submissions"][1] == {"old": 1}
    latest = ada["submissions"][0]
    assert (latest["score"], latest["max-score"], latest["review"]) == (1, 4, "r")
    assert latest["tests"] == [{"test-name": "fit", "passed": False, "score": 1, "max-score": 4}]
    assert group["submissions"][0]["schema"] == "classroom50/result/v1"
    assert group["submissions"][0]["submission"].startswith("submit/")
    assert (dan["owner"], dan["submissions"][0]["datetime"]) == ("Dan", "2026-11-20T22:00:00Z")
    assert dan["submissions"][0]["classroom"] == "cs101"


def test_points_of_one_member_alone_are_not_the_groups(scores):
    whole = result("bob", HALF, handed_in=Lateness("bob", members=("cy",)))
    for alone, others in (("cy", "bob"), ("bob", "cy")):
        lines = {line.submission_id: line for line in lines_of(whole, {alone}, None)}
        more = dataclasses.replace(lines[alone], score=5)
        filled = fill_in(scores, "lab", [more, lines[others]], points=100)
        _ada, group = entries(filled)
        assert group["submissions"][0]["score"] == 31
        ((identity, words),) = filled.left
        assert identity == alone and "a group has one entry" in words


def test_a_new_entry_of_a_group_credits_each_and_a_stranger_gets_none(scores):
    tree = json.loads(scores.read_text("utf-8"))
    tree["assignments"]["lab"]["type"] = "group"
    scores.write_text(json.dumps(tree), encoding="utf-8")
    team = result("dan", HALF, handed_in=Lateness("dan", members=("eve",), platform="git"))
    other = result("1001", HALF, handed_in=Lateness("1001", platform="canvas"))
    filled = fill_in(scores, "lab", [team, other])
    (new,) = entries(filled)[2:]
    assert (new["owner"], new["member_usernames"]) == ("dan", ["dan", "eve"])
    assert new["submissions"][0]["assignment_type"] == "group"
    assert filled.unmatched == [other]


def test_full_marks_may_be_others(scores):
    ada = entries(fill_in(scores, "lab", [result("ada-l", HALF)], points=100))[0]
    assert (ada["submissions"][0]["score"], ada["submissions"][0]["max-score"]) == (31, 100)


def test_what_the_grader_failed_on_stays_as_it_was(scores):
    before = json.loads(scores.read_text("utf-8"))["assignments"]["lab"]["entries"]
    assert entries(fill_in(scores, "lab", [result("ada-l", HALF, status="error")])) == before


@pytest.mark.parametrize(
    "bucket",
    [
        *("[]", '"x"', "3", '{"entries": "x"}', '{"entries": [1]}', '{"entries": [{"owner": 2}]}'),
        '{"entries": [{"owner": "a", "submissions": "x"}]}',
        '{"entries": [{"owner": "a", "submissions": [[]]}]}',
        '{"entries": [{"owner": "a", "member_usernames": [1]}]}',
    ],
)
def test_a_file_that_somebody_damaged_is_refused_with_the_place(tmp_path, bucket):
    schema = "classroom50/scores/v1"
    text = f'{{"schema": "{schema}", "assignments": {{"lab": {bucket}}}}}'
    (tmp_path / "s.json").write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=r"is not Classroom 50's scores.json: .* at `\$.assignm"):
        fill_in(tmp_path / "s.json", "lab", [result("a", HALF)])


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": "x", "assignments": {}}', "null"])
def test_another_file_is_refused(tmp_path, text):
    (tmp_path / "s.json").write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=r"is not Classroom 50's scores.json"):
        fill_in(tmp_path / "s.json", "lab", [])


def test_an_assignment_that_is_not_there_is_named_with_those_that_are(scores):
    with pytest.raises(CommandError, match="has no assignment 'x'; it has: lab"):
        fill_in(scores, "x", [])
