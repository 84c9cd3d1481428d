"""The summary of a GitHub workflow's step."""

from __future__ import annotations

from fractions import Fraction

from autograder.checks.points import parts_scores
from autograder.checks.step_summary import VARIABLE, append_if_asked, markdown
from autograder.checks.verdict import CheckResult, Outcome

RESULTS = [
    CheckResult("train", "One thing", Outcome.PASSED, Fraction(2)),
    CheckResult("train", "Another", Outcome.FAILED, Fraction(1), "first ``` words"),
    CheckResult("train", "A third", Outcome.FAILED, Fraction(1), "later words"),
    CheckResult("filters", "All", Outcome.PASSED, Fraction(1, 3)),
]


def test_points_are_summed_up_in_the_chapters_order():
    scores = parts_scores(RESULTS)
    assert list(scores.items()) == [("filters", (Fraction(1, 3),) * 2), ("train", (2, 4))]


def test_a_table_of_the_parts_and_the_first_failure_of_each():
    text = markdown(RESULTS)
    assert text.startswith("## 2.333 of 4.333 points\n")
    assert "| ✅ filters | 0.3333 / 0.3333 |" in text and "| ❌ train | 2 / 4 |" in text
    fence = "`" * 12
    assert f"### train: Another\n{fence}\nfirst ``` words\n{fence}\n" in text
    assert "later words" not in text and "### filters" not in text
    assert "fix that first" not in text


def test_what_follows_from_a_mistake_elsewhere_is_told_of_its_part():
    carried = CheckResult("train", "One more", Outcome.PASSED, Fraction(1), carried="relu")
    text = markdown([*RESULTS, carried])
    assert "\ntrain: right, given your `relu`: fix that first\n" in text


def test_it_is_appended_where_github_asks_for_it(tmp_path, monkeypatch):
    file = tmp_path / "summary.md"
    monkeypatch.setenv(VARIABLE, str(file))
    append_if_asked(RESULTS)
    append_if_asked(iter(RESULTS))
    assert file.read_text(encoding="utf-8") == markdown(RESULTS) * 2


def test_elsewhere_nothing_is_written(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    append_if_asked(RESULTS)
