"""Lateness costs what its one line says: for each hour or day begun, of the points earned."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import check, part, quickly, result

from autograder.core.errors import CommandError
from autograder.core.languages import set_language
from autograder.grading.decisions.lateness import (
    MANIFEST,
    LateRule,
    apply_lateness,
    read_manifest,
    told_anew,
    write_manifest,
)
from autograder.grading.results import Lateness

DAY, HOUR = 86400, 3600


def late(seconds):
    return Lateness("1", late=seconds is None or seconds > 0, seconds_late=seconds)


@pytest.mark.parametrize(
    ("text", "percent", "unit", "most", "grace"),
    [
        ("10%/day", 10, "day", 100, 0),
        ("10 % per day", 10, "day", 100, 0),
        ("5% an hour", 5, "hour", 100, 0),
        ("5% a day", 5, "day", 100, 0),
        ("2.5%/hour up to 50%", Fraction("2.5"), "hour", 50, 0),
        ("10%/day at most 30 % after 15 minutes", 10, "day", 30, 900),
        ("10%/day, up to 33.3%, after 2 hours", 10, "day", Fraction("33.3"), 7200),
        ("10%/day after 1 day", 10, "day", 100, DAY),
        ("  10%/DAY   after 1 minute ", 10, "day", 100, 60),
        ("10%/day up to 250%", 10, "day", 100, 0),
    ],
)
def test_a_rule_is_read_as_people_write_it(text, percent, unit, most, grace):
    rule = LateRule.read(text)
    assert (rule.percent, rule.unit, rule.most, rule.grace) == (percent, unit, most, grace)


@pytest.mark.parametrize(
    "text", ["", "10", "10%", "10%/week", "-1%/day", "10%/day up to 50", "10%/day!", "a 10%/day"]
)
def test_what_is_no_rule_is_refused_with_an_example(text):
    with pytest.raises(CommandError, match="write it like '10%/day") as raised:
        LateRule.read(text)
    assert repr(text) in str(raised.value)


@given(st.text("0123456789.% /perdayhourftminesuptogac", max_size=30))
@quickly
def test_any_text_is_a_rule_or_refused(text):
    try:
        rule = LateRule.read(text)
    except CommandError:
        return
    assert rule.percent >= 0
    assert 0 <= rule.most <= 100


@pytest.mark.parametrize(
    ("text", "seconds", "share", "units"),
    [
        ("10%/day", 0.0, 0, 0),
        ("10%/day", 0.5, Fraction("0.1"), 1),
        ("10%/day", DAY, Fraction("0.1"), 1),
        ("10%/day", DAY + 1, Fraction("0.2"), 2),
        ("10%/hour", HOUR + 1, Fraction("0.2"), 2),
        ("10%/day up to 25%", 3 * DAY, Fraction("0.25"), 3),
        ("10%/day", 20 * DAY, 1, 20),
        ("10%/day after 15 minutes", 900, 0, 0),
        ("10%/day after 15 minutes", 901, Fraction("0.1"), 1),
        ("10%/day after 2 days", 2 * DAY + 1, Fraction("0.3"), 3),
        ("10%/day", None, Fraction("0.1"), 1),
    ],
)
def test_each_unit_that_has_begun_costs_up_to_the_most(text, seconds, share, units):
    assert LateRule.read(text).share_off(late(seconds)) == (share, units)


@pytest.mark.parametrize(
    ("text", "seconds", "share", "used"),
    [
        ("10%/day with 2 late days", DAY, 0, 1),
        ("10%/day with 2 late days", 2 * DAY, 0, 2),
        ("10%/day with 2 late days", 3 * DAY, Fraction("0.1"), 2),
        ("10%/day up to 20% after 15 minutes, with 1 late day", 9 * DAY, Fraction("0.2"), 1),
        ("10%/day after 15 minutes with 1 late day", 800, 0, 0),
        ("10%/day with 1 late day", None, 0, 1),
        ("10%/hour", DAY, 1, 0),
    ],
)
def test_late_days_cost_nothing_and_are_counted(text, seconds, share, used):
    rule, one = LateRule.read(text), late(seconds)
    assert rule.share_off(one)[0] == share
    assert apply_lateness(RESULT, one, rule).handed_in.late_days_used == used


def test_the_reason_says_how_many_late_days_were_taken():
    rule = LateRule.read("10%/day with 2 late days")
    part_of = apply_lateness(RESULT, late(3 * DAY), rule)
    assert part_of.penalty_reason.startswith("3 days late, 2 covered by late days: 10 % of the")
    all_of = apply_lateness(RESULT, late(DAY), rule)
    assert all_of.penalty == 0
    assert all_of.penalty_reason == "1 day late, 1 covered by late days (10%/day with 2 late days)"


def test_late_days_need_a_rule_of_days():
    with pytest.raises(CommandError, match="late days are for a rule that counts days"):
        LateRule.read("10%/hour with 2 late days")


def test_without_a_time_what_is_not_late_costs_nothing():
    assert LateRule.read("10%/day").share_off(Lateness("1")) == (0, 0)


@given(st.floats(0, 1e7), st.floats(0, 1e7))
@quickly
def test_who_is_later_never_loses_less(one, two):
    rule = LateRule.read("7%/hour up to 60% after 10 minutes")
    shares = [rule.share_off(late(seconds))[0] for seconds in sorted((one, two))]
    assert 0 <= shares[0] <= shares[1] <= Fraction("0.6")


RESULT = result("ada", part("train", check(score=2), check(score=1)), part("fit", check(score=0)))
RULE = LateRule.read("10%/day")


def test_the_penalty_is_taken_from_the_points_earned_and_explained():
    one = apply_lateness(RESULT, late(DAY + 1), RULE)
    assert (one.score, one.penalty, one.max_score) == (2.4, 0.6, 6)
    assert one.penalty_reason == "2 days late: 20 % of the points earned are taken off (10%/day)"
    assert one.handed_in == late(DAY + 1)


def test_one_day_is_singular():
    assert apply_lateness(RESULT, late(1.0), RULE).penalty_reason.startswith("1 day late: 10 %")


def test_where_the_platform_says_only_late_the_reason_says_so():
    reason = apply_lateness(RESULT, late(None), RULE).penalty_reason
    assert reason.startswith("1 day late, by how much is not known: 10 %")


def test_marking_again_starts_from_the_points_of_the_parts():
    once = apply_lateness(RESULT, late(1.0), RULE)
    assert apply_lateness(once, late(1.0), RULE) == once
    assert apply_lateness(once, late(1.0), LateRule.read("50%/day")).score == 1.5
    undone = apply_lateness(once, None, RULE)
    assert (undone.score, undone.penalty, undone.penalty_reason) == (3, 0, "")


def test_who_is_in_time_loses_nothing_and_reads_no_reason():
    one = apply_lateness(RESULT, late(0.0), RULE)
    assert (one.score, one.penalty, one.penalty_reason) == (3, 0, "")


def test_without_a_rule_nothing_is_taken_off():
    assert apply_lateness(RESULT, late(DAY), None).score == 3


@pytest.mark.parametrize("status", ["rejected", "error"])
def test_only_what_was_graded_is_penalised(status):
    one = apply_lateness(result("a", status=status), late(DAY), RULE)
    assert (one.penalty, one.penalty_reason) == (0, "")


def test_thirds_of_points_are_summed_to_four_decimals():
    thirds = result("a", part("fit", *(check(score=0.3333) for _ in range(3))))
    assert apply_lateness(thirds, late(1.0), RULE).score == 0.8999
    assert apply_lateness(thirds, late(1.0), RULE).penalty == 0.1


def test_how_submissions_were_handed_in_is_read_as_it_was_written(tmp_path):
    entries = {"b": late(5.0), "a": Lateness("9", "李", "2026-11-20T10:00:00+00:00")}
    write_manifest(tmp_path, entries)
    assert read_manifest(tmp_path) == entries
    assert "李" in (tmp_path / MANIFEST).read_text(encoding="utf-8")


def test_a_folder_without_a_manifest_tells_nothing(tmp_path):
    assert read_manifest(tmp_path) == {}


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"submissions": []}', '{"submissions": {"a": {"b": 1}}}']
)
def test_a_damaged_manifest_is_refused_with_its_path(tmp_path, text):
    (tmp_path / MANIFEST).write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=r"handed_in\.json cannot be read"):
        read_manifest(tmp_path)


def test_a_stored_penalty_is_told_in_the_language_of_whoever_reads_it():
    rule = LateRule.read("10%/day with 1 late day")
    late = Lateness("ada", late=True, seconds_late=2 * 86400.0)
    stored = apply_lateness(result("ada", part("fit", check(score=2))), late, rule)
    set_language("zh")
    try:
        assert told_anew(stored, rule).penalty_reason.startswith("迟交 2 天，其中 1 天")
        # whose penalty is another one was stored by another rule: its words stay
        assert told_anew(stored, LateRule.read("20%/day")) is stored
    finally:
        set_language("en")
    assert told_anew(stored, rule) == stored
