"""What a page shows of a training, whatever came back."""

from __future__ import annotations

import math

import pytest
import torch
from hypothesis import given
from plain_values import anything, quick

from autograder.checks.inputs import Draw
from autograder.checks.training import POINTS, WRONG, Training, _losses, shown


def training(kernels, losses=None, count=20, wrong=0):
    draw = Draw(1)
    labels = draw.labels(count, 10)
    answers = labels.clone()
    answers[:wrong] = (labels[:wrong] + 1) % 10
    images = draw.pixels(count, 28, 28)
    return shown(kernels, losses, answers, images, labels, 93.456, (90.0, 92.0, 97.0)), labels


def test_answers_are_counted_by_label_and_answer():
    found, labels = training(None, wrong=3)
    assert sum(map(sum, found.confusion)) == 20
    assert sum(found.confusion[n][n] for n in range(10)) == 17
    first = int(labels[0])
    assert found.confusion[first][(first + 1) % 10] >= 1
    assert [(label, answer) for _, label, answer in found.wrong] == [
        (int(n), (int(n) + 1) % 10) for n in labels[:3]
    ]


def test_there_are_as_many_classes_as_occur():
    images, bounds = torch.zeros(4, 28, 28, dtype=torch.uint8), (90.0, 92.0, 97.0)
    answers, labels = torch.tensor([0, 1, 2, 2]), torch.tensor([0, 1, 1, 0])
    found = shown(None, None, answers, images, labels, 50.0, bounds)
    assert found.confusion == ((1, 0, 1), (0, 1, 1), (0, 0, 0))
    assert found.losses == found.kernels == ()


def test_only_so_many_wrong_digits_are_shown():
    assert len(training(None, wrong=15)[0].wrong) == WRONG == 12


def test_the_accuracy_has_two_decimals_and_its_bounds():
    found, _ = training(None)
    assert (found.accuracy, found.threshold, found.low, found.high) == (93.46, 90.0, 92.0, 97.0)


@pytest.mark.parametrize(
    ("losses", "points"),
    [
        (torch.tensor([1.0, 2.0]), (1.0, 2.0)),
        (torch.ones(2 * POINTS) * 0.123456, (0.1235,) * POINTS),
        (torch.arange(2.0 * POINTS), tuple(2 * n + 0.5 for n in range(POINTS))),
        (torch.tensor([]), ()),
        (torch.tensor([1.0, math.nan]), ()),
        (torch.tensor([1, 2]), ()),
        (torch.ones(2, 2), ()),
        ([1.0], ()),
        (None, ()),
    ],
)
def test_losses_are_averaged_over_stretches(losses, points):
    assert _losses(losses) == points


def test_the_kernels_and_what_they_make_of_a_digit_are_shown():
    weight = torch.arange(150.0).reshape(6, 1, 5, 5)
    found, _ = training(weight)
    assert len(found.kernels) == len(found.maps) == 6 and all(found.maps)
    assert found.kernels[1][0] == (25.0, 26.0, 27.0, 28.0, 29.0)


@pytest.mark.parametrize(
    "weight",
    [
        None,
        torch.zeros(6, 2, 5, 5),
        torch.zeros(6, 1, 5, 50),
        torch.zeros(6, 1, 5, 5).long(),
        torch.full((6, 1, 5, 5), math.inf),
        "words",
    ],
)
def test_kernels_of_another_form_are_left_out(weight):
    found, _ = training(weight)
    assert found.kernels == () and found.maps == () and found.image


@quick
@given(anything, anything)
def test_whatever_came_back_can_be_shown(losses, state):
    for kernels in (None, state):
        found, _ = training(kernels, losses)
        assert all(math.isfinite(loss) for loss in found.losses)


def test_an_accuracy_is_said_beside_what_is_needed_and_usual():
    said = Training(93.456, 90.0, 92.04, 97.0).in_a_sentence()
    assert said.startswith("93.46 % of the test images are right; 90.0 % is needed")
    assert said.endswith("92.0 to 97.0 %.")
