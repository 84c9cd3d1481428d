"""What is recorded names the parameters of each function that is asked by them."""

from __future__ import annotations

from autograder.authoring.recording import STORED_FIELDS, _arguments
from autograder.checks.sides import InProcess


def test_the_parameters_of_the_reference_are_in_its_order():
    named = _arguments(InProcess.of_reference())
    assert named["filters.apply_filter"] == ["image", "kernels", "bias"]
    assert named["layers.max_pool2d"] == ["x", "kernel_size", "stride"]
    assert list(named) == sorted(named)


def test_how_a_mistake_is_made_is_not_told():
    assert "edits" not in STORED_FIELDS
