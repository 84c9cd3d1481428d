"""A stub is the solution without what is marked."""

from __future__ import annotations

import pytest

from autograder.learn.stub import BEGIN, END, stub_of


def test_a_marked_stretch_becomes_an_error_at_its_own_indentation():
    solution = f'def f():\n    """Words."""\n    {BEGIN}\n    if x:\n        y\n    {END}\n'
    assert stub_of(solution) == 'def f():\n    """Words."""\n    raise NotImplementedError\n'


def test_marked_helpers_at_the_margin_are_left_out():
    solution = f"import a\n{BEGIN}\ndef helper(): ...\n{END}\ndef f():\n  {BEGIN}\n  1\n  {END}\n"
    assert stub_of(solution) == "import a\ndef f():\n  raise NotImplementedError\n"


def test_a_file_without_markers_stays_and_ends_in_one_line_end():
    assert stub_of("x = 1\n\n\n") == "x = 1\n"


@pytest.mark.parametrize(
    ("solution", "words"),
    [
        (f"a\n{END}\n", "line 2: # END SOLUTION out of place"),
        (f"{BEGIN}\n{BEGIN}\n{END}\n", "line 2: # BEGIN SOLUTION out of place"),
        (f"{BEGIN}\na\n", "# BEGIN SOLUTION without # END SOLUTION"),
    ],
)
def test_markers_that_do_not_match_are_told(solution, words):
    with pytest.raises(ValueError, match=words):
        stub_of(solution)
