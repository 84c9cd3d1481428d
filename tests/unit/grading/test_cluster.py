"""A worker that grades with something else is unfit, and says with what."""

from __future__ import annotations

import dataclasses

import pytest
from helpers import HOME

from autograder.grading import cluster
from autograder.grading.cluster import Cluster, GradingJobSpec, why_unfit
from autograder.grading.versions import version_here
from autograder.sandbox.limits import Limits
from autograder.sandbox.walls import NO_WALLS

DATA = HOME / "data" / "mnist5k"


@pytest.fixture(scope="module")
def order():
    return GradingJobSpec(1, Limits(), (), False, str(DATA), "cpu", "en", version_here(DATA))


def test_a_worker_with_the_same_kit_and_data_is_fit(order):
    assert why_unfit(order) == ""


def test_a_worker_with_another_torch_says_which(order):
    needed = dataclasses.replace(order.needed, torch="0.1")
    words = why_unfit(dataclasses.replace(order, needed=needed))
    assert words == f"it has torch {order.needed.torch} where 0.1 is needed"


def test_a_worker_without_the_data_says_where_it_looked(order, tmp_path):
    words = why_unfit(dataclasses.replace(order, data=str(tmp_path)))
    assert str(tmp_path) in words
    assert "MNIST/raw" in words


def test_a_worker_without_a_sandbox_is_unfit_only_where_one_is_needed(order, monkeypatch):
    monkeypatch.setattr(cluster, "walls_of_this_machine", lambda: NO_WALLS)
    assert why_unfit(order) == ""
    assert "no sandbox" in why_unfit(dataclasses.replace(order, walled=True))


def test_a_cluster_that_was_not_asked_yet_grades_one_at_a_time():
    assert Cluster("tcp://x:1", None, True).slots == 1
