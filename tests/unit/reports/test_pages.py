"""Pages show what a submission says as text, and nothing where there is nothing to show."""

from __future__ import annotations

import dataclasses
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import check, part, quickly, result

from autograder.core.languages import set_language
from autograder.grading.decided import Adjustment, Changed
from autograder.grading.decisions.adjusting import adjusted
from autograder.grading.folder import Damaged, details_path, read_details
from autograder.grading.results import DETAILS_FORMAT, Lateness
from autograder.reports.pages import _prose, _said, class_page, submission_page, templates

NOTHING = {"checks": [], "training": None, "format": DETAILS_FORMAT}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("call `relu` twice", "call <code>relu</code> twice"),
        ("`<b>`", "<code>&lt;b&gt;</code>"),
        ("<script>`", "&lt;script&gt;`"),
        ("\x1b[0m", "\\x1b[0m"),
    ],
)
def test_what_stands_in_backticks_is_code_and_all_else_text(text, html):
    assert _prose(text) == html


def test_values_in_a_text_are_escaped_and_its_own_words_too():
    assert _said("{n} < {all}", n="<b>", all=2) == "&lt;b&gt; &lt; 2"
    assert _said("a < b") == "a &lt; b"


def stored(out, text):
    path = details_path(out, "a")
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("text", ["", "{", "[]", "1", "[" * 200_000])
def test_details_that_are_damaged_are_refused(tmp_path, text):
    stored(tmp_path, text)
    with pytest.raises(Damaged, match="a"):
        read_details(tmp_path, "a")


def test_details_of_another_format_are_as_none(tmp_path):
    assert read_details(tmp_path, "a") == NOTHING
    stored(tmp_path, json.dumps({**NOTHING, "checks": [1], "format": DETAILS_FORMAT + 1}))
    assert read_details(tmp_path, "a") == NOTHING


def test_details_are_read_as_they_are(tmp_path):
    tree = {"checks": [1], "training": None, "format": DETAILS_FORMAT}
    stored(tmp_path, json.dumps(tree))
    assert read_details(tmp_path, "a") == tree


@given(st.text(min_size=1, max_size=12))
@settings(quickly, max_examples=8)
def test_whatever_a_submission_says_its_page_has_no_script_of_its_own(text):
    explanation = f"<script>{text}</script>"
    one = result(
        explanation,
        part("train", check(explanation, 0, message=explanation, mistake=None)),
        message=explanation,
    )
    for page in (submission_page(one, NOTHING), class_page([one], {explanation: "a b"})):
        assert explanation not in page
        assert "&lt;script&gt;" in page


def test_the_class_links_each_submission_to_its_page():
    page = class_page([result("ada")], {"ada": "a b"})
    assert '<a href="reports/a%20b.html">ada</a>' in page


def test_a_submissions_page_begins_with_the_first_check_that_failed():
    checks = [check(), check("It saves", 0, mistake="m", message="First.\nWhy?\n")]
    page = submission_page(
        result("a", part("fit", *checks), part("train", check(score=0))), NOTHING
    )
    assert "First." in page
    assert "exercises/09_fit/README.md" in page


def test_a_submissions_page_tells_which_python_graded_where_it_is_known():
    one = result("ada", part("train", check("It trains", 0)))
    page = submission_page(one, NOTHING, {"Python": "3.13.1", "torch": "2.9"})
    assert "Graded with Python 3.13.1, torch 2.9." in page
    assert "Graded with" not in submission_page(one, NOTHING)


def decided(*rows, **other):
    made = result("ada", part("train", check("It adds", 2), check("It stops", 0)), **other)
    return adjusted(made, [Adjustment("ada", **row) for row in rows], None)


def test_a_page_shows_what_was_decided_and_the_machines_points():
    one = decided(
        {"exercise": "train", "points": 3, "comment": "<b>\nso", "by": "T"},
        {"comment": "see me"},
    )
    page = submission_page(one, NOTHING)
    assert "<strong>train: 3 instead of 2 points</strong>: &lt;b&gt;<br>so — T" in page
    assert "<li>see me</li>" in page and "The program gave 2 of 4 points" in page
    assert '<span class="score">3</span>' in page
    plain = submission_page(decided({"by": "T"}), NOTHING)
    assert "From your instructor" not in plain


def test_what_is_excused_has_no_score():
    page = submission_page(decided({"exercise": "total", "excused": True}), NOTHING)
    assert '<span class="score">excused</span>' in page
    page = class_page([decided({"exercise": "total", "excused": True})], {"ada": "ada"})
    assert '<td data-value="0">excused</td>' in page


def test_the_class_lists_what_was_decided_and_what_was_graded_otherwise_since():
    one = decided({"exercise": "train", "points": 3, "comment": "so"})
    row = one.adjusted.rows[0]
    changed = dataclasses.replace(one.adjusted, changed=(Changed(row, 1, 2),))
    page = class_page([dataclasses.replace(one, adjusted=changed)], {"ada": "ada"})
    assert "Adjusted before the verdict changed (1)" in page
    assert "points were 1, now they are 2" in page
    assert "What people decided and said (1)" in page and "the machine gave 2 of 4" in page
    assert "graded, adjusted" in page
    assert "decided and said" not in class_page([result("ada", part())], {"ada": "ada"})


def test_a_page_says_who_handed_in_together_and_how_much_more_time_there_was():
    lateness = Lateness("ada", members=("bob",), extended="2 days")
    page = submission_page(result("7", part(), handed_in=lateness), NOTHING)
    assert "Handed in together: ada, bob" in page and "more time: 2 days" in page


def test_of_attempts_the_class_page_counts_the_best_and_lists_all():
    def attempt(identity, score, number, learner="ada"):
        wrong = check(score=0, mistake="bias_twice", explanation="The bias is added twice.")
        one = part("train", check("It adds", score, max_score=10), wrong)
        handed_in = Lateness(learner, attempt=number)
        return dataclasses.replace(
            result(identity, one, handed_in=handed_in), score=score, max_score=10
        )

    every = [attempt("a1", 2, 1), attempt("a2", 8, 2), attempt("b1", 6, 1, "bob")]
    html = class_page(every, {one.submission_id: one.submission_id for one in every})
    assert "Mean 7.0, median 7.0 of 10 points, over 2 submissions." in html
    assert "2 of 2</strong>: The bias is added twice." in html and "(1 do not)" in html
    assert html.count("does not count") == 1 and html.index("a1.html") > 0
    alone = class_page(every[1:], {"a2": "a2", "b1": "b1"})
    assert "does not count" not in alone and "Several attempts" not in alone


def test_a_page_says_when_it_was_handed_in_in_words_and_keeps_what_is_no_time():
    def page(time):
        handed_in = Lateness("a", "Ada", time)
        return submission_page(result("a", part("train", check()), handed_in=handed_in), NOTHING)

    assert "handed in Friday, 20 November 2026, 23:59:05" in page("2026-11-20T23:59:05+01:00")
    assert "handed in yesterday" in page("yesterday")


def test_a_chinese_page_has_the_colons_of_its_language():
    set_language("zh")
    try:
        one = result("a", part("train", check()), part("fit", check(score=0)), status="graded")
        text = submission_page(one, NOTHING)
    finally:
        set_language("en")
    assert "</span>：1 项通过" in text


@pytest.mark.parametrize(
    ("points", "shown"),
    [(5.0625, "5.06"), (28.4375, "28.44"), (2.875, "2.88"), (12345.5, "12345.5"), (30.0, "30")],
)
def test_points_have_two_decimals_at_most_whatever_their_size(points, shown):
    assert templates().filters["points"](points) == shown
