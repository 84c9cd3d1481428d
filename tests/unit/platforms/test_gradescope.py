"""Gradescope's results.json has a test a check and the total with the penalty."""

from __future__ import annotations

import json

from making import check, part, result

from autograder.platforms.gradescope import to_results


def test_each_check_is_a_test_with_its_points():
    fit = part("fit", check("It keeps", 2), check("It saves", 0, mistake="not-saved"))
    tree = json.loads(to_results(result("a", part("train", check()), fit)))
    keys = ("name", "number", "score", "max_score", "status", "output", "tags")
    assert [[test[key] for key in keys] for test in tree["tests"]] == [
        ["train: It adds", "1.1", 2, 2, "passed", "", []],
        ["fit: It keeps", "2.1", 2, 2, "passed", "", []],
        ["fit: It saves", "2.2", 0, 2, "failed", "failed\nwrong by 1", ["not-saved"]],
    ]
    assert {test["visibility"] for test in tree["tests"]} == {"visible"}
    assert {test["output_format"] for test in [*tree["tests"], tree]} == {"text"}


def test_the_total_is_the_score_with_its_penalty_and_its_reason():
    one = result("a", part("fit", check()), score=1.5, penalty_reason="late", message="well")
    tree = json.loads(to_results(one))
    assert (tree["score"], tree["output"]) == (1.5, "late\nwell")
    assert tree["stdout_visibility"] == "hidden"
    assert "leaderboard" not in tree


def test_what_was_not_graded_says_so():
    tree = json.loads(to_results(result("a", status="rejected", message="a\x1blink")))
    assert (tree["score"], tree["output"]) == (0, "rejected\na\\x1blink")


def test_the_accuracy_is_on_the_leaderboard():
    tree = json.loads(to_results(result("a", test_accuracy=91.239, seconds=2.6)))
    assert tree["leaderboard"] == [{"name": "Accuracy", "value": 91.24}]
    assert tree["execution_time"] == 3
