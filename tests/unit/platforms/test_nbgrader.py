"""A notebook's cells have the points of the checks that share them."""

from __future__ import annotations

from making import check, part, result

from autograder.platforms.nbgrader import _structure


def test_the_cases_of_a_check_add_up_to_their_cells_points():
    fit = part("fit", check("It keeps [1]"), check("It keeps [2]", max_score=3), check("It saves"))
    assert _structure([result("a", fit)]) == {
        "fit-it_keeps": ("fit", 5.0),
        "fit-it_saves": ("fit", 2.0),
    }


def test_cells_are_known_from_all_results_and_counted_once():
    fit, train = part("fit", check()), part("train", check())
    rejected = result("c", part("fit"), status="rejected")
    found = _structure([rejected, result("a", fit), result("b", fit, train)])
    assert found == {"fit-it_adds": ("fit", 2.0), "train-it_adds": ("train", 2.0)}
