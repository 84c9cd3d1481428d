"""What the class's page tells follows from the results by plain statistics."""

from __future__ import annotations

import pytest
from making import check, part, result

from autograder.grading.decided import Adjustment
from autograder.grading.decisions.adjusting import adjusted
from autograder.grading.results import Lateness, Note
from autograder.reports.analysis import (
    clusters,
    common_mistakes,
    group_by_mistake,
    has_single_cause,
    is_passed,
    items,
    marks,
    needs_review,
    spread,
    tag_counts,
    tags,
    times,
)


def scored(*points, **other):
    """A result with a part for each number of points, of ten each."""
    parts = [
        part(f"p{n}", check(score=own, max_score=10, passed=own > 0))
        for n, own in enumerate(points)
    ]
    return result("a", *parts, **other)


def wrong(mistake, explanation="Says.", question="Asks?"):
    message = f"{explanation}\n{question}\nrest"
    own = {"explanation": explanation, "question": question} if mistake else {}
    return check(score=0, mistake=mistake, message=message, **own)


def test_scores_are_counted_in_ten_bins_with_full_marks_in_the_last():
    results = [scored(n) for n in (0, 0.9, 1, 5, 9.9, 10)]
    assert spread(results) == [2, 1, 0, 0, 0, 1, 0, 0, 0, 2]


def test_only_graded_submissions_are_counted():
    assert spread([scored(10, status="rejected"), scored(10, status="error")]) == [0] * 10
    assert items([scored(10, status="rejected")]) == []


def test_without_points_to_earn_a_submission_is_in_the_first_bin():
    assert spread([result("a")])[0] == 1


def test_difficulty_is_the_mean_share_of_the_points():
    assert [item.difficulty for item in items([scored(10, 4), scored(5, 0)])] == [0.75, 0.2]


def test_results_may_hold_other_parts_than_the_first():
    def of(*names: str):
        return result("a", *(part(name, check(score=5, max_score=10)) for name in names))

    found = items([of("fit"), of("train", "fit"), of("train")])
    assert [(item.name, item.difficulty) for item in found] == [("fit", 0.5), ("train", 0.5)]


def test_a_part_without_points_has_no_difficulty():
    (only,) = items([result("a", part("p0", check(score=0, max_score=0)))])
    assert only.difficulty == 0


def test_discrimination_is_the_correlation_with_the_other_parts():
    same = items([scored(0, 0, 9), scored(5, 5, 9), scored(10, 10, 9)])
    assert [item.discrimination for item in same] == [pytest.approx(1), pytest.approx(1), None]
    against = items([scored(0, 10), scored(5, 5), scored(10, 0)])
    assert [item.discrimination for item in against] == [pytest.approx(-1), pytest.approx(-1)]


def test_a_part_is_not_correlated_with_itself():
    first, _ = items([scored(0, 3), scored(4, 3), scored(10, 3)])
    assert first.discrimination is None


def test_a_mistake_counts_once_a_submission_and_the_most_common_is_first():
    once = result("a", part("fit", wrong("rare"), wrong("often"), wrong("often")))
    again = result("b", part("fit", wrong("often", "Other.", "Why?"), wrong(None)))
    assert [
        (c.name, c.count, c.explanation, c.question) for c in common_mistakes([once, again])
    ] == [
        ("often", 2, "Says.", "Asks?"),
        ("rare", 1, "Says.", "Asks?"),
    ]
    assert [r.submission_id for r in common_mistakes([once, again])[0].who] == ["a", "b"]


def test_where_several_mistakes_match_the_words_of_all_are_told():
    message = "Several known mistakes give this answer:\n- One. Why?\n- Two. How?\n\n  asked x"
    both = check(score=0, mistake="one, two", message=message)
    (common,) = common_mistakes([result("a", part("fit", both))])
    words = "Several known mistakes give this answer: - One. Why? - Two. How?"
    assert common.explanation == words


def unnamed(message, name="A check", **other):
    return check(name, score=0, message=message, **other)


