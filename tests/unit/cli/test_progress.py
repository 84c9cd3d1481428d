"""Who follows a run sees a line a submission, gets the pages, and stops it in two steps."""

from __future__ import annotations

import time

import pytest
from making import check, part, result
from rich.progress import Task

from autograder.cli.progress import LONGEST_NAME, SLOW, RunDisplay, _Slowest


@pytest.fixture
def display(tmp_path):
    return RunDisplay(tmp_path, {"ada": "a", "b\x1bb": "b"})


FIT = part("fit", check(score=1.5))


def test_each_new_result_is_a_line_and_a_page(display, tmp_path, capsys):
    for identity in ("ada", "b\x1bb"):
        display.on_start(identity)
        display.on_result(result(identity, FIT), True)
    assert capsys.readouterr().err.splitlines() == ["ada: 1.5 / 2", "b\\x1bb: 1.5 / 2"]
    assert sorted(p.name for p in (tmp_path / "reports").iterdir()) == ["a.html", "b.html"]
    assert display.running == {}


def test_an_old_result_is_no_line_and_its_page_is_written_only_where_it_is_missing(
    display, tmp_path, capsys
):
    page = tmp_path / "reports" / "a.html"
    display.on_result(result("ada", FIT), False)
    assert page.read_text(encoding="utf-8").startswith("<!")
    page.write_text("old", encoding="utf-8")
    display.on_result(result("ada", FIT), False)
    assert page.read_text(encoding="utf-8") == "old"
    display.on_result(result("ada", FIT), True)
    assert page.read_text(encoding="utf-8") != "old"
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_submissions_that_the_grader_failed_on_are_counted(display):
    display.on_result(result("ada", FIT, status="error"), True)
    display.on_result(result("ada", FIT, status="rejected"), True)
    (task,) = display.progress.tasks
    assert (task.completed, task.total, task.fields["failed"]) == (2, 2, "1 failed")


def test_the_first_interrupt_asks_to_stop_and_the_second_stops(display, capsys):
    assert not display.should_stop()
    display._interrupted(2, None)
    assert display.should_stop()
    assert "Ctrl-C again" in capsys.readouterr().err
    with pytest.raises(KeyboardInterrupt):
        display._interrupted(2, None)


def test_the_submission_that_runs_longest_is_named_once_it_is_slow():
    task = Task(0, "", None, 0, _get_time=time.monotonic)
    now = time.monotonic()
    assert str(_Slowest({}).render(task)) == ""
    assert str(_Slowest({"a": now - SLOW / 2}).render(task)) == ""
    old = {"new": now, "x\x1b" + "y" * 40: now - 90.4}
    shown = ("x\\x1b" + "y" * 40)[:LONGEST_NAME]
    assert str(_Slowest(old).render(task)) == f"{shown} 90 s"


def test_a_submission_that_is_in_line_twice_has_begun_when_it_first_was(display):
    display.on_start("ada")
    first = display.running["ada"]
    display.on_start("ada")
    assert display.running["ada"] == first
