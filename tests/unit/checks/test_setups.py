"""What a scenario sets up is told in a few words."""

from __future__ import annotations

import torch

from autograder.checks import setups
from autograder.checks.inputs import Draw


def test_batches_are_counted_with_their_shape():
    given = {"images": torch.zeros(12, 1, 8, 9), "batch_size": 5}
    assert setups.batches(given) == "12 images of shape (1, 8, 9) in batches of 5"


def test_a_network_is_its_layers():
    weights = {"conv.weight": torch.zeros(4, 3, 2, 5), "fc.weight": torch.zeros(7, 64)}
    assert setups.network(weights) == (
        "the network's layers: Conv2d(3, 4, (2, 5)) → BatchNorm2d(4) → Linear(64, 7)"
    )


def test_another_device_is_told_where_there_is_one():
    assert (
        list(setups.on_fake_device({})) == list(setups.on_fake_device({"on_fake_device": 0})) == []
    )
    (words,) = setups.on_fake_device({"on_fake_device": True})
    assert words == "the network is on another device than the images"


def test_an_image_is_its_size_and_mode():
    assert setups.image(Draw(1).image_file("L", 20, 30)) == "an image of 20 x 30, L"
