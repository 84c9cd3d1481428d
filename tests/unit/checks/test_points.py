"""Points are shared by the cases of a check, and its name is a sentence."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import pytest

from autograder.checks.points import case_of, points, points_of, sentence_of
from autograder.course import CourseSettings, use_settings


def an_item(nodeid: str, worth: float | None, name: str = "", original: str | None = None):
    mark = None if worth is None else SimpleNamespace(args=(worth,))
    path = Path(nodeid.split("::")[0])
    return SimpleNamespace(
        nodeid=nodeid,
        path=path,
        name=name,
        originalname=original,
        get_closest_marker=lambda word: mark,
    )


def test_cases_of_a_check_share_its_points_evenly():
    items = [an_item(f"a.py::test_x[{n}]", 2) for n in range(3)] + [an_item("a.py::test_y", 1.5)]
    shares = points_of(items)
    assert [shares[f"a.py::test_x[{n}]"] for n in range(3)] == [Fraction(2, 3)] * 3
    assert shares["a.py::test_y"] == Fraction(3, 2)


def test_checks_of_one_name_in_two_files_do_not_share():
    shares = points_of([an_item("a.py::test_x", 2), an_item("b.py::test_x", 2)])
    assert set(shares.values()) == {Fraction(2)}


def test_a_check_without_points_is_worth_nothing():
    assert points_of([an_item("a.py::test_x", None)]) == {"a.py::test_x": 0}


def test_checks_of_an_exercise_with_other_points_are_scaled():
    items = [an_item("test_filters.py::test_x", 2), an_item("test_layers.py::test_x", 2)]
    use_settings(CourseSettings(points={"filters": 21}))
    try:
        assert list(points_of(items).values()) == [3, 2]
    finally:
        use_settings(CourseSettings())


def test_a_check_is_marked_with_its_points():
    def test_x(): ...

    assert points(3)(test_x).pytestmark[0].args == (3,)


@pytest.mark.parametrize(
    ("name", "original", "words"),
    [
        ("test_the_bias_is_added", "test_the_bias_is_added", "The bias is added"),
        ("test_the_bias_is_added[3]", "test_the_bias_is_added", "The bias is added"),
        ("test_a[x[y]]", None, "A"),
        ("test_LeNet_is_LeNet", None, "LeNet is LeNet"),
    ],
)
def test_a_name_reads_as_a_sentence(name, original, words):
    assert sentence_of(an_item("", 1, name, original)) == words


def test_a_case_is_named_as_pytest_names_it():
    item = an_item("", 1, "test_a[x[y]]")
    assert case_of(item) == ""
    item.callspec = SimpleNamespace(id="x[y]")
    assert case_of(item) == "x[y]"
