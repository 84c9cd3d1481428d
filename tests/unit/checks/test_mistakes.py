"""A known mistake is the reference with a few words changed."""

from __future__ import annotations

import pytest

from autograder.checks.mistakes import Mistake, mistaken_source


def made(source: str, *edits: tuple[str, str]) -> str:
    return mistaken_source(source, Mistake("slip", "f", "Says.", "Asks?", edits))


def test_each_edit_is_made_once_and_in_order():
    assert made("a b c", ("a", "x"), ("x b", "y")) == "y c"


def test_without_edits_the_source_stays():
    assert made("a b c") == "a b c"


@pytest.mark.parametrize(("source", "count"), [("b c", 0), ("a a", 2), ("aaa", 3)])
def test_an_edit_that_does_not_fit_exactly_once_is_an_error(source, count):
    with pytest.raises(ValueError, match=f"slip: 'a' stands {count} times"):
        made(source, ("a", "x"))


def test_an_edit_is_made_in_what_the_edits_before_it_left():
    with pytest.raises(ValueError, match="stands 0 times"):
        made("a b", ("a", "x"), ("a", "y"))
