"""What people decide counts, and the machine's verdict stays beside it."""

from __future__ import annotations

import dataclasses

import pytest
from making import check, part, result

from autograder.core.errors import CommandError
from autograder.grading.decided import Adjustment
from autograder.grading.decisions.adjusting import (
    TAKEN,
    Adjustments,
    adjusted,
    machine,
    stored_adjustments,
    take,
)
from autograder.grading.decisions.adjustments import write_adjustment
from autograder.grading.decisions.lateness import LateRule, apply_lateness
from autograder.grading.decisions.whose import Whose
from autograder.grading.results import Lateness, from_json, to_json

RULE = LateRule.read("10%/day")
ADA = result(
    "ada",
    part("train", check(score=6, max_score=10)),
    part("fit", check(score=0, max_score=20, outcome="crashed")),
)
PARTS, CLASS = ("train", "fit"), Whose(("ada",))
LATE = apply_lateness(ADA, Lateness("ada", late=True, seconds_late=2 * 86400), RULE)


def row(exercise="", points=None, **other):
    return Adjustment("ada", exercise, points, **other)


def line(there, one):
    (shown,) = there.lines_of(one)
    return shown


def test_an_exercise_takes_the_machines_place_and_lateness_is_taken_off_anew():
    assert LATE.score == 4.8
    now = adjusted(LATE, [row("fit", 14)], RULE)
    assert (now.score, now.penalty, now.max_score) == (16, 4, 30)
    assert [p.score for p in now.parts] == [6, 14]
    assert now.adjusted.points == {"fit": 0} and now.adjusted.score == 4.8
    assert machine(now).score == 4.8 and machine(now).parts == LATE.parts


@pytest.mark.parametrize(
    ("rows", "score", "penalty"),
    [
        ([row("total", 20)], 16, 4),
        ([row("total after lateness", 20)], 20, 0),
        ([row("total", 20), row("train", 1)], 16, 4),
        ([row("total", 0)], 0, 0),
        ([row("train", 7.5), row("fit", 2.25)], 7.8, 1.95),
    ],
)
def test_a_total_replaces_the_sum_before_or_after_lateness(rows, score, penalty):
    now = adjusted(LATE, rows, RULE)
    assert (now.score, now.penalty) == (score, penalty)


def test_what_is_excused_counts_neither_for_points_nor_for_what_they_are_out_of():
    now = adjusted(ADA, [row("fit", excused=True)], None)
    assert (now.score, now.max_score, now.excused) == (6, 10, False)
    assert now.adjusted.excused_parts == ("fit",)
    whole = adjusted(ADA, [row("total", excused=True)], None)
    assert whole.excused and (whole.score, whole.max_score) == (6, 30)
    each = adjusted(ADA, [row("fit", excused=True), row("train", excused=True)], None)
    assert each.excused and each.max_score == 30


def test_a_comment_changes_no_points():
    now = adjusted(LATE, [row(comment="see me"), row("fit", comment="nearly")], RULE)
    assert dataclasses.replace(now, adjusted=None) == LATE
    assert now.adjusted.row("").comment == "see me" and not now.adjusted.decides


def test_a_stored_result_keeps_the_machines_verdict_alone():
    assert "adjusted" not in to_json(ADA)
    now = adjusted(ADA, [row("fit", 14)], None)
    assert from_json(to_json(now)).adjusted is None


def test_a_row_whose_machine_verdict_changed_is_told_until_it_is_written_anew(tmp_path):
    def stored(exercise="fit", points=14.0, comment=""):
        write_adjustment(tmp_path, row(exercise, points, comment=comment), CLASS, PARTS)
        return stored_adjustments(tmp_path, CLASS, PARTS)

    assert not stored().are_shown(["ada"]) and stored().are_shown(["bob"])
    take(tmp_path, stored(), [ADA])
    there = stored_adjustments(tmp_path, CLASS, PARTS)
    assert there.are_shown(["ada"])
    assert line(there, ADA).adjusted.changed == ()
    better = dataclasses.replace(
        ADA, parts=(ADA.parts[0], part("fit", check(score=18, max_score=20))), score=24
    )
    take(tmp_path, there, [better])  # a row that is the same was taken before
    (changed,) = line(stored_adjustments(tmp_path, CLASS, PARTS), better).adjusted.changed
    assert (changed.row.exercise, changed.then, changed.now) == ("fit", 0, 18)
    otherwise = dataclasses.replace(
        ADA, parts=(ADA.parts[0], part("fit", check(score=0, max_score=20)))
    )
    assert line(there, otherwise).adjusted.changed  # as many points, for another reason
    take(tmp_path, stored(comment="looked again"), [line(there, better)])
    there = stored_adjustments(tmp_path, CLASS, PARTS)
    assert line(there, better).adjusted.changed == ()


def test_a_damaged_memory_of_what_was_taken_is_told(tmp_path):
    write_adjustment(tmp_path, row("fit", 14), CLASS, PARTS)
    (tmp_path / TAKEN).write_text("{", encoding="utf-8")
    with pytest.raises(CommandError, match=f"{TAKEN} is damaged"):
        stored_adjustments(tmp_path, CLASS, PARTS)


def test_nobody_else_is_touched():
    there = Adjustments({"ada": (row("fit", 14),)})
    other = dataclasses.replace(ADA, submission_id="bob")
    assert line(there, other) is other and line(there, ADA).score == 20


def test_the_machines_own_verdict_comes_back_whole():
    assert LATE.penalty_reason
    for one in (row("train", 8), row("total", 5), row("total after lateness", 20)):
        assert machine(adjusted(LATE, [one], RULE)) == LATE
