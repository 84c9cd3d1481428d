"""Feedback into clones: what one member alone may read is in no clone of a group's."""

from __future__ import annotations

from making import check, part, result

from autograder.grading.decisions.lines import lines_of
from autograder.grading.results import Lateness
from autograder.platforms.committing import SHARED, commit_all
from autograder.platforms.feedback import Page


def test_a_page_for_one_member_is_not_committed_where_the_group_reads_it(tmp_path):
    handed_in = Lateness("ada", handle="lab-ada", members=("bea",))
    whole = result("ada", part("fit", check()), handed_in=handed_in)
    for alone in ("ada", "bea"):
        pages = [Page(line, b"page") for line in lines_of(whole, {alone}, None)]
        changed, left = commit_all(pages, tmp_path)
        assert not changed and left[alone] == SHARED
        assert left[({"ada", "bea"} - {alone}).pop()] == "there is no clone of it"
