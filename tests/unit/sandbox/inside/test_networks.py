"""The small network that scenarios hand over, and how weights find their places in another."""

from __future__ import annotations

import copy

import torch
from torch import nn

from autograder.checks.inputs import Draw
from autograder.sandbox.inside.networks import TracingNet, gradients, put_in, state

WEIGHTS = {"a.weight": torch.ones(2, 3), "a.bias": torch.full((2,), 5.0)}


def net() -> TracingNet:
    shapes = {"conv.weight": (2, 1, 3, 3), "conv.bias": (2,), "fc.weight": (4, 8), "fc.bias": (4,)}
    weights = {name: Draw(1).tenths(*shape) for name, shape in shapes.items()}
    norm = nn.BatchNorm2d(2).state_dict()
    return TracingNet(weights | {f"norm.{name}": value for name, value in norm.items()})


def test_each_forward_pass_is_noted_and_told_also_of_a_copy():
    model, heard = net(), []
    model.told = heard.append
    images = torch.ones(2, 1, 4, 4)
    model.train()(images)
    with torch.no_grad():
        copy.deepcopy(model).eval()(images)
    assert model.modes == [True, False] and model.recorded == [True, False]
    assert len(heard) == 2 and all(each is images for each in heard)
    logits = model(images)
    assert logits.shape == (2, 4)


def test_state_and_gradients_are_copies():
    model = net()
    held = state(model)
    assert set(held) == set(model.state_dict()) and gradients(model)["fc.bias"] is None
    model(torch.ones(2, 1, 4, 4)).sum().backward()
    first = gradients(model)
    with torch.no_grad():
        model.fc.bias.add_(1)
        model.fc.bias.grad.add_(1)
    assert not torch.equal(held["fc.bias"], model.fc.bias)
    assert torch.equal(first["fc.bias"] + 1, model.fc.bias.grad)


class Renamed(nn.Module):
    def __init__(self, *shapes: tuple[int, ...]) -> None:
        super().__init__()
        for number, shape in enumerate(shapes):
            self.register_parameter(f"p{number}", nn.Parameter(torch.zeros(shape)))


def test_weights_go_to_the_parameters_of_their_names():
    model = nn.ModuleDict({"a": nn.Linear(3, 2)})
    assert put_in(model, WEIGHTS)
    assert torch.equal(model["a"].weight, WEIGHTS["a.weight"])
    other = nn.ModuleDict({"a": nn.Linear(4, 2)})
    assert not put_in(other, WEIGHTS), "a parameter of this name has another shape"


def test_where_names_differ_weights_go_to_the_only_place_of_their_shape():
    model = Renamed((2,), (2, 3))
    assert put_in(model, WEIGHTS)
    assert torch.equal(model.p1, WEIGHTS["a.weight"]) and model.p0.tolist() == [5, 5]


def test_what_a_network_lacks_is_left_out_and_what_it_has_besides_stays():
    assert put_in(Renamed((2,)), WEIGHTS)
    model = Renamed((2,), (2, 3), (7,))
    assert put_in(model, WEIGHTS) and model.p2.tolist() == [0] * 7


def test_other_shapes_are_not_possible():
    assert not put_in(Renamed((3,), (2, 3)), WEIGHTS)
    assert not put_in(nn.Identity(), WEIGHTS)
    twice = WEIGHTS | {"b.bias": torch.ones(2)}
    assert not put_in(Renamed((2,), (2, 3)), twice), "two of one shape could be meant"


def test_a_parameter_that_is_not_made_yet_has_no_shape():
    assert not put_in(nn.LazyLinear(2), WEIGHTS)
