"""What Classroom 50's own records tell of a clone."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from autograder.platforms import clones
from autograder.platforms.clones import SCORES, are_classroom50
from autograder.platforms.download import Download
from autograder.platforms.pieces import Sent

UTC = timezone.utc
DUE = datetime(2026, 11, 20, 12, tzinfo=UTC)
SHA = "a" * 40


def record(**other) -> dict:
    given = {
        "owner": "Ada",
        "classroom": "CNN",
        "assignment": "lab",
        "datetime": "2026-11-20T10:00:00Z",
    }
    return given | other


def test_a_clone_is_named_after_classroom_assignment_and_owner():
    assert clones._prefix("cnn-lab-ada", [record(owner="bob"), record()]) == "cnn-lab-"
    assert clones._prefix("CNN-Lab-Ada", [record()]) == "cnn-lab-"
    assert clones._prefix("cnn-lab-ada2", [record()]) == clones._prefix("x", []) == ""
    assert clones._owner({}) == clones._owner({"owner": None}) == ""


def test_records_tell_times_and_commits_the_latest_last():
    first = record(commit=f"https://github.com/c/r/commit/{SHA}")
    later = record(datetime="2026-11-20T11:00:00+00:00", graded_at="x", commit="main")
    odd = [record(datetime="soon"), record(datetime="2026-11-20T11:00:00"), record(datetime=None)]
    assert clones._sent([later, *odd, first]) == [
        Sent(datetime(2026, 11, 20, 10, tzinfo=UTC), SHA),
        Sent(datetime(2026, 11, 20, 11, tzinfo=UTC), claimed=True),
    ]


@pytest.mark.parametrize("name", ["", "submit", None, "submit/2026-13-20T12-00-00Z"])
def test_a_tag_that_is_none_tells_no_time(name):
    assert clones._recorded({"submission": name}) is None


def later(tag: str, due=DUE, **other) -> list[str]:
    download = Download("class", (), None, None)
    own = [record(graded_at="x", submission=tag, **other)]
    clones._note_later(download, own, clones._sent(own), due)
    return download.notes


def test_a_commit_that_is_dated_before_and_recorded_after_the_deadline_is_named():
    tag = "submit/2026-11-20T12-00-01Z"
    (note,) = later(tag)
    assert note == (
        "ada: its commit is dated 2026-11-20 10:00:00+00:00, "
        "but it was recorded at 2026-11-20 12:00:01+00:00"
    )
    assert later("submit/2026-11-20T12-00-00Z") == [] == later(tag, None)
    assert later(tag, datetime="2026-11-20T12:00:01Z") == []


def test_who_has_no_clone_is_named(tmp_path):
    (tmp_path / SCORES).write_text("username,score\n'=ada,1\nBob,2\n\ncy,3\n", encoding="utf-8")
    download = Download("class", (SCORES,), tmp_path, None)
    clones._note_missing(download, {"bob"})
    assert download.notes == ["in scores.csv and without a clone (2): =ada, cy"]
    assert download.reasons == {SCORES: "aside"}
    nothing = Download("class", (), tmp_path, None)
    clones._note_missing(nothing, set())
    assert nothing.notes == []


def test_clones_of_anybody_are_not_taken_for_classroom50s():
    assert not are_classroom50(Download("c", ("a/.git/HEAD", "a/fit.py"), None, None))
    assert not are_classroom50(Download("c", ("a.zip", "readme"), None, None))
    marked = ("a/.git/HEAD", f"a/{sorted(clones.MARKS)[0]}")
    assert are_classroom50(Download("c", marked, None, None))
