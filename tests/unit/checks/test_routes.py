"""Every name that can be asked leads to one question."""

from __future__ import annotations

import pytest

from autograder.checks.inputs import Draw
from autograder.checks.probes import further
from autograder.checks.routes import ROUTES, names_of, question_of
from autograder.sandbox.inside import scenarios
from autograder.sandbox.inside.answering import Question
from autograder.sandbox.inside.layout import PARTS

FUNCTIONS = [(part, name) for part, names in PARTS.items() for name in names]


@pytest.mark.parametrize(("part", "function"), FUNCTIONS)
def test_every_function_of_the_contract_can_be_asked(part, function):
    names = names_of(function)
    assert names
    assert {ROUTES[name].targets[0] for name in names} == {f"{part}.{function}"}


@pytest.mark.parametrize("name", ROUTES)
def test_every_route_leads_to_functions_and_scenarios_that_are_there(name):
    route = ROUTES[name]
    for target in route.targets:
        part, function = target.split(".")
        assert function in PARTS[part]
    assert route.scenario is None or callable(getattr(scenarios, route.scenario))
    assert bool(route.words) == (route.scenario is not None)


@pytest.mark.parametrize(
    ("names", "tolerance"),
    [
        (("im2col", "relu", "max_pool2d", *PARTS["output_shape"]), 0),
        (("conv2d_matmul", "linear", *PARTS["filters"], "training", "lenet_logits"), 1e-4),
    ],
)
def test_sizes_and_what_only_moves_numbers_are_compared_exactly(names, tolerance):
    assert {ROUTES[name].tolerance for name in names} == {tolerance}


def test_what_is_forbidden_is_the_contracts():
    forbidden = {name: route.forbids for name, route in ROUTES.items() if route.forbids}
    convolution = dict.fromkeys((*PARTS["filters"], *PARTS["im2col"]), "convolution")
    assert forbidden == convolution | dict.fromkeys(PARTS["layers"], "layers")


def test_a_question_has_all_of_its_route():
    assert question_of("relu", (1,), {"a": 2}, 3) == Question(
        ("layers.relu",), (1,), {"a": 2}, None, "layers", seed=3
    )
    assert question_of("training", (), {}, 0).scenario == "training"


def test_the_usual_name_comes_first():
    assert names_of("LeNet")[0] == "lenet_logits"
    assert set(names_of("LeNet")) >= {"lenet_logits", "lenet_parameters"}
    assert names_of("no_such_function") == []


PROBED = [name for name in ROUTES if name != "accuracy"]


@pytest.mark.parametrize("name", PROBED)
def test_every_name_has_further_inputs_that_the_seed_alone_decides(name):
    one, again, other = (
        question_of(name, *further(name, Draw(seed)), 0).fingerprint for seed in (1, 1, 2)
    )
    assert one == again and one != other