def test_equal_failures_without_a_name_are_one_cluster():
    same = "  got  4\n  differs  first"
    results = [
        result("a", part("fit", check(), unnamed(same))),
        result("b", part("fit", unnamed(same), unnamed("follows"))),
        result("c", part("fit", check(), unnamed("other"))),
        result("d", part("fit", check(), wrong("named"))),
        result("e", part("fit", check(), unnamed("", outcome="not written"))),
        result("f", part("fit", check(), unnamed("", outcome="not written"))),
    ]
    (found,) = clusters(results)
    assert (found.part, found.check.name) == ("fit", "A check")
    assert [one.submission_id for one in found.who] == ["a", "b"]


def test_a_failed_measure_is_a_cluster_only_where_nothing_else_failed():
    few = unnamed("80 % is needed")
    one = [result(who, part("fit", check(), unnamed(who)), part("accuracy", few)) for who in "ab"]
    assert clusters(one) == []
    alone = [result(who, part("fit", check()), part("accuracy", check(), few)) for who in "ab"]
    assert [cluster.part for cluster in clusters(alone)] == ["accuracy"]


def test_what_failed_as_a_whole_for_one_reason_is_no_cluster():
    same = part("fit", unnamed("x"), unnamed("x"))
    whole = [result(who, same, message="not Python") for who in "ab"]
    assert [has_single_cause(one) for one in whole] == [True, True] and clusters(whole) == []
    for other in (
        result("a", same),
        result("a", same, part("relu", check()), message="not Python"),
        result("a", part("fit", unnamed("x"), unnamed("y")), message="not Python"),
        result("a", same, score=0.5, message="not Python"),
    ):
        assert not has_single_cause(other)


def test_an_error_is_the_same_wherever_it_stands():
    text = "  got  an error: KeyError: 1\n  {}, line {}, in fit\n      x"
    pair = [(text.format("fit.py", 3), "a"), (text.format("hw/fit.py", 14), "b")]
    (found,) = clusters([result(who, part("fit", check(), unnamed(t))) for t, who in pair])
    assert len(found.who) == 2 and found.words == "  got  an error: KeyError: 1"


def test_mean_and_median_are_of_those_with_a_score():
    found = marks([scored(10), scored(4), scored(1), scored(10, status="error")])
    assert (found.count, found.mean, found.median) == (3, 5, 4)
    assert marks([scored(10, status="rejected")]) is None


def test_a_mistake_is_told_in_the_words_of_the_check_that_shows_it_first():
    follows = part("accuracy", check(score=0, mistake="often", message="Your LeNet gets 10 %."))
    (common,) = common_mistakes([result("a", part("fit", wrong("often")), follows)])
    assert (common.count, common.explanation, common.question) == (1, "Says.", "Asks?")


def test_times_are_of_those_that_took_some():
    results = [scored(0, seconds=s) for s in (1.0, 9.0, 2.0, 3.0, 0.0)]
    found = times(results)
    assert (found.total, found.median) == (15.0, 2.5)
    assert [one.seconds for one in found.slowest] == [9.0, 3.0, 2.0]
    assert times([scored(0)]) is None


def test_failed_checks_of_one_mistake_stand_together_under_the_first():
    checks = [check("1", 0, mistake="m"), check("2", 0), check("3", 0, mistake="m"), check("4")]
    found = [
        (first.name, [one.name for one in rest])
        for first, rest in group_by_mistake(part("f", *checks))
    ]
    assert found == [("1", ["3"]), ("2", [])]


@pytest.mark.parametrize(
    ("given", "message", "rest"),
    [
        ({"explanation": "Says.", "question": "Asks?"}, "Says.\nAsks?\n\nrest\n", "rest"),
        ({"explanation": "Says.", "question": "Asks?"}, "Says.\nAsks?", ""),
        ({}, "Says.\nAsks?", "Says.\nAsks?"),
    ],
)
def test_what_follows_a_known_mistakes_words_is_the_rest_of_a_message(given, message, rest):
    assert check(score=0, message=message, **given).rest == rest


