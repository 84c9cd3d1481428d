"""When each learner handed in, from worksheets and CSV files in whatever language and order."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from autograder.core.errors import CommandError
from autograder.platforms.pieces import Sent
from autograder.platforms.times import read_times

ZONE = timezone(timedelta(hours=1))


def read(folder, *rows: str, zone=ZONE):
    path = folder / "times.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return read_times(path, zone)


def at(day: int, hour: int = 10, month: int = 11, zone=ZONE) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=zone)


def test_a_csv_tells_ids_times_and_commits(tmp_path):
    rows = ("ada,2026-11-20T10:00:00Z,abc", "ADA,2026-11-21 10:00,", "bob,-,")
    times = read(tmp_path, "login,pushed_at,sha", *rows)
    assert times == {"ada": [Sent(at(20, zone=timezone.utc), "abc"), Sent(at(21))]}


def test_a_time_without_a_zone_is_this_machines_where_none_is_given(tmp_path):
    times = read(tmp_path, "id,time", "ada,2026-11-20 10:00", zone=None)
    assert times["ada"][0].time == datetime(2026, 11, 20, 10).astimezone()


@pytest.mark.parametrize(
    ("first", "second", "moment"),
    [
        ("03/11/2026 10:00", "20/11/2026 10:00", at(3)),
        ("11/03/2026 10:00", "11/20/2026 10:00", at(3)),
        ("2026年11月3日(火) 10:00", "2026年11月20日(金) 10:00", at(3)),
    ],
)
def test_one_time_that_can_be_read_in_one_way_tells_the_order_of_all(
    tmp_path, first, second, moment
):
    times = read(tmp_path, "id,time", f"ada,{first}", f"bob,{second}")
    assert [times[name][0].time for name in ("ada", "bob")] == [moment, at(20)]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (("05/05/2026 10:00", "04/03/2026 10:00"), "two ways, as '04/03/2026 10:00'"),
        (("13/11/2026 10:00", "11/13/2026 10:00"), "'13/11/2026 10:00' is not a time"),
    ],
)
def test_what_can_be_read_in_two_ways_or_none_is_refused(tmp_path, rows, said):
    with pytest.raises(CommandError, match=said):
        read(tmp_path, "id,time", *(f"ada,{row}" for row in rows))


HEAD = "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed"


def worksheet(folder, column: str, *rows: str):
    status, rest = "Submitted,-,10,Yes", "Feedback comments"
    lines = [f"{who},{status},{when},-" for who, when in (row.split("|") for row in rows)]
    return read(folder, f"{HEAD},{column},{rest}", *lines)


@pytest.mark.parametrize("column", ["Last modified (submission)", "Last modified (in no language)"])
def test_moodles_worksheet_tells_times_by_every_name(tmp_path, column):
    rows = ("Participant 12,Ada L,ada@x|20/11/2026 10:00", "Participant 13,Bob,bob@x|-")
    times = worksheet(tmp_path, column, *rows)
    assert set(times) == {"12", "participant 12", "ada l", "ada@x"}
    assert times["12"] == times["ada@x"] == [Sent(at(20))]


def test_of_two_who_are_called_alike_neither_is_known_by_that(tmp_path):
    rows = ("Participant 1,Ada,a@x|20/11/2026 10:00", "Participant 2,Ada,b@x|21/11/2026 10:00")
    times = worksheet(tmp_path, "Last modified (submission)", *rows)
    assert "ada" not in times
    assert (times["a@x"], times["b@x"]) == ([Sent(at(20))], [Sent(at(21))])


def test_one_who_is_called_as_anothers_number_is_not_known_by_that(tmp_path):
    rows = ("Participant 1,2,a@x|20/11/2026 10:00", "Participant 2,Bob,b@x|21/11/2026 10:00")
    assert worksheet(tmp_path, "Last modified (submission)", *rows)["2"] == [Sent(at(21))]


def test_a_table_of_neither_kind_is_refused(tmp_path):
    with pytest.raises(CommandError, match="tells no times"):
        read(tmp_path, "who,what", "ada,x")


@pytest.mark.parametrize("text", ["1795168800", "1795168800000", "1795168800.25"])
def test_seconds_since_1970_are_in_utc_whatever_the_zone_of_the_rest(text, tmp_path):
    (sent,) = read(tmp_path, "id,time", f"ada,{text}")["ada"]
    assert sent.time == at(20, zone=timezone.utc)


@pytest.mark.parametrize("text", ["yesterday", "2 hours ago", "today 10:00", "in 3 days", "now"])
def test_what_is_another_time_at_each_reading_is_none(text, tmp_path):
    with pytest.raises(CommandError, match=f"'{text}' is not a time that can be read"):
        read(tmp_path, "id,time", f"ada,{text}")
