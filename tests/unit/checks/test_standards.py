"""How far two trainings are from each other."""

from __future__ import annotations

import math
from types import SimpleNamespace

import pytest
import torch
from torch import nn

from autograder.checks.inputs import Draw
from autograder.checks.standards import (
    Standard,
    Standards,
    differences,
    drawn_orders,
    largest_difference,
    shapes_of,
    states_of,
    value_of,
)
from autograder.sandbox.inside.answering import Answer
from autograder.sandbox.inside.kinds import AnswerKind

WEIGHTS = {"w": torch.tensor([1.0, -2.0]), "b": torch.tensor([0.5])}


@pytest.mark.parametrize(
    ("got", "gap"),
    [
        (torch.tensor([1.0, -2.0]), 0.0),
        (torch.tensor([1.25, -2.0]), 0.25),
        (torch.tensor([1.0, 2.0]), 4.0),
        (torch.tensor([1.0, math.nan]), math.inf),
        (torch.tensor([1, -2]), math.inf),
        (torch.tensor([[1.0, -2.0]]), math.inf),
        ([1.0, -2.0], math.inf),
        (None, math.inf),
    ],
)
def test_a_weight_is_as_far_off_as_its_worst_number(got, gap):
    assert differences({"w": got, "b": WEIGHTS["b"]}, WEIGHTS) == {"w": gap, "b": 0.0}
    assert largest_difference({"w": got, "b": WEIGHTS["b"] + 0.125}, WEIGHTS) == max(gap, 0.125)


def test_numbers_without_an_end_are_equal_to_themselves():
    odd = {"w": torch.tensor([math.inf, math.nan])}
    assert differences(odd, odd) == {"w": 0.0}


def test_what_is_no_weights_is_as_far_as_can_be():
    assert differences("weights", WEIGHTS) == dict.fromkeys(WEIGHTS, math.inf)
    assert largest_difference({}, {}) == 0.0


def test_a_training_has_a_state_for_each_call_and_at_least_one():
    assert states_of({"weights after each call": [1, 2]}) == [1, 2]
    assert states_of({"momentum after each call": [3]}, "momentum") == [3]
    assert states_of({}) == states_of({"weights after each call": "x"}) == [None]
    assert states_of({"weights after each call": []}) == [None]


def test_a_standard_looks_at_what_it_holds():
    training = {"weights after each call": [{"w": torch.tensor([9.0])}, None]}
    standard = Standard((), {}, {"w": torch.tensor([2.0])}, nn.Identity)
    assert standard.gaps(training) == {"w": 7.0}
    halved = Standard(
        (), {}, {"w": torch.tensor([2.0])}, nn.Identity, look=lambda w: {"w": w["w"] / 3}
    )
    assert halved.gaps(training) == {"w": 1.0}


def test_only_a_value_in_pieces_is_a_training():
    assert value_of(Answer(AnswerKind.VALUE, {"a": 1})) == {"a": 1}
    assert value_of(Answer(AnswerKind.VALUE, 1)) is None
    assert value_of(Answer(AnswerKind.RAISED, {"a": 1})) is None


def data(count: int = 20) -> SimpleNamespace:
    recipe = {"epochs": 3, "first_batches": 2, "batch_size": 4, "lr": 0.5}
    labels = torch.zeros(count)
    return SimpleNamespace(recipe=recipe, train_labels=labels, later_tolerance=0.1, name="d")


def test_each_call_has_an_order_of_its_own_and_the_first_few_batches():
    orders = drawn_orders(Draw(1), data())
    assert [len(order) for order in orders] == [8, 20, 20]
    assert sorted(orders[1].tolist()) == list(range(20)) and not torch.equal(orders[1], orders[2])


def test_a_networks_shapes_are_those_of_its_parameters():
    assert shapes_of(lambda: nn.Linear(2, 3)) == {"weight": (3, 2), "bias": (3,)}


def call(weights: float, momentum: float = 0.0) -> dict:
    """Return what a training of one call returned."""
    return trained([weights], [momentum])


def trained(weights: list[float], momenta: list[float]) -> dict:
    return {
        f"{what} after each call": [{"w": torch.tensor([number])} for number in numbers]
        for what, numbers in (("weights", weights), ("momentum", momenta))
    }


class Side:
    """The reference: the whole training first, then each later call from where it is asked to."""

    def __init__(self, *answers: dict | None) -> None:
        self.answers = list(answers)

    def answer(self, question):
        value = self.answers.pop(0)
        return Answer(AnswerKind.VALUE if value else AnswerKind.RAISED, value)


WHOLE = trained([1.0, 2.0, 3.0], [0.0, 0.0, 0.0])


@pytest.mark.parametrize(
    ("got", "redone", "deviation"),
    [
        (WHOLE, [], 0.0),
        (trained([1.0, 2.0, 3.05], [0.0] * 3), [], 0.0),  # it ends at the same weights
        (trained([1.5, 2.5, 3.5], [0.0] * 3), [call(2.5), call(3.5)], 0.0),  # each call alike
        (trained([1.5, 2.5, 3.5], [0.0] * 3), [call(2.25), call(3.5)], 0.25),
        (trained([1.5, 2.5, 3.5], [0.0] * 3), [call(2.5), call(4.5)], 1.0),
        (trained([1.5, 2.5, 3.5], [1.0, 0.0, 0.0]), [], 0.5),  # half of another momentum
        (trained([1.5, 2.5, 3.5], [0.0, 1.0, 0.0]), [call(2.5, 1.0), call(3.5)], 0.0),
        (trained([1.5, 2.5, 3.5], [0.0] * 3), [None], 1.0),
        (trained([1.0, 2.0], [0.0] * 2), [], math.inf),
    ],
)
def test_a_training_deviates_by_what_a_call_does_from_where_it_began(
    got, redone, deviation, monkeypatch
):
    monkeypatch.setattr("autograder.checks.standards.without_memory", lambda side: side)
    standards = Standards(SimpleNamespace(reference=None, seed=0), Draw(1), data())
    monkeypatch.setattr(standards, "question", lambda *args: None)
    standard = Standard((), {}, {}, nn.Identity, Side(WHOLE, *redone))
    assert standards.deviation(standard, got) == deviation


def test_where_nobody_can_train_nothing_deviates():
    standards = Standards(SimpleNamespace(reference=None, seed=0), Draw(1), data())
    assert standards.deviation(Standard((), {}, {}, nn.Identity), WHOLE) == 0.0
    assert standards.batches == 2
