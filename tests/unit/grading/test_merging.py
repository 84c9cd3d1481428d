"""New verdicts of some exercises beside the stored ones of the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.grading.merging import ALL, Asked, merged, merged_details, parts_to_grade
from autograder.grading.results import Check, Note, Part, Result, Status
from autograder.grading.settings import Settings
from autograder.sandbox.limits import Limits
from autograder.sandbox.walls import NO_WALLS


def part(name: str, score: float, most: float, sealed: str = "now") -> Part:
    right = score == most
    check = Check(f"of {name}", "passed" if right else "failed", right, score, most, "", None)
    return Part(name, score, most, (check,), sealed)


def result(*parts: Part, status: str = Status.GRADED, **more) -> Result:
    most = sum(p.max_score for p in parts)
    return Result("ada", status, sum(p.score for p in parts), most, None, "", (), parts, **more)


def settings(*exercises: str) -> Settings:
    return Settings(1, Path(), NO_WALLS, Limits(), exercises)


@pytest.mark.parametrize(
    ("existing", "selected", "anew", "expected"),
    [
        (None, (), False, ["filters", "layers"]),
        (None, ("layers",), False, ["filters", "layers"]),  # a newcomer gets all
        ({"filters": "now", "layers": "now"}, (), False, []),
        ({"filters": "now", "layers": "now"}, (), True, ["filters", "layers"]),
        ({"filters": "now", "layers": "now"}, ("layers",), True, ["layers"]),
        ({"filters": "old", "layers": "old"}, ("layers",), False, ["layers"]),
        ({"filters": "old", "layers": "old"}, (), False, ["filters", "layers"]),
        ({"filters": "old", "layers": "now"}, ("layers",), False, []),
        ({"filters": "now"}, (), False, ["layers"]),
        ({"filters": "now"}, ("filters",), False, ["layers"]),  # it has no verdict yet
        ({"filters": "", "layers": "now"}, ("layers",), False, ["filters"]),
    ],
)
def test_what_is_graded_again(existing, selected, anew, expected):
    stored = existing and result(*(part(name, 1, 1, seal) for name, seal in existing.items()))
    asked = Asked(frozenset(["ada"] if anew else ()), frozenset(selected))
    found = parts_to_grade(stored, settings("filters", "layers"), asked, "now")
    assert list(found) == expected


def test_parts_are_merged_in_the_chapters_order_and_summed_up_anew():
    known = result(part("filters", 14, 14), part("layers", 4, 10), seconds=2, penalty=3)
    both = merged(known, result(part("layers", 10, 10), seconds=1), "later")
    assert [(p.name, p.score, p.graded_with) for p in both.parts] == [
        ("filters", 14, "now"),
        ("layers", 10, "later"),
    ]
    assert (both.score, both.max_score, both.status, both.message) == (24, 24, Status.GRADED, "")
    assert (both.penalty, both.seconds) == (0, 3)
    wider = merged(both, result(part("output_shape", 0, 8)), "later")
    assert [p.name for p in wider.parts] == ["output_shape", "filters", "layers"]
    assert (wider.score, wider.max_score) == (24, 32) and "output_shape" in wider.message


def test_what_the_grader_failed_on_keeps_the_others_and_is_asked_again():
    known = result(part("filters", 14, 14), part("layers", 10, 10))
    lost = result(Part("layers", 0, 10, ()), status=Status.ERROR)
    both = merged(known, lost, "now")
    assert both.status == Status.ERROR and both.parts[0].score == 14
    again = parts_to_grade(both, settings("filters", "layers"), ALL, "now")
    assert again == ("layers",)
    mended = merged(both, result(part("layers", 9, 10)), "now")
    assert (mended.status, mended.score) == (Status.GRADED, 23)


def test_the_accuracy_is_that_of_the_run_that_measured_it():
    known = result(part("layers", 1, 1), part("accuracy", 10, 10))
    known = Result(**{**vars(known), "test_accuracy": 95.0})
    assert merged(known, result(part("layers", 1, 1)), "now").test_accuracy == 95.0
    assert merged(known, result(part("accuracy", 0, 10)), "now").test_accuracy is None


def test_notes_of_renewed_exercises_are_renewed():
    known = result(
        part("filters", 1, 1), notes=(Note("filters", "old"), Note("hw.ipynb, cell 3", "left out"))
    )
    fresh = result(
        part("filters", 1, 1), notes=(Note("hw.ipynb, cell 3", "left out"), Note("", "new"))
    )
    notes = merged(known, fresh, "now").notes
    assert [note.message for note in notes] == ["left out", "new"]


def test_details_follow_their_parts():
    known = {
        "checks": [{"part": "filters", "n": 1}, {"part": "layers", "n": 2}],
        "training": {"accuracy": 95},
        "format": 1,
    }
    fresh = json.dumps({"checks": [{"part": "filters", "n": 3}], "training": None, "format": 1})
    tree = json.loads(merged_details(known, fresh, ("filters",)))
    assert [check["n"] for check in tree["checks"]] == [3, 2]
    assert tree["training"] == {"accuracy": 95} and tree["format"] == 1
    assert json.loads(merged_details(known, fresh, ("accuracy",)))["training"] is None
    assert json.loads(merged_details(known, "", ("layers",)))["checks"] == known["checks"][:1]


@pytest.mark.parametrize(
    ("asked", "keeps"),
    [
        (ALL, False),
        (Asked(frozenset(["ada"])), False),
        (Asked(frozenset(["ada"]), others=False), True),
        (Asked(exercises=frozenset(["filters"])), True),
        (Asked(exercises=frozenset(["filters", "layers"])), False),
        (Asked(exercises=frozenset(["filters", "layers", "fit"])), False),
    ],
)
def test_whether_verdicts_stay_beside_new_ones(asked, keeps):
    assert asked.keeps_verdicts(["layers", "filters"]) == keeps
