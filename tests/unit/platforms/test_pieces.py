"""Until when somebody may hand in, and when they did by the platform."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

from autograder.grading.decisions.extensions import Extension, read_extensions
from autograder.platforms.pieces import Sent, Wanted

DUE = datetime(2026, 11, 20, tzinfo=timezone.utc)
DAY = timedelta(days=1)


def extensions(folder: Path) -> dict[str, Extension]:
    path = folder / "more.csv"
    path.write_text("id,until\nada,2 days\nbob,2026-11-23 12:00 UTC\n", encoding="utf-8")
    return read_extensions(path, ["ada", "bob"])


def test_an_extension_is_found_by_any_name(tmp_path):
    wanted = Wanted(due=DUE, extensions=extensions(tmp_path))
    assert wanted.due_for("7", " ADA ") == DUE + 2 * DAY
    assert wanted.due_for("bob") == DUE + 3.5 * DAY
    assert wanted.due_for("cyd") == DUE
    assert Wanted(extensions=wanted.extensions).due_for("ada") is None


def test_a_clone_may_have_any_deadline_where_a_roster_tells_whose_it_is(tmp_path):
    given = extensions(tmp_path)
    assert Wanted(due=DUE, extensions=given).deadlines_for("ada") == [DUE + 2 * DAY]
    every = Wanted(due=DUE, extensions=given, roster=tmp_path).deadlines_for("x")
    assert every == [DUE, DUE + 2 * DAY, DUE + 3.5 * DAY]
    assert Wanted(extensions=given, roster=tmp_path).deadlines_for("ada") == []


def test_times_are_found_by_any_name_the_latest_last():
    first, last = Sent(DUE), Sent(DUE + DAY)
    wanted = Wanted(times={"ada": [last, first]})
    assert wanted.sent_by("7", " Ada ") == [first, last]
    assert wanted.sent_by("bob") == []
