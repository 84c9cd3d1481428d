"""Names are taken out where they stand as words, and nothing else is changed."""

from __future__ import annotations

import dataclasses

from making import check, part, result

from autograder.checks.verdict import Outcome
from autograder.grading.decided import Adjusted, Adjustment
from autograder.grading.known import Person
from autograder.grading.results import Lateness
from autograder.reports.anonymous import _names, without_names


def test_a_name_goes_and_what_only_holds_its_letters_stays():
    lost = dataclasses.replace(
        check("It is timed", 0, message="eva wrote evaluate.py; Eva-Lena too"),
        outcome=Outcome.TIMED_OUT,
    )
    shown = without_names(result("eva", part("evaluate", lost)), ["eva", "timed"], "learner 1")
    (only,) = shown.parts
    assert (shown.submission_id, only.name) == ("learner 1", "evaluate")
    assert only.checks[0].message == "learner 1 wrote evaluate.py; Eva-Lena too"
    assert only.checks[0].outcome == Outcome.TIMED_OUT


def test_of_a_group_no_name_stays():
    pair = Lateness("7", "Ada Lovelace", members=("8",), names={"8": "李雷"})
    row = Adjustment("7", "", None, False, "李雷 explained it, Ada Lovelace listened", "Lee")
    lost = check("It adds", 0, message="这是李雷写的")
    one = result("7", part("fit", lost), handed_in=pair, adjusted=Adjusted((row,), 0, 2, 0, {}))
    people = {"7": Person("Ada Lovelace, Lei Li", "")}
    assert {"李雷", "Ada Lovelace", "Lei Li", "7", "8"} <= set(_names(one, people))
    shown = without_names(one, _names(one, {}), "learner 1")
    assert "Lovelace" not in repr(shown) and "李雷" not in repr(shown), shown
