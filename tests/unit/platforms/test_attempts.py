"""Which of several attempts counts, before and after grading."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from making import check, part, result

from autograder.core.errors import CommandError
from autograder.grading.decisions.counting import Count, one_each
from autograder.grading.results import Lateness
from autograder.platforms.attempts import attempts_of, choose, counted, with_times
from autograder.platforms.pieces import Sent, SubmittedFile, Wanted
from autograder.platforms.roster import by_roster

DUE = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)


def attempts(*hours):
    """Pieces of one learner: an attempt each, so many hours after the deadline."""
    return attempts_of(
        SubmittedFile("ada", f"{n}", "fit.py", attempt=n, time=DUE + timedelta(hours=hour))
        for n, hour in enumerate(hours)
    )


@pytest.mark.parametrize(
    ("hours", "wanted", "chosen"),
    [
        ((-5, -1, 3), Wanted(due=DUE), [1]),
        ((-5, -1, 3), Wanted(due=DUE, costs=True), [2]),
        ((-5, -1, 3), Wanted(due=DUE, costs=True, count=Count.BEST), [0, 1, 2]),
        ((-5, -1, 3), Wanted(), [2]),
        ((1, 3), Wanted(due=DUE), [1]),
        ((-5, 0, 3), Wanted(due=DUE), [1]),
        ((0,), Wanted(due=DUE, count=Count.BEST), [0]),
    ],
)
def test_the_last_in_time_counts_or_the_last_with_its_lateness(hours, wanted, chosen):
    assert [int(pieces[0].source) for pieces in counted(attempts(*hours), wanted)] == chosen


@pytest.mark.parametrize(
    ("hours", "wanted", "words", "numbers"),
    [
        ((-5,), Wanted(due=DUE), [], [0]),
        ((-5, -1), Wanted(due=DUE), ["ada: the latest of several attempts counts"], [0]),
        (
            (-5, 1),
            Wanted(due=DUE),
            ["ada: the last attempt in time counts, a later one came late"],
            [0],
        ),
        ((-5, 1), Wanted(count=Count.BEST), ["ada: the best of 2 attempts counts"], [1, 2]),
    ],
)
def test_of_several_attempts_is_noted_which_counts(hours, wanted, words, numbers):
    pieces = [piece for attempt in attempts(*hours) for piece in attempt]
    entries, notes = choose({"ada": pieces}, wanted)
    assert notes == words
    assert [number for _learner, number in entries] == numbers


def test_who_has_a_time_and_no_piece_is_told_once_by_the_first_name():
    sent = [Sent(DUE)]
    times = {"ada": sent, "ada@x": sent, "eve": (late := [Sent(DUE)]), "eve@x": late}
    pieces = {"Ada@X": [SubmittedFile("Ada@X", "a", "a")]}
    assert with_times(pieces, Wanted(times=times)) == ["eve"]


def test_a_time_of_the_platform_takes_the_place_of_a_claim_and_of_none():
    pieces = {
        "ada": [SubmittedFile("ada", "a", "a", time=DUE, claimed=True)],
        "bob": [SubmittedFile("bob", "b", "b", handle="lab-bob")],
        "cy": [SubmittedFile("cy", "c", "c", time=DUE)],
    }
    sent = [Sent(DUE + timedelta(1)), Sent(DUE - timedelta(1))]
    with_times(pieces, Wanted(times={"ada": sent, "lab-bob": sent, "cy": sent}))
    assert [(p[0].time - DUE, p[0].claimed) for p in pieces.values()] == [
        (timedelta(1), False),
        (timedelta(1), False),
        (timedelta(0), False),
    ]


def test_a_roster_knows_a_learner_by_the_whole_name_or_the_end_of_a_clones(tmp_path):
    roster = tmp_path / "class.csv"
    roster.write_text("id,login,name\ns1,ada-l,Ada L\ns2,l,\n", encoding="utf-8")
    pieces = {
        "x": [SubmittedFile("x", "a", "a", handle="lab-1-ada-l")],
        "Ada Q": [SubmittedFile("Ada Q", "b", "b")],
    }
    notes: list[str] = []
    assert set(by_roster(pieces, roster, notes, are_clones=True)) == {"s1", "Ada Q"}
    assert notes == [
        f"matches nobody in {roster}: Ada Q",
        "in the roster and without a submission (1): s2",
    ]
    roster.write_text("name\nAda\n", encoding="utf-8")
    with pytest.raises(CommandError):
        by_roster(pieces, roster, notes)


def graded(identity, score, attempt, learner="ada", **other):
    one = part("fit", check("It keeps", score), check("It saves", 2))
    return result(identity, one, handed_in=Lateness(learner, attempt=attempt), **other)


def test_of_graded_attempts_the_best_counts_or_the_latest_and_of_equals_the_earliest():
    first, second, third = graded("a1", 1, 1), graded("a2", 1, 2), graded("a3", 0, 3)
    other, alone = graded("bob", 0, 0, "bob"), result("cy")
    every = [third, second, first, other, alone]
    kept, left = one_each(every, Count.BEST)
    assert kept == [first, other, alone] and left == [third, second]
    kept, left = one_each(every, Count.LATEST)
    assert kept == [third, other, alone] and left == [second, first]


def test_an_attempt_that_the_grader_failed_on_is_never_the_best():
    lost, worse = graded("a1", 2, 1, status="error"), graded("a2", 0, 2)
    assert one_each([lost, worse], Count.BEST)[0] == [worse]


def team(learner, number, hour, *members):
    time = DUE + timedelta(hours=hour)
    return SubmittedFile(learner, f"s{number}", "fit.py", "N", number, time=time, members=members)


def chosen(wanted, *pieces):
    by_learner: dict[str, list[SubmittedFile]] = {}
    for piece in pieces:
        by_learner.setdefault(piece.learner, []).append(piece)
    entries, _notes = choose(by_learner, wanted)
    return {key: (a[0].source, a[0].members, a[0].name) for key, a in entries.items()}


def test_nobody_of_a_team_vanishes_with_an_attempt_that_does_not_count():
    own, late = team("ada", 1, -1), team("ada", 2, 1, "bob", "cy")
    assert chosen(Wanted(due=DUE, costs=True), own, late) == {
        ("ada", 0): ("s2", ("bob", "cy"), "N")
    }
    assert chosen(Wanted(due=DUE), own, late) == {
        ("ada", 0): ("s1", (), "N"),
        ("bob", 0): ("s2", ("cy",), ""),
    }


def test_an_own_attempt_after_that_of_the_team_counts_for_its_author_alone():
    both, alone = team("ada", 1, -3, "bob"), team("bob", 2, -1)
    assert chosen(Wanted(due=DUE), both, alone) == {
        ("ada", 0): ("s1", (), "N"),
        ("bob", 0): ("s2", (), "N"),
    }


def test_the_roster_names_members_too(tmp_path):
    roster = tmp_path / "class.csv"
    roster.write_text("id,mail\ns1,ada\ns2,bob\ns3,cy\n", encoding="utf-8")
    notes: list[str] = []
    found = by_roster({"ada": [team("ada", 1, 0, "bob", "eve")]}, roster, notes)
    assert found["s1"][0].members == ("s2", "eve")
    assert notes == [
        f"matches nobody in {roster}: eve",
        "in the roster and without a submission (1): s3",
    ]


def test_of_two_who_are_called_alike_a_roster_knows_neither_by_that(tmp_path):
    roster = tmp_path / "class.csv"
    rows = "s1,Wei Wang,wang1\ns2,Wei Wang,wang2\ns3,Bo,7000\n"
    roster.write_text("id,name,login\n" + rows, encoding="utf-8")
    notes: list[str] = []
    pieces = {
        "Wei Wang": [SubmittedFile("Wei Wang", "a", "a", name="Wei Wang")],
        "x": [SubmittedFile("x", "b", "b", name="Wei Wang", handle="wang2")],
        "y": [SubmittedFile("y", "c", "c", handle="submission_7000")],
    }
    assert set(by_roster(pieces, roster, notes)) == {"Wei Wang", "s2", "y"}
    assert notes[0] == (
        f"matches several rows of {roster} (s1, s2), so whose it is is not known: Wei Wang"
    )
    assert notes[1] == f"matches nobody in {roster}: y"
