"""The accuracy's threshold follows from what was measured."""

from __future__ import annotations

import random
import statistics
import sys

import pytest
from helpers import HOME

from autograder.authoring.calibrate import Calibration, Training, problems_of, threshold_of
from autograder.authoring.thresholds import toml_of, write
from autograder.checks.data import load_data

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


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
    assert data.recipe.keys() == {"epochs", "lr", "momentum", "batch_size", "first_batches"}
    assert 70 < data.threshold < data.usual[0] < data.usual[1] < 100


def made(threshold=91.5):
    """Make a calibration with the reference's accuracies and one mistake's, `half`."""
    reference = [Training("reference", "", n, a, 0.0) for n, a in enumerate((95, 96, 97, 94))]
    right = [Training("right", "odd", 0, 95.0, 3e-7, 4e-7)]
    others = [Training("other recipe", "longer", 0, 95.0, 0.0, 0.1)]
    mistakes = [
        Training("mistake", "half", 0, 91.0, 0.2),
        Training("mistake", "half", 1, 95.0, 0.3),
    ]
    return Calibration("five", [*reference, *right, *others, *mistakes], threshold, 0.05, 0.06)


def test_margins_lie_between_what_is_right_and_what_is_wrong():
    assert made().margins == {"first_call": (3e-7, 0.2), "later_calls": (4e-7, 0.1)}
    assert problems_of(made()) == []


def test_a_tolerance_that_does_not_tell_right_from_wrong_is_a_problem():
    far = Training("right", "too far", 0, 95.0, 0.5, 0.0)
    one = Calibration("five", [*made().trainings, far], 91.5, 0.05, 0.06)
    assert problems_of(one) == ["first_call: the tolerance 0.05 is not between 0.5 and 0.2"]


def test_what_reaches_the_threshold_is_counted_at_the_threshold_too():
    assert made().reaching == {"half": 0.5}
    assert made(threshold=91.0).reaching == {"half": 1.0}


@pytest.mark.parametrize("shift", [0.0, 0.2, 0.4])
def test_the_threshold_is_rounded_down_to_a_half_per_cent(shift):
    numbers = random.Random(2)
    threshold = threshold_of([95 + shift + numbers.gauss(0, 0.1) for _ in range(50)])
    assert threshold * 2 == int(threshold * 2)
    assert 93 < threshold < 95


def test_a_wider_spread_gives_a_lower_threshold():
    near, far = ([95 + step * n for n in (-1, 0, 1) * 9] for step in (0.2, 0.8))
    assert threshold_of(far) < threshold_of(near)


def test_the_table_says_what_was_measured():
    text = toml_of(made(), {"epochs": 3, "lr": 0.02})
    assert tomllib.loads(text)["five"] == {
        "recipe": {"epochs": 3, "lr": 0.02},
        "threshold": 91.5,
        "reference": {
            **{"seeds": 4, "mean": 95.5, "deviation": 1.29},
            **{"least": 94.0, "low": 94.0, "high": 97.0},
        },
        "false_failures": 1e-4,
        "tolerance": 0.05,
        "later_tolerance": 0.06,
        "first_call": {"right_at_most": 3e-7, "wrong_at_least": 0.2},
        "later_calls": {"right_at_most": 4e-7, "wrong_at_least": 0.1},
        "mistakes": {"trained": 1, "share_reaching": 0.5},
    }


def test_a_calibration_replaces_its_own_table_only(tmp_path):
    (tmp_path / "data").mkdir()
    path = tmp_path / "data" / "thresholds.toml"
    old = "[five]\nthreshold = 1\n\n[other]\nthreshold = 2\n"
    path.write_text(old, encoding="utf-8")
    write(made(), {"epochs": 3}, tmp_path)
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    assert tables["other"] == {"threshold": 2}
    assert tables["five"]["threshold"] == 91.5
    assert (tmp_path / "data" / "five.svg").exists()
