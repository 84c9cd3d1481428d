"""Checks of exercise 4."""

import pytest

from autograder.checks import points, rounding


@points(1.75)
@pytest.mark.parametrize("shape", [(7,), (2, 3, 4, 5)], ids=["one axis", "four axes"])
def test_relu_keeps_what_is_positive_and_zeroes_the_rest(ask, draw, shape):
    ask.relu(draw.tenths(*shape) * 5)
    ask.relu(draw.tenths(*shape) / 8)  # small numbers are positive too


@points(0.5)
def test_relu_takes_a_single_number_too(ask, draw):
    ask.relu(draw.tenths(1)[0])


@points(1)
def test_pooling_keeps_the_largest_value_in_each_window(ask, draw):
    ask.max_pool2d(draw.images(1, 1, 4, 6), 2)
    ask.max_pool2d(draw.images(2, 3, 6, 9), 3)


@points(1)
def test_pooling_keeps_the_largest_value_even_if_all_are_negative(ask, draw):
    ask.max_pool2d(draw.images(2, 3, 6, 4) - 5, 2)


@points(0.75)
@pytest.mark.parametrize(("kernel_size", "stride"), [(2, 1), (3, 2)])
def test_the_stride_may_differ_from_the_window(ask, draw, kernel_size, stride):
    ask.max_pool2d(draw.images(2, 3, 7, 9), kernel_size, stride)
    ask.max_pool2d(draw.images(2, 2, 8, 11), kernel_size=2, stride=3)


@points(0.75)
def test_rows_and_columns_that_fill_no_window_are_dropped(ask, draw):
    ask.max_pool2d(draw.images(2, 3, 5, 7) - 1, 2)
    ask.max_pool2d(draw.images(2, 3, 8, 7), 3)


@points(1.25)
@pytest.mark.parametrize(("inputs", "outputs"), [(4, 3), (5, 5)])
def test_a_fully_connected_layer_weighs_all_inputs(ask, draw, inputs, outputs):
    ask.linear(draw.tenths(2, inputs), draw.tenths(outputs, inputs))
    ask.linear(draw.tenths(1, inputs), draw.tenths(outputs, inputs))
    ask.linear(draw.tenths(3, inputs), draw.tenths(1, inputs))


@points(1)
def test_a_fully_connected_layer_adds_its_bias(ask, draw):
    ask.linear(draw.tenths(3, 4), draw.tenths(2, 4), draw.tenths(2) + 3)
    ask.linear(draw.tenths(3, 4), draw.tenths(3, 4), draw.tenths(3) + 3)


@points(0.75)
@pytest.mark.parametrize("layer", ["relu", "max_pool2d", "linear"])
def test_inputs_need_not_be_contiguous_in_memory(ask, draw, layer):
    elsewhere = draw.elsewhere_in_memory
    if layer == "relu":
        ask.relu(elsewhere(draw.tenths(3, 4)))
    elif layer == "max_pool2d":
        ask.max_pool2d(elsewhere(draw.images(2, 3, 6, 9)), 3)
    else:
        ask.linear(elsewhere(draw.tenths(3, 4)), elsewhere(draw.tenths(4, 4)))


@points(0.5)
def test_the_inputs_are_left_unchanged(ask, draw):
    ask.leaving_inputs().relu(draw.tenths(3, 4))
    ask.leaving_inputs().max_pool2d(draw.images(2, 3, 6, 9), 3)
    ask.leaving_inputs().linear(draw.tenths(3, 4), draw.tenths(4, 4), draw.tenths(4))


@points(0.25)
def test_nothing_is_rounded(ask, draw):
    ask.projected(rounding).relu(draw.normal(4, 5).abs())
    ask.projected(rounding).max_pool2d(draw.normal(2, 3, 6, 8), 2)
    ask.projected(rounding).linear(draw.normal(3, 4), draw.normal(4, 4), draw.normal(4))


@points(0.25)
def test_layers_return_float_tensors_like_their_inputs(ask, draw):
    ask.in_form().relu(draw.tenths(3, 4))
    ask.in_form().max_pool2d(draw.images(2, 3, 6, 8), 2)
    ask.in_form().linear(draw.tenths(3, 4), draw.tenths(4, 4), draw.tenths(4))


@points(0.25)
def test_arguments_can_be_handed_over_by_name(ask, draw):
    ask.by_name().max_pool2d(draw.images(2, 3, 6, 8), kernel_size=2, stride=1)
    ask.by_name().linear(draw.tenths(3, 4), draw.tenths(4, 4), bias=draw.tenths(4))
