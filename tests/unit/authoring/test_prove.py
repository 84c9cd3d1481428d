"""The proof judges each trial by its kind: mistakes caught and named, right ones unharmed."""

from __future__ import annotations

import pytest
from helpers import HOME
from making import check, part, result

from autograder.authoring.prove import Trial, _judged, mutant_trials, trials_of
from autograder.checks.mistakes import Mistake

FLIPPED = Mistake("flipped", "relu", "Says.", "Asks?", (), also=("lenet",))


def judged(trial, *parts, **other):
    return _judged("layers", [(trial, result(trial.told, *parts, **other))])


def trial(kind, mistake=None):
    return Trial(kind, "x", "layers", "", mistake)


FULL, NONE = part("layers", check()), part("layers", check(score=0))
HALF = part("layers", check(), check(score=0))
NAMED = part("layers", check(), check(score=0, mistake="flipped"))
OTHER = part("layers", check(), check(score=0, mistake="shifted"))
DEAR = part("layers", check(score=0, mistake="flipped"))
LOST = part("fit", check(score=0))


@pytest.mark.parametrize(
    ("kind", "parts", "problem"),
    [
        ("stub", [NONE], None),
        ("stub", [FULL], "stub.x: a stub got 2 points"),
        ("right", [FULL], None),
        ("right", [NONE], "right.x: lost points: It adds: wrong by 1"),
        ("right", [FULL, LOST], "right.x: lost points: It adds: wrong by 1"),
        ("mistake", [NAMED], None),
        ("mistake", [FULL], "mistake.x: passes all checks"),
        ("mistake", [OTHER], "mistake.x: named shifted"),
        ("mistake", [HALF], "mistake.x: named nothing"),
        ("mistake", [DEAR], "mistake.x: costs 2 of 2 points"),
        ("mistake", [NAMED, LOST], "mistake.x: costs points in fit, which it does not touch"),
        ("mistake", [NAMED, part("lenet", check(score=0))], None),
        ("rewritten", [NAMED], None),
        ("rewritten", [OTHER], "(goal 95 %) rewritten.x: named shifted"),
        ("mutant", [NONE], None),
        ("mutant", [FULL], "mutant.x: passes all checks"),
        ("mutant", [NONE, part("accuracy", check(score=0))], None),
    ],
)
def test_a_trial_that_is_not_as_it_must_be_is_a_problem(kind, parts, problem):
    known = FLIPPED if kind in ("mistake", "rewritten") else None
    proof = judged(trial(kind, known), *parts)
    assert proof.problems == ([problem] if problem else [])
    goes = problem is None or problem.startswith("(goal")
    assert proof.counts == ({kind: 1} if goes else {})


def test_mistakes_are_counted_as_named_only_by_their_own_name():
    for parts, named in ((NAMED, 1), (OTHER, 0)):
        proof = judged(trial("rewritten", FLIPPED), parts)
        assert (proof.named, proof.to_be_named) == (named, 1)


@pytest.mark.parametrize("status", ["rejected", "error"])
def test_a_trial_without_a_verdict_is_a_problem(status):
    proof = judged(trial("right"), FULL, status=status, message="why")
    assert proof.problems == [f"right.x: {status}: why"]


def test_the_trials_of_a_part_are_of_every_kind_and_have_names_of_their_own():
    trials = trials_of("layers", HOME)
    assert [one.kind for one in trials[:2]] == ["stub", "right"]
    assert {one.kind for one in trials} == {"stub", "right", "mistake", "rewritten"}
    assert len({one.told for one in trials}) == len(trials)
    for one in trials:
        assert (one.mistake is not None) == (one.kind in ("mistake", "rewritten"))


def test_equivalent_mutants_are_no_trials_and_none_is_listed_in_vain():
    trials, gone = mutant_trials("layers", HOME)
    assert gone == []
    assert len({one.told for one in trials}) == len(trials) > 10
