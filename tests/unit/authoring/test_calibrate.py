"""The accuracy's threshold follows from what was measured."""

from __future__ import annotations

import random
import statistics

from helpers import HOME

from autograder.authoring.calibrate import threshold_of
from autograder.checks.data import load_data


def test_the_threshold_is_missed_by_fewer_than_one_in_ten_thousand():
    numbers = random.Random(1)
    sample = [100 - numbers.lognormvariate(2.0, 0.1) for _ in range(300)]
    threshold = threshold_of(sample)
    many = [100 - numbers.lognormvariate(2.0, 0.1) for _ in range(200_000)]
    assert sum(a < threshold for a in many) / len(many) < 1e-4
    assert threshold > statistics.mean(sample) - 8


def test_the_kits_own_data_has_a_recipe_and_a_threshold_below_what_is_usual():
    data = load_data(HOME / "data" / "mnist5k")
    assert data.name == "mnist5k"
    assert data.recipe.keys() == {"epochs", "lr", "momentum", "batch_size"}
    assert 70 < data.threshold < data.usual[0] < data.usual[1] < 100
