"""How wrong programs are named is counted, and held against the goals."""

from __future__ import annotations

import pytest
from making import check

from autograder.authoring.naming import Naming, also_made, together, unmet_goals


def counted(*checks, also=()) -> Naming:
    naming = Naming()
    naming.note("flipped", also, checks)
    return naming


def failed(mistake=None, **more):
    return check(score=0, mistake=mistake, **more)


@pytest.mark.parametrize(
    ("mistakes", "rightly", "wrongly"),
    [
        (["flipped"], 1, 0),
        (["flipped", None], 1, 0),
        (["shifted"], 0, 1),
        (["flipped", "shifted"], 1, 1),
        (["flipped, shifted"], 0, 0),
        (["cut, shifted"], 0, 1),
        (["flipped + shifted"], 0, 1),
        ([None], 0, 0),
    ],
)
def test_a_program_is_named_rightly_or_wrongly_by_its_checks(mistakes, rightly, wrongly):
    naming = counted(*map(failed, mistakes))
    assert (naming.programs, naming.rightly, naming.wrongly) == (1, rightly, wrongly)


def test_what_a_program_also_makes_is_no_false_name():
    assert counted(failed("shifted"), also=("shifted",)).wrongly == 0
    assert counted(failed("flipped + shifted"), also=("shifted",)).wrongly == 0
    assert also_made("# also: shifted, cut\nx = 1\n") == {"shifted", "cut"}
    assert also_made("x = 1\n# also: shifted\n") == frozenset()


def test_of_what_has_no_name_it_counts_what_is_said():
    naming = counted(
        failed("flipped"),
        failed(finding="property", question="Why?"),
        failed(finding="next step", next_step="Do."),
        failed(finding="error in plain words"),
        check(),
    )
    assert (naming.unnamed, naming.with_property, naming.with_next_step) == (3, 2, 2)


def test_counts_add_up():
    both = together([Naming(2, 1, 0, 3, 2, 3), Naming(1, 1, 1, 0, 0, 0)])
    assert both == Naming(3, 2, 1, 3, 2, 3)


@pytest.mark.parametrize(
    ("naming", "words"),
    [
        (Naming(), []),
        (Naming(200, 180, 1, 10, 8, 10), []),
        (Naming(200, 179, 0, 0, 0, 0), ["named rightly 89.5%"]),
        (Naming(100, 100, 1, 0, 0, 0), ["named wrongly 1.00%"]),
        (Naming(100, 100, 0, 10, 7, 9), ["with a property 70.0%", "with a next step 90.0%"]),
    ],
)
def test_goals_that_are_missed_are_said(naming, words):
    unmet = unmet_goals(naming)
    assert len(unmet) == len(words) and all(map(str.__contains__, unmet, words))
