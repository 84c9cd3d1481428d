"""Checks of exercise 4."""

import pytest

from autograder.checks import points


@points(2)
@pytest.mark.parametrize("shape", [(7,), (2, 3, 4, 5)])
def test_relu_keeps_what_is_positive(ask, draw, shape):
    ask.relu(draw.tenths(*shape) * 5)


@points(1)
def test_relu_takes_any_shape_and_any_memory(ask, draw):
    ask.relu(draw.tenths(1)[0])
    ask.relu(draw.elsewhere_in_memory(draw.tenths(3, 4)))


@points(1)
def test_pooling_keeps_the_largest_of_each_window(ask, draw):
    ask.max_pool2d(draw.images(1, 1, 4, 6), 2)
    ask.max_pool2d(draw.images(2, 3, 6, 9), 3)


@points(1)
def test_pooling_keeps_the_largest_even_if_all_are_negative(ask, draw):
    ask.max_pool2d(draw.images(2, 3, 6, 4) - 5, 2)


@points(1)
@pytest.mark.parametrize(("kernel_size", "stride"), [(2, 1), (3, 2)])
def test_the_stride_may_differ_from_the_window(ask, draw, kernel_size, stride):
    ask.max_pool2d(draw.images(2, 3, 7, 9), kernel_size, stride)
    ask.max_pool2d(draw.images(2, 2, 8, 11), kernel_size=2, stride=3)


@points(1)
def test_rows_and_columns_that_fill_no_window_are_dropped(ask, draw):
    ask.max_pool2d(draw.images(2, 3, 5, 7) - 1, 2)
    ask.max_pool2d(draw.elsewhere_in_memory(draw.images(2, 3, 8, 7)), 3)


@points(2)
@pytest.mark.parametrize(("inputs", "outputs"), [(4, 3), (5, 5)])
def test_a_fully_connected_layer_weighs_all_inputs(ask, draw, inputs, outputs):
    ask.linear(draw.tenths(2, inputs), draw.tenths(outputs, inputs))


@points(1)
def test_a_fully_connected_layer_adds_its_bias(ask, draw):
    ask.linear(draw.tenths(3, 4), draw.tenths(2, 4), draw.tenths(2) + 3)
    elsewhere = draw.elsewhere_in_memory
    ask.linear(elsewhere(draw.tenths(3, 4)), elsewhere(draw.tenths(5, 4)), bias=draw.tenths(5))
