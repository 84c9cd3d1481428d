"""One submission of several learners is each one's."""

from __future__ import annotations

import pytest
from making import result

from autograder.core.errors import CommandError
from autograder.grading.decisions.groups import learners_of, read_groups, together, with_learners
from autograder.grading.results import Lateness

EARLY, LATE = "2026-11-20T10:00:00+00:00", "2026-11-20T11:00:00+01:00"


def test_groups_are_read_by_their_names(tmp_path):
    path = tmp_path / "groups.csv"
    path.write_text("Group;ID\nred;ada\nblue;bob\nred;cyd\n;dan\n", encoding="utf-8")
    assert read_groups(path) == {"red": ("ada", "cyd"), "blue": ("bob",)}
    assert read_groups(tmp_path / "none.csv") == {}
    path.write_text("group,id\nred,ada\nblue,ADA\n", encoding="utf-8")
    with pytest.raises(CommandError, match="line 3: ADA is already in line 2"):
        read_groups(path)
    path.write_text("group,id\nred,\n", encoding="utf-8")
    with pytest.raises(CommandError, match="line 2: no id"):
        read_groups(path)


@pytest.mark.parametrize(
    ("handed_in", "groups", "shared"),
    [
        ({"ada": None}, {"red": ("ada", "bob")}, {"ada": ("ada", "bob")}),
        ({"red": None}, {"red": ("ada", "bob")}, {"red": ("ada", "bob")}),
        ({"77": Lateness("ADA")}, {"red": ("bob", "ada")}, {"77": ("ADA", "bob")}),
        (
            {"a-1": Lateness("ada", attempt=1), "a-2": Lateness("ada", attempt=2)},
            {"red": ("ada", "bob")},
            {"a-1": ("ada", "bob"), "a-2": ("ada", "bob")},
        ),
        ({"ada": None, "bob": None}, {"red": ("ada", "bob")}, {}),
        ({"eve": None}, {"red": ("ada", "bob")}, {}),
        ({"ada": Lateness("ada", members=("bob",))}, {"red": ("ada", "bob")}, {}),
        (
            {"ada": Lateness("ada", members=("bob",))},
            {"red": ("ada", "cyd")},
            {"ada": ("ada", "bob", "cyd")},
        ),
        (
            {"ada": Lateness("ada", time=EARLY), "bob": Lateness("bob", time=LATE)},
            {"red": ("ada", "bob", "cyd")},
            {"ada": ("ada", "cyd")},
        ),
    ],
)
def test_who_handed_in_nothing_has_the_groups_latest(handed_in, groups, shared):
    assert together(handed_in, groups) == shared


def test_where_nothing_tells_which_counts_it_is_refused():
    handed_in = {"ada": Lateness("ada", time=EARLY), "bob": None}
    with pytest.raises(CommandError, match=r"red handed in several .*ada, bob.* for cyd is not"):
        together(handed_in, {"red": ("ada", "bob", "cyd")})


def test_a_result_knows_whose_it_is():
    alone = result("ada")
    assert learners_of(alone) == ("ada",) and with_learners(alone, ()) is alone
    pair = with_learners(result("7", handed_in=Lateness("7", "Ada", EARLY)), ("ada", "bob"))
    assert learners_of(pair) == ("ada", "bob") and pair.handed_in.time == EARLY
