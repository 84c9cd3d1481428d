"""Names are taken out where they stand as words, and nothing else is changed."""

from __future__ import annotations

import dataclasses

from making import check, part, result

from autograder.checks.verdict import Outcome
from autograder.reports.anonymous import without_names


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
