"""Checks of exercise 1."""

import pytest

from autograder.checks import points


@points(1)
@pytest.mark.parametrize("sparsity", [0.25, 0.6])
def test_the_smallest_magnitudes_are_dropped(ask, draw, sparsity):
    ask.magnitude_mask(draw.normal(4, 5), sparsity)


@points(0.5)
def test_a_mask_has_the_shape_of_the_weight(ask, draw):
    ask.magnitude_mask(draw.normal(3, 2, 5), 0.4)


@points(0.5)
@pytest.mark.parametrize("sparsity", [0.13, 0.29, 0.62])
def test_the_count_is_rounded_to_the_nearest(ask, draw, sparsity):
    ask.magnitude_mask(draw.normal(3, 5), sparsity)


@points(0.75)
def test_of_equal_magnitudes_the_first_ones_are_dropped(ask, draw):
    ask.magnitude_mask(draw.tenths(6, 1).repeat(1, 5), 0.45)


@points(0.5)
@pytest.mark.parametrize("sparsity", [0, 1])
def test_nothing_or_everything_may_be_dropped(ask, draw, sparsity):
    ask.magnitude_mask(draw.normal(3, 4), sparsity)


@points(0.5)
@pytest.mark.parametrize("sparsity", [-0.1, 1.5])
def test_a_sparsity_outside_of_0_to_1_is_refused(ask, draw, sparsity):
    ask.raises_naming(of="sparsity", alone=True).magnitude_mask(draw.normal(3, 4), sparsity)
    # Whoever refuses everything has not seen what is wrong with this one.
    ask.magnitude_mask(draw.normal(3, 4), 0.5)


@points(0.25)
def test_a_mask_holds_truth_values(ask, draw):
    ask.in_form().magnitude_mask(draw.normal(3, 4), 0.5)


@points(0.75)
@pytest.mark.parametrize("sparsity", [0.3, 0.7])
def test_what_is_dropped_becomes_zero_and_the_rest_stays(ask, draw, sparsity):
    ask.prune_linear(draw.normal(4, 6), sparsity)


@points(0.5)
def test_pruning_follows_the_mask_where_magnitudes_are_equal(ask, draw):
    ask.prune_linear(draw.tenths(5, 1).repeat(1, 4), 0.45)


@points(0.25)
def test_inputs_need_not_be_contiguous_in_memory(ask, draw):
    ask.magnitude_mask(draw.elsewhere_in_memory(draw.tenths(5, 4)), 0.5)
    ask.prune_linear(draw.elsewhere_in_memory(draw.tenths(5, 4)), 0.5)


@points(0.5)
def test_the_inputs_are_left_unchanged(ask, draw):
    ask.leaving_inputs().magnitude_mask(draw.normal(4, 5), 0.5)
    ask.leaving_inputs().prune_linear(draw.normal(4, 5), 0.5)
