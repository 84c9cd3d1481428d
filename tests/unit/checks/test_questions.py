"""Every name that can be asked leads to one question."""

from __future__ import annotations

import pytest

from autograder.checks.inputs import Draw
from autograder.checks.questions import names_of, questions
from autograder.course import current_course
from autograder.sandbox.inside import scenarios
from autograder.sandbox.inside.answering import Question

ASKED, FILES = questions(), current_course().functions
FUNCTIONS = [(part, name) for part, names in current_course().functions.items() for name in names]


@pytest.mark.parametrize(("part", "function"), FUNCTIONS)
def test_every_function_of_the_contract_can_be_asked(part, function):
    names = names_of(function)
    assert names
    assert {ASKED[name].targets[0] for name in names} == {f"{part}.{function}"}


@pytest.mark.parametrize("name", ASKED)
def test_every_question_leads_to_functions_and_scenarios_that_are_there(name):
    spec = ASKED[name]
    for target in spec.targets:
        part, function = target.split(".")
        assert function in FILES[part]
    assert spec.scenario is None or callable(scenarios.find(spec.scenario))
    assert bool(spec.words) == (spec.scenario is not None)


@pytest.mark.parametrize(
    ("names", "tolerance"),
    [
        (("im2col", "relu", "max_pool2d", *FILES["output_shape"]), 0),
        (("conv2d_matmul", "linear", *FILES["filters"], "training", "lenet_logits"), 1e-4),
    ],
)
def test_sizes_and_what_only_moves_numbers_are_compared_exactly(names, tolerance):
    assert {ASKED[name].tolerance for name in names} == {tolerance}


def test_what_is_forbidden_is_the_contracts():
    forbidden = {name: spec.forbids for name, spec in ASKED.items() if spec.forbids}
    reasons = {name: forbids["reason"].split(" does ")[0] for name, forbids in forbidden.items()}
    convolution = "a convolution or im2col from a library"
    expected = dict.fromkeys((*FILES["filters"], *FILES["im2col"]), convolution)
    assert reasons == expected | dict.fromkeys(FILES["layers"], "a ready-made layer")
    assert forbidden["im2col"]["others"]["numpy"] == ["convolve", "correlate", "polymul"]


def test_a_question_has_all_that_is_said_of_it():
    spec = ASKED["relu"]
    assert spec.question((1,), {"a": 2}, 3) == Question(
        ("layers.relu",), (1,), {"a": 2}, None, spec.forbids, seed=3
    )
    assert ASKED["training"].question((), {}, 0).scenario == "train.training"
    assert ASKED["accuracy"].question((), {}, 0).is_measured
    assert ASKED["accuracy"].targets == ("lenet.LeNet", "train.train")


def test_the_usual_name_comes_first():
    assert names_of("LeNet")[0] == "lenet_logits"
    assert set(names_of("LeNet")) >= {"lenet_logits", "lenet_parameters"}
    assert names_of("no_such_function") == []


@pytest.mark.parametrize("name", [name for name in ASKED if name != "accuracy"])
def test_every_name_has_extra_inputs_that_the_seed_alone_decides(name):
    spec = ASKED[name]
    drawn = [spec.question(*spec.extra_inputs(Draw(seed)), 0).fingerprint for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1] != drawn[2]
