"""A failed check in short: two rows a line, and the pieces of it."""

from __future__ import annotations

from autograder.checks.brief import (
    MAX_COLUMNS,
    Brief,
    DetailLine,
    SummaryLine,
    cut,
    summarize,
    whole,
)
from autograder.core.languages import columns
from autograder.sandbox.inside.answering import Line

LINES = ["asked", DetailLine("all of it"), SummaryLine("in a word"), "", "differs"]


def test_the_whole_message_and_the_short_one_are_made_of_the_same_lines():
    assert whole(LINES) == "asked\nall of it\n\ndiffers"
    assert summarize(LINES) == ("asked", "in a word", "differs")


def test_a_line_in_short_takes_two_rows_at_most():
    assert cut("short") == "short"
    assert cut("an error:\nwith\nmore") == "an error: …"
    for letter in "x通":
        assert MAX_COLUMNS - 3 <= columns(cut(letter * 500)) <= MAX_COLUMNS
    for length in range(MAX_COLUMNS + 1, 3 * MAX_COLUMNS):  # as much as fits stays
        assert columns(cut("x" * length)) == MAX_COLUMNS


def test_the_sentence_comes_first_then_the_question_then_the_details():
    brief = Brief("It is flipped.", "Which way?", details=("  differs   1 instead of 2",))
    assert brief.text == "It is flipped.\nWhich way?\n\n  differs   1 instead of 2"
    assert Brief(details=("a", "b")).text == "a\nb"
    assert Brief().text == "" and Brief(place=Line("a.py", 1, "f", "")).head == []


def test_what_is_too_long_for_a_screen_has_its_details_in_one_row_each():
    details = tuple(f"  {number} {'字' * 70}" for number in range(7))
    short, long = Brief("a", details=details[:2]), Brief("字" * 90, "b" * 100, details=details)
    assert short.text.splitlines()[2:] == list(details[:2])
    assert all(columns(line) <= 80 for line in long.text.splitlines()[3:])
    assert len(long.text.splitlines()) == 3 + len(details)
