"""What differs between two runs is told with what explains it, and nothing else."""

from __future__ import annotations

import dataclasses

import pytest
from making import check, part, result

from autograder.grading.comparison import compare
from autograder.grading.decided import Adjustment
from autograder.grading.decisions.adjusting import adjusted
from autograder.grading.decisions.lateness import LateRule, apply_lateness
from autograder.grading.folder import Stored
from autograder.grading.record import RunRecord
from autograder.grading.results import Lateness, Part, Result

RULE = LateRule.read("10%/day")


def graded(name: str, *checks, sealed: str = "s") -> Part:
    return dataclasses.replace(part(name, *checks), graded_with=sealed)


def of(identity="ada", passed=1, sealed="s", bytes_of="f", **other) -> Result:
    checks = (check("It adds", 2 * passed), check("It stops", 2))
    made = result(identity, graded("train", *checks, sealed=sealed), fingerprint=bytes_of)
    return dataclasses.replace(made, **other)


def run(*results: Result, **record) -> Stored:
    return Stored(RunRecord(**record), results, {})


def why(old: Result, new: Result, before=None, now=None) -> tuple[str, ...]:
    made = compare(run(old, **(before or {})), run(new, **(now or {})))
    return made.differences[0].reasons if made.differences else ()


def test_equal_results_do_not_differ_whatever_the_runs_were():
    made = compare(run(of(), seed=1), run(of(sealed="t"), seed=2))
    assert (made.differences, made.unchanged, made.runs) == ((), 1, ("seed",))


@pytest.mark.parametrize(
    ("new", "now", "reasons"),
    [
        ({"bytes_of": "g"}, {}, ("submission",)),
        ({"sealed": "t"}, {"kit_digest": "k"}, ("kit_digest",)),
        ({"sealed": "t"}, {"seed": 2, "data_digest": "d"}, ("seed", "data_digest")),
        ({"sealed": "t"}, {}, ("kit_digest",)),
        ({"sealed": "t", "bytes_of": "g"}, {"seed": 2}, ("submission", "seed")),
        ({"sealed": "t"}, {"late": "10%/day", "seed": 2}, ("seed",)),
        ({}, {"seed": 2}, ("unknown",)),
    ],
)
def test_a_check_changes_by_what_decided_it(new, now, reasons):
    assert why(of(), of(passed=0, **new), {}, now) == reasons


def test_lateness_changes_by_rule_extension_or_time():
    def late(days, rule=RULE, **other):
        lateness = Lateness("ada", late=days > 0, seconds_late=86400.0 * days, **other)
        return apply_lateness(of(), lateness, rule)

    assert why(late(1), late(1, LateRule.read("20%/day")), {}, {"late": "20%/day"}) == ("late",)
    assert why(late(1), late(0, extended="1 day")) == ("extensions",)
    assert why(late(1), late(2)) == ("handed_in",)


def test_what_people_decided_is_told_beside_what_the_machine_found():
    row = Adjustment("ada", "train", 3)
    assert why(of(), adjusted(of(), [row], None)) == ("adjustments",)
    excused = adjusted(of(), [Adjustment("ada", "total", excused=True)], None)
    assert why(of(), excused) == ("adjustments",)
    commented = adjusted(of(), [Adjustment("ada", "train", comment="so")], None)
    assert why(of(), commented) == ()
    new = adjusted(of(passed=0, bytes_of="g"), [row], None)
    made = compare(run(adjusted(of(), [row], None)), run(new))
    (difference,) = made.differences
    assert not difference.changes_score and difference.reasons == ("submission",)
    assert made.changed == 0 and made.summary[1] == "same score, other verdicts: 1"


def test_the_checks_that_changed_are_told_with_their_points():
    (difference,) = compare(run(of()), run(of(passed=0, bytes_of="g"))).differences
    (change,) = difference.checks
    assert (change.part, change.title, change.points) == ("train", "It adds", -2)
    assert difference.points == -2 and difference.why == "the submission"


def test_another_selection_of_exercises_is_a_reason():
    more = result("ada", *of().parts, graded("fit", check("It fits")), fingerprint="f")
    (difference,) = compare(run(of()), run(more)).differences
    assert difference.reasons == ("exercises",) and difference.checks[0].old is None


def test_those_in_one_alone_are_named_and_the_largest_change_comes_first():
    old = run(of("ada"), of("bob"), of("cyd"), of("eve"))
    half = result(
        "bob", graded("train", check("It adds", 1), check("It stops", 2)), fingerprint="g"
    )
    new = run(half, of("cyd", passed=0, bytes_of="g"), of("dan"), of("eve"))
    made = compare(old, new)
    assert (made.only_old, made.only_new, made.unchanged) == (("ada",), ("dan",), 1)
    assert [difference.id for difference in made.differences] == ["cyd", "bob"]
    assert made.summary == ["2 of 3 scores changed"]


def test_seeds_of_their_own_are_another_seed():
    assert compare(run(of(), own_seeds=True), run(of())).runs == ("seed",)
    assert compare(run(of(), own_seeds=True, seed=1), run(of(), seed=2)).runs == ("seed",)


def test_the_exercises_that_are_not_graded_any_more_are_told():
    more = result("ada", *of().parts, graded("fit", check("It fits")), fingerprint="f")
    (difference,) = compare(run(more), run(of())).differences
    assert difference.reasons == ("exercises",) and difference.checks[0].new is None
    assert difference.points == -2


def test_a_members_own_line_in_one_folder_is_put_beside_the_groups_submission():
    pair = Lateness("ada", members=("bea",))
    group = of("red", handed_in=pair)
    own = of("bea", passed=0, bytes_of="g", handed_in=Lateness("bea"), of="red", alone=True)
    for old, new in ((run(group), run(own)), (run(own), run(group))):
        made = compare(old, new)
        assert [each.id for each in made.differences] == ["bea"]
        assert made.only_old == made.only_new == ()
