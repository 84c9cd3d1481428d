"""A group's submission as lines: whoever is alone has one, all others have one together."""

from __future__ import annotations

import dataclasses

import pytest
from making import check, part, result

from autograder.grading.decided import Adjustment
from autograder.grading.decisions.groups import learners_of
from autograder.grading.decisions.lateness import LateRule
from autograder.grading.decisions.lines import lines_of, rows_of_line
from autograder.grading.results import Lateness, from_json, to_json

PARTS = part("fit", check(score=10, max_score=10))
TEAM = Lateness("ada", "Ada L", "2026-11-22T12:00:00+00:00", handle="h", members=("bea", "cyd"))


def shown(identity, alone, handed_in=TEAM, rule=None):
    lines = lines_of(result(identity, PARTS, handed_in=handed_in), alone, rule)
    return {line.submission_id: learners_of(line) for line in lines}


@pytest.mark.parametrize(
    ("identity", "alone", "lines"),
    [
        ("ada", {"bea"}, {"bea": ("bea",), "ada": ("ada", "cyd")}),
        ("ada", {"ada"}, {"ada": ("ada",), "bea": ("bea", "cyd")}),
        ("red", {"ada"}, {"ada": ("ada",), "red": ("bea", "cyd")}),
        ("red", {"ada", "cyd"}, {"ada": ("ada",), "cyd": ("cyd",), "red": ("bea",)}),
        ("ada", {"ada", "bea", "cyd"}, {"ada": ("ada",), "bea": ("bea",), "cyd": ("cyd",)}),
        ("ada", {"", "dan"}, {"ada": ("ada", "bea", "cyd")}),
    ],
)
def test_each_line_has_a_name_of_its_own(identity, alone, lines):
    assert shown(identity, alone) == lines


def test_a_line_of_one_attempt_is_named_after_it():
    second = dataclasses.replace(TEAM, attempt=2)
    lines = {"bea (ada-2)": ("bea",), "ada-2": ("ada", "cyd")}
    assert shown("ada-2", {"bea"}, second) == lines


def test_name_and_handle_are_of_who_handed_in():
    listed = dataclasses.replace(TEAM, listed=True)
    lines = lines_of(result("ada", PARTS, handed_in=listed), {"ada"}, None)
    assert [line.handed_in.listed for line in lines] == [True, False]
    told = [(line.handed_in.name, line.handed_in.handle, line.of, line.alone) for line in lines]
    assert told == [("Ada L", "h", "ada", True), ("", "", "ada", False)]
    assert "alone" not in to_json(from_json(to_json(lines[0])))


def test_lateness_of_ones_own_is_taken_off_anew():
    late = dataclasses.replace(TEAM, late=True, seconds_late=2 * 86400)
    own = dataclasses.replace(late, learner="bea", members=(), seconds_late=86400, extended="1 day")
    handed_in = dataclasses.replace(late, own=(own,))
    whole = result("ada", PARTS, handed_in=handed_in, score=8, penalty=2)
    bea, others = lines_of(whole, (), LateRule.read("10%/day"))
    assert (bea.score, bea.penalty, bea.handed_in.extended) == (9, 1, "1 day")
    assert (others.score, others.handed_in.extended, others.handed_in.own) == (8, "", ())


def test_what_a_member_is_given_takes_the_place_of_what_the_group_is_given():
    group = [Adjustment("ada", "total", 5), Adjustment("ada", "fit", comment="so")]
    own = [Adjustment("ada", "total after lateness", 3, member="bea")]
    own += [Adjustment("ada", "fit", 1, member="bea")]
    assert rows_of_line([*group, *own], ("bea",)) == (group[1], *own)
    assert rows_of_line([*group, *own], ("ada", "cyd")) == tuple(group)
    assert rows_of_line([*group, own[0]], ("bea",)) == (group[1], own[0])
