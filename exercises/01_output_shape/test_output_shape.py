"""Checks of exercise 1."""

import pytest

from autograder.checks import points


@points(1)
def test_a_kernel_that_fits_once_has_one_place(ask):
    ask.conv2d_output_shape(5, 5)
    ask.conv2d_output_shape((1, 4), (1, 4))


@points(1)
def test_height_and_width_are_counted_each_for_itself(ask, draw):
    for _ in range(5):
        height, width = draw.integers(2, 12, 40)
        kh, kw = draw.integers(2, 2, 9)
        ask.conv2d_output_shape((height, width), (kh, kw))


@points(1)
def test_the_stride_divides_and_the_rest_is_dropped(ask, draw):
    for stride in (2, 3, 4, 5):
        ask.conv2d_output_shape(draw.integer(20, 60), draw.integer(2, 7), stride)
        strides = tuple(draw.integers(2, 2, 5))
        ask.conv2d_output_shape((draw.integer(20, 40), 33), (3, 4), stride=strides)


@points(1)
def test_padding_and_dilation_count_on_both_sides(ask, draw):
    for dilation in (1, 2, 3):
        height, width = draw.integers(2, 16, 40)
        paddings = tuple(draw.integers(2, 0, 4))
        ask.conv2d_output_shape((height, width), (3, 4), 1, paddings, dilation)
        ask.conv2d_output_shape(height, 4, 2, draw.integer(1, 3), (dilation, 4 - dilation))
        ask.conv2d_output_shape(height, draw.integer(2, 5), draw.integer(1, 3), 0, dilation)


@points(1)
def test_a_kernel_that_does_not_fit_is_refused(ask, draw):
    refusal = ask.refusal(of="kernel_size")
    refusal.conv2d_output_shape((draw.integer(9, 12), 4), (3, draw.integer(5, 8)))
    refusal.conv2d_output_shape(draw.integer(2, 3), 6, 1, 1)
    refusal.conv2d_output_shape((5, 9), 3, dilation=(3, 2))
    refusal.pool2d_output_shape(3, draw.integer(4, 6))
    ask.conv2d_output_shape(3, 5, 1, 1)


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("input_size", (0, 5)),
        ("kernel_size", (2, 0)),
        ("stride", 0),
        ("dilation", (1, 0)),
        ("padding", (0, -1)),
    ],
)
@points(1)
def test_a_size_that_makes_no_sense_is_refused(ask, argument, value):
    arguments = {"input_size": (8, 9), "kernel_size": (3, 2)} | {argument: value}
    ask.refusal(of=argument).conv2d_output_shape(**arguments)


@points(1)
def test_pooling_windows_lie_side_by_side_unless_told_otherwise(ask, draw):
    for _ in range(3):
        height, width = draw.integers(2, 13, 40)
        kh, kw = draw.integers(2, 2, 5)
        ask.pool2d_output_shape((height, width), (kh, kw))
        ask.pool2d_output_shape(height, kw)
        ask.pool2d_output_shape((height, width), 4, draw.integer(1, 3))
        ask.pool2d_output_shape((height, width), 4, (3, 2), (1, 2))


@points(1)
def test_parameters_are_counted_by_filters_kernels_and_biases(ask, draw):
    for bias in (True, False):
        channels, filters = draw.integers(2, 2, 20)
        ask.conv2d_parameter_count(channels, filters, draw.integer(2, 7), bias)
        ask.conv2d_parameter_count(channels, filters, tuple(draw.integers(2, 1, 7)), bias=bias)
    ask.conv2d_parameter_count(channels, filters, (1, 5))
