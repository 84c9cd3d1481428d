"""What people wrote about a class, taken together."""

from __future__ import annotations

from autograder.grading.decisions.beside import read_beside
from autograder.grading.decisions.extensions import EXTENSIONS
from autograder.grading.decisions.groups import GROUPS
from autograder.grading.handed_in import Lateness

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
