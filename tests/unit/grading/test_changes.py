"""What a run would change of what is stored is said, counted or refused."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from helpers import HOME

from autograder.core.errors import CommandError
from autograder.course import current_course
from autograder.grading.changes import (
    _is_the_same_time,
    changes,
    check_class,
    check_selection,
)
from autograder.grading.classroom import checks_digest, list_entries, taken_in
from autograder.grading.merging import ALL, Asked
from autograder.grading.record import exercises_for, record_of
from autograder.grading.results import Lateness, Part, Result, Status, to_json
from autograder.grading.settings import Settings
from autograder.sandbox.limits import Limits
from autograder.sandbox.walls import NO_WALLS

SETTINGS = Settings(7, HOME / "data" / "mnist5k", NO_WALLS, Limits(), ("filters", "layers"))
ONLY = Asked(exercises=frozenset(["layers"]))


class Course:
    """Two submissions, graded with SETTINGS, and the record of that run."""

    def __init__(self, folder: Path) -> None:
        self.submissions, self.out = folder / "class", folder / "out"
        for name in ("ada", "bob"):
            (self.submissions / name).mkdir(parents=True)
            (self.submissions / name / "layers.py").write_text("x = 1\n", encoding="utf-8")
        (self.out / "results").mkdir(parents=True)
        self.entries = list_entries(self.submissions)
        self.record = self.of(SETTINGS)
        self.store("ada", "bob")

    def of(self, settings: Settings, late: str = ""):
        members = {item.entry.id: item.file_name for item in self.entries}
        return record_of(settings, self.submissions, members, late)

    def store(self, *names: str, sealed: str = "") -> None:
        sealed = sealed or checks_digest(SETTINGS)
        for item in self.entries:
            if item.entry.id in names:
                parts = tuple(Part(n, 10, 10, (), sealed) for n in ("filters", "layers"))
                bytes_of = taken_in(item)[1]
                result = Result(item.entry.id, Status.GRADED, 20, 20, None, "", (), parts)
                result = dataclasses.replace(result, fingerprint=bytes_of)
                path = self.out / "results" / f"{item.file_name}.json"
                path.write_text(to_json(result), encoding="utf-8")

    def changes(self, settings: Settings = SETTINGS, asked: Asked = ALL, late: str = "") -> str:
        def finish(result: Result) -> Result:
            off = 1 if late and result.submission_id == "bob" else 0
            return dataclasses.replace(result, score=20 - off)

        now = self.of(settings, late)
        return changes(self.out, self.record, now, self.entries, settings, asked, finish)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course(tmp_path)


def test_the_same_run_changes_nothing(course):
    assert course.changes() == "" == course.changes(asked=ONLY)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"seed": 8}, "the seed"),
        ({"limits": Limits(memory=1024)}, "the limits"),
        ({"device": "cuda"}, "the device"),
        ({"seed": 8, "device": "cuda"}, "the seed, the device"),
    ],
)
def test_what_differs_is_named_and_counted(course, change, what):
    said = course.changes(dataclasses.replace(SETTINGS, **change))
    assert said.endswith(f"{what}; stored scores that may change: 2")
    (course.out / "results" / "ada.json").unlink()
    assert course.changes(dataclasses.replace(SETTINGS, **change)).endswith("change: 1")


def test_another_language_changes_no_score(course):
    assert course.changes(dataclasses.replace(SETTINGS, language="zh")) == ""


def test_a_rule_concerns_those_whose_score_it_changes(course):
    said = course.changes(late="10%/day")
    assert said.endswith("the rule for lateness; stored scores that may change: 1")


def test_scores_of_other_checks_are_noticed_though_the_record_is_of_now(course):
    course.store("bob", sealed="of another kit")
    said = course.changes()
    assert said.endswith("the checks of the kit; stored scores that may change: 1")
    assert course.changes(asked=ONLY) == ""  # to renew them is what is asked


def test_two_seeds_are_never_mixed_in_one_result(course):
    other = dataclasses.replace(SETTINGS, seed=8)
    with pytest.raises(CommandError, match="the seed is a different one"):
        course.changes(other, ONLY)
    with pytest.raises(CommandError, match="the seed is a different one"):
        course.changes(other, Asked(frozenset(["ada"]), others=False))


def test_a_changed_submission_refuses_a_selection(course):
    check_selection(course.out, course.record, course.entries, ONLY)
    path = course.submissions / "bob" / "layers.py"
    path.write_text("x = 2\n", encoding="utf-8")
    with pytest.raises(CommandError, match="changed since: bob;"):
        check_selection(course.out, course.record, course.entries, ONLY)
    check_selection(course.out, course.record, course.entries, ALL)
    both = Asked(exercises=frozenset(["filters", "layers"]))
    check_selection(course.out, course.record, course.entries, both)


def test_a_damaged_result_is_as_good_as_none(course):
    for path in (course.out / "results").iterdir():
        path.write_text("{", encoding="utf-8")
    assert course.changes(dataclasses.replace(SETTINGS, seed=8)) == ""


def test_another_class_or_course_is_refused(course, tmp_path):
    check_class(course.out, None, course.record)
    check_class(course.out, course.record, course.record)
    moved = dataclasses.replace(course.record, submissions=str(tmp_path / "gone"))
    check_class(course.out, moved, course.record)
    strangers = dataclasses.replace(moved, members={"eve": "eve", "zoe": "zoe", "ada": "ada"})
    with pytest.raises(CommandError, match="name a new results folder"):
        check_class(course.out, strangers, course.record)
    there = dataclasses.replace(course.record, submissions=str(tmp_path))
    check_class(course.out, there, course.record)  # a copy: the same ids
    there = dataclasses.replace(there, members={"ada": "ada", "eve": "eve"})
    with pytest.raises(CommandError, match="name a new results folder"):
        check_class(course.out, there, course.record)
    other = dataclasses.replace(course.record, course={"filters": 14})
    with pytest.raises(CommandError, match=r"another course \(1 exercises, 14 points, here 11 "):
        check_class(course.out, other, course.record)


def test_what_an_earlier_version_graded_is_graded_anew_as_a_whole(course):
    for before in (None, dataclasses.replace(course.record, format=0)):
        course.record = before
        assert course.changes().endswith("; all 2 are graded anew")
        with pytest.raises(CommandError, match="whose verdicts cannot be kept: grade without"):
            course.changes(asked=ONLY)
    for path in (course.out / "results").iterdir():
        path.unlink()
    assert course.changes() == "", "where nothing is stored nothing changes"


def test_a_submission_that_came_later_than_the_stored_one_is_no_change_of_the_rule(course):
    def at(time: str) -> Result:
        return dataclasses.replace(result, handed_in=Lateness("ada", time=time))

    result = Result("ada", Status.GRADED, 20, 20, None, "", (), ())
    early, late = at("2026-11-20T10:00:00+00:00"), at("2026-11-20T12:00:00+00:00")
    assert _is_the_same_time(early, early) and not _is_the_same_time(early, late)
    assert _is_the_same_time(early, at("")) and _is_the_same_time(result, late)


def test_the_exercises_that_results_hold(course):
    assert exercises_for((), course.record) == ()
    assert exercises_for(("fit",), None) == ("fit",)
    assert exercises_for(("fit", "output_shape"), course.record) == (
        *("output_shape", "filters", "layers", "fit"),
    )
    every = tuple(exercise.name for exercise in current_course().exercises)
    assert exercises_for(every, course.record) == ()
