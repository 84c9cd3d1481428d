"""Whom a name in a file about a class means."""

from __future__ import annotations

import pytest

from autograder.grading.decisions.whose import Finder, Who, whose
from autograder.grading.handed_in import Lateness

PAIR = Lateness("ada", members=("Bea",))


def find(name, handed_in, groups=()):
    return Finder.of(whose(handed_in, handed_in, dict(groups))[0]).find(name)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("ada", [Who("ada", "ada")]),
        ("bea", [Who("ada", "Bea")]),
        ("ada+Bea", [Who("ada")]),
        ("bea + ADA", [Who("ada")]),
        ("red", [Who("ada")]),
        ("RED", [Who("ada")]),
        ("cyd", [Who("cyd")]),
        ("cyd+ada", []),
        ("eve", []),
    ],
)
def test_a_member_is_one_alone_and_a_group_is_all(name, meant):
    handed_in = {"ada": PAIR, "cyd": None}
    assert list(find(name, handed_in, {"red": ("ada", "Bea")})) == meant


def test_a_group_that_handed_in_several_means_each_and_attempts_are_all_a_members():
    handed_in = {"ada": None, "bob": None}
    assert find("red", handed_in, {"red": ("ada", "bob")}) == (Who("ada"), Who("bob"))
    assert find("bob", handed_in, {"red": ("ada", "bob")}) == (Who("bob"),)
    attempts = {f"ada-{n}": Lateness("ada", members=("bea",), attempt=n) for n in (1, 2)}
    assert find("bea", attempts) == (Who("ada-1", "bea"), Who("ada-2", "bea"))
    assert find("ada-2", attempts) == (Who("ada-2"),)


@pytest.mark.parametrize(
    ("name", "groups"),
    [
        ("ada", {"ada": ("ada", "cyd")}),
        ("ada", {"ada": ("ada", "Bea")}),
        ("cyd", {"cyd": ("ada", "Bea")}),
    ],
)
def test_what_can_mean_this_or_that_is_not_taken(name, groups):
    with pytest.raises(ValueError, match=f"'{name}' can mean one learner or a group"):
        find(name, {"ada": PAIR, "cyd": None, "dan": None}, groups)


def test_accents_are_the_same_letters_however_they_are_written():
    handed_in = {"zoe\u0308": Lateness("zoe\u0308", members=("\u00e9va",)), "b": None}
    assert find("Zo\u00eb", handed_in) == (Who("zoe\u0308", "zoe\u0308"),)
    assert find("e\u0301va", handed_in) == (Who("zoe\u0308", "\u00e9va"),)
    assert find("E\u0301va+zo\u00eb", handed_in) == (Who("zoe\u0308"),)


def test_an_address_with_a_plus_is_a_name_like_others():
    handed_in = {"a+1@b.c": Lateness("a+1@b.c", members=("d@b.c",))}
    assert find("a+1@b.c", handed_in) == (Who("a+1@b.c", "a+1@b.c"),)
    assert find("d@b.c+a+1@b.c", handed_in) == (Who("a+1@b.c"),)


def test_what_is_written_is_found_again():
    people, _shared = whose(("ada", "cyd"), {"ada": PAIR, "cyd": None}, {"red": ("ada", "Bea")})
    for who in (Who("ada"), Who("ada", "Bea"), Who("ada", "ada"), Who("cyd")):
        assert Finder.of(people).find(people.written(who)) == (who,)
    assert people.written(Who("ada")) == "red" and people.written(Who("cyd")) == "cyd"


def test_a_learner_is_known_by_the_platforms_id_where_the_entrys_is_another():
    handed_in = {
        "jml_b.c-64c7": Lateness("Jml@b.c"),
        "ada-attempt-1": Lateness("ada", attempt=1),
        "ada-attempt-2": Lateness("ada", attempt=2),
        "9": Lateness("9"),
        "cyd": Lateness("9"),
    }
    assert find("jml@B.C", handed_in) == (Who("jml_b.c-64c7"),)
    assert find("ada", handed_in) == (Who("ada-attempt-1"), Who("ada-attempt-2"))
    assert find("9", handed_in) == (Who("9"),), "an id means its own submission"
