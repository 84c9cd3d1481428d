"""A pair of Gradescope's: each has a name of their own, on pages, in exports and by a roster."""

from __future__ import annotations

import dataclasses

from helpers import write_files
from making import result

from autograder.grading.decisions.lateness import read_manifest
from autograder.grading.decisions.lines import lines_of
from autograder.grading.folder import NO_DETAILS
from autograder.platforms.collect import collect
from autograder.platforms.gradebook import rows_for, with_roster_ids
from autograder.platforms.layouts import METADATA
from autograder.platforms.pieces import Wanted
from autograder.reports.pages import submission_page

PAIR = """---
submission_1:
  :submitters:
  - :name: Ada Lovelace
    :sid: "7"
    :email: ada@x
  - :name: 李雷
    :sid: "8"
    :email: lei@x
  :created_at: 2026-11-20 12:00:00 Z
"""


def test_the_name_of_each_of_a_pair_is_kept(tmp_path):
    source = write_files(tmp_path / "g", {METADATA: PAIR, "submission_1/fit.py": ""})
    (tmp_path / "r.csv").write_text("id,login\nu8,8\nu7,7\n", encoding="utf-8")
    for roster, ids in ((None, ("7", "8")), (tmp_path / "r.csv", ("u7", "u8"))):
        into = tmp_path / ids[0]
        collect(source, into, None, Wanted(roster=roster))
        (handed,) = read_manifest(into).values()
        assert handed.together == [f"Ada Lovelace ({ids[0]})", f"李雷 ({ids[1]})"]
        pair = result(ids[0], handed_in=handed)
        assert [row.name for row in rows_for([pair], None)[0]] == ["Ada Lovelace", "李雷"]
        own, rest = lines_of(pair, {ids[1]}, None)
        assert (own.handed_in.every_name, rest.handed_in.every_name) == ("李雷", "Ada Lovelace")
        page = submission_page(pair, NO_DETAILS)
        assert f"Ada Lovelace ({ids[0]}), 李雷 ({ids[1]})" in page
    # whoever the roster has first is called by their own name
    rows = rows_for(
        [
            result(
                "7",
                handed_in=dataclasses.replace(
                    handed, learner="7", members=("8",), names={"8": "李雷"}
                ),
            )
        ],
        tmp_path / "r.csv",
    )[0]
    (by_roster,) = with_roster_ids(rows)
    assert by_roster.handed_in.together == ["李雷 (u8)", "Ada Lovelace (u7)"]
    assert [(row.id, row.name) for row in rows] == [("u8", "李雷"), ("u7", "Ada Lovelace")]
