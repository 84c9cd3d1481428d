"""What people wrote about a class, taken together."""

from __future__ import annotations

import dataclasses

import pytest
from making import check, part, result

from autograder.core.errors import CommandError
from autograder.grading.decided import Adjustment, Changed
from autograder.grading.decisions.adjustments import ADJUSTMENTS
from autograder.grading.decisions.beside import (
    Beside,
    changed_in_words,
    keep,
    read_beside,
    read_shown,
)
from autograder.grading.decisions.extensions import EXTENSIONS
from autograder.grading.decisions.groups import GROUPS
from autograder.grading.decisions.lateness import LateRule
from autograder.grading.handed_in import Lateness
from autograder.grading.record import RunRecord

LATE = Lateness("ann", time="2026-11-21T10:00:00+00:00", late=True, seconds_late=86_400.0)


def test_an_extension_is_the_groups_or_one_members(tmp_path):
    (tmp_path / GROUPS).write_text("id,group\nann,g\nbob,g\n", encoding="utf-8")
    (tmp_path / EXTENSIONS).write_text("id,until\ng,3 days\n", encoding="utf-8")
    beside = read_beside(tmp_path, ["ann"], ["fit"], {"ann": LATE}, None, {})
    assert not beside.handed_in["ann"].late and beside.not_used == ()
    assert beside.learners == {"ann": ("ann", "bob")}
    assert beside.handed_in["ann"].members == ()  # who shares it is put to it when it is shown
    (tmp_path / EXTENSIONS).write_text("id,until\nbob,3 days\n", encoding="utf-8")
    beside = read_beside(tmp_path, ["ann"], ["fit"], {"ann": LATE}, None, {})
    assert beside.handed_in["ann"].late and beside.not_used == ()
    (own,) = beside.handed_in["ann"].own
    assert (own.learner, own.late) == ("bob", False) and list(beside.extensions) == ["bob"]


def test_groups_of_which_nobody_handed_in_are_told(tmp_path):
    lines = "id,group\nann,red\nbob,red\ncid,blue\ndan,blue\neve,gone\nfay,green\n"
    (tmp_path / GROUPS).write_text(lines, encoding="utf-8")
    ids, told = ["ann", "green"], {"ann": LATE}
    beside = read_beside(tmp_path, ids, ["fit"], told, None, {}, gone=["eve"])
    assert beside.empty_groups == ("blue",)


FIT = result("ann", part("fit", check(score=10, max_score=10)))
RULE = LateRule.read("10%/day")


def adjust(path, *rows: str):
    path.write_text("\n".join(["id,exercise,points", *rows, ""]), encoding="utf-8")
    return path


def test_lateness_comes_off_before_a_verdict_is_stored():
    finished = Beside(handed_in={"ann": LATE}, rule=RULE).finish(FIT)
    assert (finished.score, finished.penalty, finished.handed_in) == (9, 1, LATE)


def test_what_is_shown_is_adjusted_and_late_and_the_machines_verdict_is_kept(tmp_path):
    adjust(tmp_path / ADJUSTMENTS, "ann,fit,5")
    record = RunRecord(late="10%/day", exercises=("fit",))
    beside, _whose = read_shown(tmp_path, ["ann"], record, {"ann": LATE})
    stored = dataclasses.replace(FIT, handed_in=LATE, score=9, penalty=1)
    (shown,) = beside.taken(tmp_path, [stored]).shown(stored)
    assert (shown.score, shown.penalty) == (4.5, 0.5)
    assert shown.adjusted.points == {"fit": 10} and not shown.adjusted.changed
    assert beside.is_shown_anew("ann") and not beside.is_shown_anew("bob")


def test_files_that_a_command_names_are_copied_and_one_that_lies_there_stays(tmp_path):
    named = adjust(tmp_path / "mine.csv", "ann,fit,5")
    (tmp_path / "out").mkdir()
    keep(tmp_path / "out", {"adjustments": named})
    own = tmp_path / "out" / ADJUSTMENTS
    assert own.read_bytes() == named.read_bytes()
    before = own.stat().st_mtime_ns
    keep(tmp_path / "out", {"adjustments": tmp_path / "out" / ".." / "out" / ADJUSTMENTS})
    assert own.stat().st_mtime_ns == before


def test_a_file_in_the_place_of_another_lacks_none_of_its_rows(tmp_path):
    adjust(
        tmp_path / ADJUSTMENTS, "ann,fit,5", "ann,total,7", "bob,fit,1", "cyd,fit,1", "dan,fit,1"
    )
    handed_in = dict.fromkeys(("ann", "bob", "cyd", "dan"), LATE)
    ids = [*handed_in]

    def taken(*rows: str):
        given = {"adjustments": adjust(tmp_path / "new.csv", *rows)}
        told = {name: dataclasses.replace(LATE, learner=name) for name in ids}
        return read_beside(tmp_path, ids, ["fit"], told, None, given)

    with pytest.raises(CommandError) as raised:
        taken("ann,fit,6")
    assert "rows that are not in" in str(raised.value) and "new.csv" in str(raised.value)
    assert "(4: ann total, bob fit, cyd fit)" in str(raised.value)
    rows = taken("ann,fit,6", "ann,total,7", *(f"{name},fit,1" for name in ids[1:]))
    assert rows.adjustments.rows["ann"][0].points == 6


@pytest.mark.parametrize(
    ("exercise", "then", "said"),
    [
        ("fit", 1.5, "fit: adjusted when the machine's points were 1.5, now they are 2"),
        ("", 2, "the whole submission: adjusted when the machine's verdicts were different, "),
    ],
)
def test_a_row_for_another_verdict_says_what_it_was(exercise, then, said):
    assert changed_in_words(Changed(Adjustment("ann", exercise), then, 2)).startswith(said)
