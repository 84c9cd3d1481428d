"""A roster gives ids to the names that a platform has."""

from __future__ import annotations

import pytest

from autograder.core.errors import CommandError
from autograder.platforms.pieces import SubmittedFile
from autograder.platforms.roster import by_roster, names_in, read_roster

CLASS = "id,name,login\n1,Ada L,adal\n2,Bob,bob\n,Nobody,no\n\n3,Bob,bob3\n"


def piece(learner: str, **other) -> SubmittedFile:
    return SubmittedFile(learner, f"{learner}/a.py", "a.py", **other)


@pytest.fixture
def roster(tmp_path):
    path = tmp_path / "class.csv"
    path.write_text(CLASS, encoding="utf-8")
    return path


def renamed(roster, *pieces: SubmittedFile, are_clones=False):
    notes: list[str] = []
    by_learner: dict[str, list[SubmittedFile]] = {}
    for one in pieces:
        by_learner.setdefault(one.learner, []).append(one)
    return by_roster(by_learner, roster, notes, are_clones), notes


def test_a_learner_is_known_by_any_cell_and_missing_ones_are_named(roster):
    found, notes = renamed(roster, piece("ADA L"), piece("bob3"))
    assert {name: [one.learner for one in own] for name, own in found.items()} == {
        "1": ["1"],
        "3": ["3"],
    }
    assert notes == ["in the roster and without a submission (1): 2"]


def test_strangers_and_those_who_are_called_alike_keep_their_names(roster):
    found, notes = renamed(roster, piece("eve"), piece("Bob"))
    assert set(found) == {"eve", "Bob"}
    assert notes[0] == f"matches nobody in {roster}: eve"
    assert "matches several rows" in notes[1] and "(2, 3)" in notes[1]


def test_where_a_name_is_two_learners_the_handle_may_tell_which(roster):
    assert set(renamed(roster, piece("Bob", handle="bob3"))[0]) == {"3"}


def test_of_a_clone_what_follows_a_hyphen_is_a_name(roster):
    assert set(renamed(roster, piece("lab-1-adal"), are_clones=True)[0]) == {"1"}
    assert set(renamed(roster, piece("lab-1-adal"))[0]) == {"lab-1-adal"}


def test_members_get_their_ids_with_their_names(roster):
    team = piece("adal", members=("bob3", "eve"), names={"bob3": "Bob the third", "eve": "Eve"})
    found, notes = renamed(roster, team)
    (one,) = found["1"]
    assert (one.members, one.names) == (("3", "eve"), {"3": "Bob the third", "eve": "Eve"})
    assert any("matches nobody" in note and "eve" in note for note in notes)


def test_two_submissions_of_one_id_are_refused(roster):
    with pytest.raises(CommandError, match=r"1 is the name of two submissions, adal/a\.py and h"):
        renamed(roster, piece("adal"), piece("Ada L", handle="h"))


def test_every_cell_of_a_row_with_an_id_is_a_name(roster):
    assert names_in(roster) == {"1", "ada l", "adal", "2", "bob", "3", "bob3"}


def test_a_file_without_ids_says_what_it_has(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("name,mail\nAda,a@x\n", encoding="utf-8")
    with pytest.raises(CommandError, match="has no column id: it has name, mail"):
        read_roster(path)
