"""A known mistake is the reference with a few words changed."""

from __future__ import annotations

import pytest

from autograder.checks.mistakes import (
    Mistake,
    calling_sources,
    calls_between_files,
    mistaken_source,
    mistakes_of,
)
from autograder.course import current_course
from autograder.course.reference import solution_of


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


def test_an_exercise_without_a_reference_has_no_mistakes(tmp_path):
    name = current_course().exercises[0].name
    assert mistakes_of(name) and mistakes_of(name, tmp_path) == []


def test_references_that_call_other_files_are_made_of_all_their_calls():
    calls = calls_between_files()
    sources = calling_sources()
    assert {current_course().exercise_of(call.function).name for call in calls} == set(sources)
    for call in calls:
        source = sources[current_course().exercise_of(call.function).name]
        for _old, new in call.edits:
            assert new in source and new not in solution_of(
                current_course().exercise_of(call.function).name
            )