def test_a_human_looks_at_crashes_and_what_was_not_graded():
    odd = part("fit", *(check(score=0, outcome=o) for o in ("crashed", "crashed", "timed out")))
    fine = part("fit", check(), check(score=0))
    rejected = result("r", fine, status="rejected", message="too large")
    looked = needs_review([result("a", fine), result("b", odd), rejected])
    assert [(one.submission_id, why) for one, why in looked] == [
        ("b", "crashed: 2, timed out: 1"),
        ("r", "rejected: too large"),
    ]


@pytest.mark.parametrize("outcome", ["out of memory", "grader error"])
def test_a_human_looks_at_each_outcome_that_a_learner_cannot_mend(outcome):
    assert needs_review([result("a", part("f", check(score=0, outcome=outcome)))])


def test_a_human_looks_at_forbidden_operators():
    looked = needs_review([result("a", part("f", check(score=0, forbidden=True)))])
    assert [why for _, why in looked] == ["forbidden operators"]
    said = check(score=0, message="Not allowed here: says the learner's own error")
    assert not needs_review([result("a", part("f", said))])


def test_what_was_not_found_is_looked_at_before_what_was_seen_somewhere():
    seen = result("seen", review=(Note("fit.py, line 3", "odd"),))
    crashed = result("crashed", part("f", check(score=0, outcome="crashed")))
    missing = result("missing", review=(Note("", "nothing to grade"),))
    looked = needs_review([seen, crashed, missing])
    assert [one.submission_id for one, _why in looked] == ["missing", "seen", "crashed"]
    assert looked[1][1] == "fit.py, line 3: odd"


def test_submissions_are_chosen_by_what_holds_of_them_and_counted():
    late = scored(5, handed_in=Lateness("a", late=True))
    in_time = scored(5, handed_in=Lateness("a"))
    excused = adjusted(scored(0), [Adjustment("a", "total", excused=True)], None)
    results = [late, in_time, scored(0), excused]
    rows = tags(results, [])
    assert rows == [("late",), (), ("zero",), ()]
    assert tag_counts(rows) == [("late", 1), ("zero", 1)]
    assert tags([late], [(late, "why")]) == [("human", "late")]


def test_a_part_is_passed_where_there_is_nothing_else_to_say_of_it():
    right = part("fit", check(), check())
    assert is_passed(right, result("a", right))
    for other in (
        part("fit"),
        part("fit", check(), check(score=0)),
        part("fit", check(), check(carried="relu")),
    ):
        assert not is_passed(other, result("a", other))
    changed = adjusted(result("a", right), [Adjustment("a", "fit", 1)], None)
    assert not is_passed(right, changed)
    elsewhere = result("a", right, part("relu", check()))
    assert is_passed(right, adjusted(elsewhere, [Adjustment("a", "relu", 1)], None))


def test_what_is_to_be_looked_at_is_told_once():
    notes = (Note("", "nothing was found"), Note("cell 3", "odd"), Note("cell 3", "odd"))
    ((_result, why),) = needs_review([result("a", part("f", check()), review=notes)])
    assert why == "nothing was found, cell 3: odd"


def test_what_is_excused_counts_neither_for_the_mean_nor_for_the_difficulty():
    excused = adjusted(scored(2, 8), [Adjustment("a", "p0", None, True, "", "")], None)
    ill = adjusted(scored(0, 0), [Adjustment("a", "total", None, True, "", "")], None)
    found = marks([scored(10, 10), excused, ill])
    assert (found.count, found.mean, found.median) == (2, 18, 18)
    assert [item.difficulty for item in items([scored(10, 10), excused, ill])] == [1, 0.9]


def test_what_people_decided_of_the_total_does_not_blur_how_parts_go_together():
    whole = Adjustment("a", "total", 1, False, "", "")
    results = [scored(0, 0), scored(5, 5), adjusted(scored(10, 10), [whole], None)]
    assert [item.discrimination for item in items(results)] == [pytest.approx(1)] * 2
