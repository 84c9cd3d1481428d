"""The terminal shows the progress, the current exercise and the first thing to fix."""

from __future__ import annotations

import io
from fractions import Fraction

from rich.console import Console

from autograder import kit
from autograder.checks.progress import Progress, Reached
from autograder.checks.verdict import CheckResult
from autograder.learning.runs import Ran
from autograder.learning.screens import after_a_run, begin_with, overview


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
    assert len(lines) == len(kit.EXERCISES) + 2
    assert lines[-1] == "10.5 of 100 points"


def test_the_overview_says_what_was_changed_since_its_last_run():
    for edited, words in ((0.0, "9 of 9 checks"), (1.0, "9 of 9 checks, changed since")):
        progress = Progress({"output_shape": Reached(9, 9, 8.0, edited=edited)})
        lines = said(lambda console, shown=progress: console.print(overview(shown)))
        assert f"{words}  " in lines[1]


def test_an_exercise_begins_with_what_to_read_and_what_to_edit():
    lines = said(lambda console: begin_with(console, kit.exercise_named("filters")))
    assert lines[1].startswith("2 filters: 14 points, about ")
    assert lines[2:] == [
        "  read exercises/02_filters/README.md",
        "  edit exercises/02_filters/filters.py",
        "  save: it is checked at once",
    ]


def test_what_is_not_watched_is_checked_by_a_command():
    lines = said(lambda console: begin_with(console, kit.exercise_named("filters"), watched=False))
    assert lines[-1] == "  check it with `autograder watch`, or `pytest exercises/`"


def test_an_exercise_without_a_file_has_nothing_to_edit():
    lines = said(lambda console: begin_with(console, kit.exercise_named("accuracy")))
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
    ran = Ran(results, "printed\n\n")
    lines = said(lambda console: after_a_run(console, kit.exercise_named("fit"), ran, 6))
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
    ran = Ran([verdict("passed")], "  \n")
    lines = said(lambda console: after_a_run(console, kit.exercise_named("fit"), ran, 1))
    assert len(lines) == 1
    assert "✓" in lines[0]
    assert "1 of 1 checks" in lines[0]
