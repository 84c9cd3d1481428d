"""An extension is more time: it comes off before lateness costs anything."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from autograder.core.errors import CommandError
from autograder.core.languages import set_language
from autograder.grading.decisions.extensions import extended, of_submissions, read_extensions, told
from autograder.grading.decisions.lateness import LateRule
from autograder.grading.decisions.whose import Who, whose
from autograder.grading.results import Lateness

DAY = 86400
LATE = Lateness("ada", time="2026-11-22T12:00:00+00:00", late=True, seconds_late=1.5 * DAY)
UNTIMED = Lateness("bob", late=True)
IN_TIME = Lateness("cyd")
CLASS = {"ada": LATE, "bob": UNTIMED, "cyd": IN_TIME}


def found(extensions, class_of=CLASS, groups=()):
    """Return what of_submissions finds, by names, and who has no submission."""
    people = whose(class_of, class_of, dict(groups))[0]
    by_who, others = of_submissions(extensions, class_of, people)
    return by_who, others


def now_of(extensions, identity, class_of=CLASS):
    return extended(class_of, found(extensions, class_of)[0])[identity]


def read(tmp_path: Path, text: str):
    (tmp_path / "more.csv").write_text(text, encoding="utf-8")
    return read_extensions(tmp_path / "more.csv", ["ada", "bob", "cyd", "dan"])


@pytest.mark.parametrize(
    ("until", "late", "seconds"),
    [
        ("2026-11-22 13:00 Europe/Berlin", False, 0),
        ("2026-11-22 12:00 Europe/Berlin", True, 3600),
        ("2026-11-22", False, 0),
        ("1 day", True, DAY / 2),
        ("36 hours", False, 0),
        ("10 minutes", True, 1.5 * DAY - 600),
        ("2 DAYS", False, 0),
    ],
)
def test_more_time_makes_less_late(tmp_path, until, late, seconds):
    extensions = read(tmp_path, f"id;until\nada;{until}\n")
    now = now_of(extensions, "ada")
    assert (now.late, now.seconds_late) == (late, seconds)
    assert now.extended and now.time == LATE.time


def test_an_extension_without_a_deadline_is_one_by_itself(tmp_path):
    extensions = read(tmp_path, "id,until\nada,2026-11-21 12:00 UTC\n")
    now = now_of(extensions, "ada", {"ada": Lateness("ada", time=LATE.time)})
    assert (now.late, now.seconds_late) == (True, DAY)


def test_who_is_in_time_and_who_is_not_named_stay_as_they_are(tmp_path):
    by_who, others = found(read(tmp_path, "id,until\nCYD,2 days\neve,1 day\n"))
    assert list(by_who) == [Who("cyd")] and others == ("eve",)
    now = extended(CLASS, by_who)
    assert now["ada"] is LATE and not now["cyd"].late


def test_an_extension_is_for_every_submission_of_a_learner(tmp_path):
    extensions = read(tmp_path, "id,until\neve,2 days\n")
    class_of = {
        "7": Lateness("7", members=("eve",)),
        "e-1": Lateness("Eve", attempt=1),
        "e-2": Lateness("Eve", attempt=2),
        "ada": LATE,
    }
    by_who = found(extensions, class_of)[0]
    assert set(by_who) == {Who("7", "eve"), Who("e-1"), Who("e-2")}


@pytest.mark.parametrize(
    ("rows", "seconds", "words"),
    [
        ("ada,1 hour,\nred,1 day,", DAY / 2, "1 day"),
        ("red,1 day,\nada,1 hour,", DAY / 2, "1 day"),
        ("ada,1 day,\nred,2026-11-21 13:00 UTC,", DAY / 2, "1 day"),
        ("ada,12 hours,\nred,2026-11-22 11:00 UTC,", 3600, "22 November 2026, 11:00"),
        ("ada,,1\nred,1 day,3", DAY / 2, "1 day; late days: 3"),
        ("ada,,4\nred,1 day,", DAY / 2, "1 day; late days: 4"),
        ("ada,,1\nred,,2", 1.5 * DAY, "late days: 2"),
    ],
)
def test_of_several_for_one_submission_the_most_time_counts(tmp_path, rows, seconds, words):
    extensions = read(tmp_path, f"id,until,late_days\n{rows}\n")
    by_who, others = found(extensions, {"ada": LATE}, {"red": ("ada",)})
    now = extended({"ada": LATE}, by_who)["ada"]
    assert now.seconds_late == seconds and words in now.extended and not others


def test_a_members_extension_is_theirs_and_a_groups_is_everybodys(tmp_path):
    team = {"ada": dataclasses.replace(LATE, members=("eve", "fay"))}
    rows = "id,until,late_days\neve,2 days,\nred,1 hour,\nada,,3\n"
    by_who, others = found(read(tmp_path, rows), team, {"red": ("ada", "eve", "fay")})
    now = extended(team, by_who)["ada"]
    assert not others and now.extended == "1 hour" and now.seconds_late == 1.5 * DAY - 3600
    own = {each.learner: each for each in now.own}
    assert (own["eve"].late, own["eve"].members, own["eve"].extended) == (False, (), "2 days")
    assert (own["ada"].late_days, own["ada"].seconds_late) == (3, 1.5 * DAY)


def test_where_nothing_tells_which_is_the_most_time_the_row_is_named(tmp_path):
    rows = read(tmp_path, "id,until,late_days\nbob,,2\nred,2026-11-22,\n")
    with pytest.raises(CommandError, match="line 3: nothing tells when it was handed in"):
        found(rows, {"bob": UNTIMED}, {"red": ("bob",)})


def test_late_days_of_ones_own_take_the_place_of_the_rules(tmp_path):
    extensions = read(tmp_path, "id,until,late_days\nada,,5\n")
    now = now_of(extensions, "ada")
    assert (now.late_days, now.late, now.extended) == (5, True, "late days: 5")
    assert LateRule.read("10%/day with 1 late day").share_off(now) == (0, 2)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",2 days,", "no id"),
        ("ada,10/11/2026,", "until: '10/11/2026' can be read in two ways"),
        ("ada,soon,", "until: 'soon' is not a time"),
        ("ada,,", "until when? write a time, or 3 days"),
        ("ada,,two", "late_days 'two': write a number of days"),
        ("ada,,-1", "late_days '-1'"),
    ],
)
def test_what_is_no_extension_is_refused_with_its_line(tmp_path, row, said):
    with pytest.raises(CommandError) as raised:
        read(tmp_path, f"id,until,late_days\n{row}\n")
    assert said in str(raised.value) and "more.csv, line 2: " in str(raised.value)


def test_a_learner_twice_and_a_column_that_is_missing_are_refused(tmp_path):
    with pytest.raises(CommandError, match="line 3: ada is already in line 2"):
        read(tmp_path, "id,until\nada,1 day\nada,2 days\n")
    with pytest.raises(CommandError, match="has no column until"):
        read(tmp_path, "id,till\nada,1 day\n")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("bob,2 days", "it is late, but nothing tells by how much"),
        ("bob,2026-11-22", "nothing tells when it was handed in: write '2 days'"),
        ("dan,2 days", "nothing tells when it was handed in: see collect"),
    ],
)
def test_where_nothing_tells_how_late_it_is_the_row_is_named(tmp_path, row, said):
    extensions = read(tmp_path, f"id,until\n{row}\n")
    with pytest.raises(CommandError, match="line 2") as raised:
        extended(CLASS, {Who(name): each for name, each in extensions.items()})
    assert said in str(raised.value)


def test_what_is_stored_is_told_in_the_language_of_whoever_reads_it(tmp_path):
    rows = "ada,2026-11-22 13:00 Europe/Berlin,2\nbob,3 hours,\ncyd,1 DAY,1\ndan,,4"
    every = read(tmp_path, f"id,until,late_days\n{rows}\n")
    set_language("zh")
    try:
        again = read(tmp_path, f"id,until,late_days\n{rows}\n")
        assert [each.words for each in again.values()] == [each.words for each in every.values()]
        assert [told(each.words) for each in every.values()] == [
            "2026年11月22日星期日 13:00:00，Europe/Berlin (UTC+01:00)；2 个可迟交日",
            "3 小时",
            "1 天；1 个可迟交日",
            "4 个可迟交日",
        ]
        assert told("whatever; was stored, 20 Foo 2026") == "whatever；was stored, 20 Foo 2026"
    finally:
        set_language("en")
    assert [told(each.words) for each in every.values()] == [
        "Sunday, 22 November 2026, 13:00:00, Europe/Berlin (UTC+01:00); 2 late days",
        "3 hours",
        "1 day; 1 late day",
        "4 late days",
    ]


def test_less_time_than_everybody_has_is_a_slip_of_the_pen(tmp_path):
    for identity, until in (("ada", "2025-11-22 12:00 UTC"), ("cyd", "2026-11-19 12:00 UTC")):
        late = CLASS[identity]
        in_time = dataclasses.replace(late, time="2026-11-22T12:00:00+00:00")
        handed = {identity: dataclasses.replace(in_time, seconds_late=late.seconds_late or 0.0)}
        rows = read(tmp_path, f"id,until\n{identity},{until}\n")
        with pytest.raises(CommandError, match=r"line 2: until .* before the deadline"):
            now_of(rows, identity, handed)
    now = now_of(read(tmp_path, "id,until\nada,1   day\n"), "ada")
    assert now.seconds_late == DAY / 2
