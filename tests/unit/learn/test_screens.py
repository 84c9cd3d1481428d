"""The terminal shows the progress, the current exercise and the first thing to fix."""

from __future__ import annotations

import io
from fractions import Fraction

import pytest
from rich.console import Console

from autograder.checks.brief import Brief
from autograder.checks.mistakes import catalogue
from autograder.checks.progress import Progress, Reached
from autograder.checks.verdict import CheckResult
from autograder.core.languages import LANGUAGES, columns, said_in
from autograder.course import course_root, current_course
from autograder.learn.runner import RunReport
from autograder.learn.screens import (
    ROWS,
    after_a_run,
    begin_with,
    overview,
    print_full,
    what_is_next,
)
from autograder.sandbox.inside.answering import Line


def said(show):
    file = io.StringIO()
    show(Console(file=file, width=120, highlight=False))
    return [line.rstrip() for line in file.getvalue().splitlines()]


def test_the_overview_marks_what_is_done_and_what_is_at_hand():
    progress = Progress({"output_shape": Reached(9, 9, 8.0), "filters": Reached(1, 9, 2.5)})
    lines = said(lambda console: console.print(overview(progress)))
    rows = {line.split()[2]: line for line in lines[1:-1] if line[:1] in "✓→" and line.strip()}
    assert list(rows) == ["output_shape", "filters"]
    assert rows["output_shape"].startswith("✓  1 output_shape  9 of 9 checks  8 / 8")
    assert rows["filters"].startswith("→  2 filters       1 of 9 checks  2.5 / 14")
    assert len(lines) == len(current_course().exercises) + 2
    assert lines[-1] == "10.5 of 100 points"


def test_the_overview_says_what_was_changed_since_its_last_run():
    for edited, words in ((0.0, "9 of 9 checks"), (1.0, "9 of 9 checks, changed since")):
        progress = Progress({"output_shape": Reached(9, 9, 8.0, edited=edited)})
        lines = said(lambda console, shown=progress: console.print(overview(shown)))
        assert f"{words}  " in lines[1]


def test_an_exercise_begins_with_what_to_read_and_what_to_edit():
    lines = said(lambda console: begin_with(console, current_course().exercise("filters")))
    assert lines[1].startswith("2 filters: 14 points, about ")
    assert lines[2:] == [
        "  read exercises/02_filters/README.md",
        "  edit exercises/02_filters/filters.py",
        "  save: it is checked at once",
    ]


def test_what_is_not_watched_is_checked_by_a_command():
    lines = said(
        lambda console: begin_with(console, current_course().exercise("filters"), watched=False)
    )
    assert lines[-1] == "  check it with `autograder watch`, or `pytest exercises/`"


def test_where_everything_is_done_nothing_is_to_be_begun():
    reached = {e.name: Reached(9, 9, float(e.points)) for e in current_course().exercises}
    lines = said(lambda console: what_is_next(console, Progress(reached)))
    assert lines[1].startswith("All local checks passed.") and "autograder play" in lines[-1]
    del reached["fit"]
    lines = said(lambda console: what_is_next(console, Progress(reached)))
    assert lines[1].startswith("9 fit: ") and lines[-1].startswith("  check it with")


def test_an_exercise_without_a_file_has_nothing_to_edit():
    lines = said(lambda console: begin_with(console, current_course().exercise("accuracy")))
    assert lines[2:] == ["  read exercises/11_accuracy/README.md"]


def verdict(outcome, name="It", message=""):
    return CheckResult("fit", name, outcome, Fraction(1), message)


def test_after_a_run_the_first_failed_check_is_told_before_one_not_written():
    results = [
        verdict("passed"),
        verdict("not written", "Later"),
        verdict("failed", "It saves", "Save it."),
        verdict("failed", "It keeps", "Keep it."),
    ]
    ran = RunReport(results, "printed\n\n")
    lines = said(lambda console: after_a_run(console, current_course().exercise("fit"), ran, 6))
    assert lines[0].split() == ["9", "fit", "✓·✗✗", "1", "of", "6", "checks"]
    assert lines[1:] == [
        "",
        "It saves (failed)",
        "Save it.",
        "",
        "Your code printed:",
        "printed",
    ]


def test_after_a_run_without_a_fault_there_is_one_line():
    ran = RunReport([verdict("passed")], "  \n")
    lines = said(lambda console: after_a_run(console, current_course().exercise("fit"), ran, 1))
    assert len(lines) == 1
    assert "✓" in lines[0]
    assert "1 of 1 checks" in lines[0]


def short_of(brief, printed="", message="whole", **own):
    result = CheckResult("fit", "It saves", "failed", Fraction(1), message, brief=brief, **own)
    file = io.StringIO()
    console = Console(file=file, width=80, highlight=False)
    after_a_run(console, current_course().exercise("fit"), RunReport([result], printed), 1)
    return [line.rstrip() for line in file.getvalue().splitlines()]


PLACE = ("  fit.py, line 3, in fit", "      best = 0")


def test_a_failure_is_shown_in_short_and_in_full_when_asked():
    details = ("  asked     fit", "  differs   1 instead of 2", *PLACE)
    brief = Brief(
        "It is lost.", "What is kept?", details=details, place=Line("fit.py", 3, "fit", "")
    )
    lines = short_of(brief)
    assert lines[2:] == ["It saves (failed)", "It is lost.", "What is kept?", "", *details]
    result = CheckResult("fit", "It saves", "failed", Fraction(1), "whole\n[1, 2]", brief=brief)
    whole = said(lambda console: print_full(console, RunReport([result], "printed\n")))
    assert whole == ["It saves (failed)", "whole", "[1, 2]", "", "Your code printed:", "printed"]


@pytest.mark.parametrize("printed", ["", "a line\n" * 30, "wide " * 60])
def test_the_first_screen_of_a_failure_fits_however_much_there_is_to_tell(printed):
    wide = "word " * 30
    details = (*[f"  asked     {wide}"] * 8, "  differs   1 instead of 2", *PLACE)
    brief = Brief(wide * 2, wide, details=details, place=Line("fit.py", 3, "fit", ""))
    lines = short_of(brief, printed, carried="train")
    assert len(lines) + 2 <= ROWS, "the keys and the cursor take a row each"
    assert [line for line in lines if line in PLACE] == list(PLACE)
    assert "  differs   1 instead of 2" in lines and "  …" in lines


def test_a_long_message_without_pieces_is_cut():
    lines = short_of(Brief(), message="line\n" * 60)
    assert len(lines) + 2 <= ROWS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mistakes_sentence_and_question_leave_room_for_the_rest(language):
    for mistake in (m for own in catalogue(course_root()).values() for m in own):
        words = (said_in(mistake.explanation, language), said_in(mistake.question, language))
        rows = sum(-(-columns(text) // 80) for text in words)
        assert rows <= 6, mistake.name
