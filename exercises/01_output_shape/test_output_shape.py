"""Checks of exercise 1."""

import pytest

from autograder.checks import points

FITTING = {"input_size": 8, "kernel_size": 2, "padding": 1}
"""Arguments whose kernel fits into the padding alone, so that an input of 0 is one mistake."""
WITHOUT_SENSE = {
    "input_size": (0, 8),
    "kernel_size": (0, 3),
    "stride": (0, 2),
    "dilation": (0, 2),
    "padding": (-1, 1),
}
"""Of each argument a number that makes no sense, and one that does."""


@points(0.25)
def test_a_kernel_that_fits_once_has_one_position(ask, draw):
    size = draw.integer(3, 40)
    ask.conv2d_output_shape(size, size)
    ask.conv2d_output_shape(1, 1)


@points(0.75)
def test_height_and_width_are_counted_separately(ask, draw):
    for _ in range(5):
        height, width = draw.integers(2, 12, 40)
        kh, kw = draw.integers(2, 2, 9)
        ask.conv2d_output_shape((height, width), (kh, kw))


@points(0.75)
def test_the_stride_divides_and_the_remainder_is_dropped(ask, draw):
    for _ in range(5):
        sizes, kernels = tuple(draw.integers(2, 20, 60)), tuple(draw.integers(2, 2, 7))
        ask.conv2d_output_shape(sizes, kernels, stride=tuple(draw.integers(2, 2, 5)))


@points(0.5)
def test_padding_counts_on_both_sides(ask, draw):
    for padding in (1, 2, 3):
        ask.conv2d_output_shape(draw.integer(12, 40), draw.integer(2, 7), 1, padding)
    ask.conv2d_output_shape(3, 5, 1, 1)


@points(0.5)
def test_dilation_spreads_the_kernel(ask, draw):
    for dilation in (1, 2, 3):
        size, kernel = draw.integer(16, 40), draw.integer(2, 5)
        ask.conv2d_output_shape(size, kernel, dilation=dilation)


@points(0.5)
def test_an_int_stands_for_both_directions(ask, draw):
    for _ in range(3):
        sizes, paddings = tuple(draw.integers(2, 16, 40)), tuple(draw.integers(2, 0, 3))
        ask.conv2d_output_shape(sizes, draw.integer(2, 4), draw.integer(2, 4), paddings, 2)
        ask.conv2d_output_shape(draw.integer(20, 40), (2, 5), (2, 3), draw.integer(1, 2), (1, 3))


@pytest.mark.parametrize("argument", ["an int", "pairs", "a dilation"])
@points(0.5)
def test_a_kernel_that_does_not_fit_is_refused(ask, draw, argument):
    raises_naming = ask.raises_naming(of="kernel_size").conv2d_output_shape
    if argument == "an int":
        raises_naming(draw.integer(2, 3), 6, 1, 1)
    elif argument == "pairs":
        raises_naming((draw.integer(9, 12), 4), (3, draw.integer(5, 8)))
        raises_naming((4, draw.integer(9, 12)), (draw.integer(5, 8), 3))
    else:
        raises_naming(draw.integer(4, 5), 3, dilation=3)
    ask.accepted().conv2d_output_shape(draw.integer(8, 40), 3)


@pytest.mark.parametrize("argument", list(WITHOUT_SENSE))
@points(1)
def test_a_size_that_makes_no_sense_is_refused(ask, draw, argument):
    bad, _ = WITHOUT_SENSE[argument]
    ask.raises_naming(of=argument, alone=True).conv2d_output_shape(**FITTING | {argument: bad})
    ask.accepted().conv2d_output_shape(draw.integer(8, 40), 3)


@points(0.25)
def test_a_pair_is_refused_when_only_one_of_its_numbers_makes_no_sense(ask, draw):
    for argument, (bad, good) in WITHOUT_SENSE.items():
        raises_naming = ask.raises_naming(of=argument, alone=True).conv2d_output_shape
        raises_naming(**FITTING | {argument: (bad, good)})
        raises_naming(**FITTING | {argument: (good, bad)})
    ask.accepted().conv2d_output_shape(draw.integer(8, 40), 3)


@points(0.75)
def test_pooling_windows_lie_side_by_side_by_default(ask, draw):
    for _ in range(3):
        height, width = draw.integers(2, 13, 40)
        kh, kw = draw.integers(2, 2, 5)
        ask.pool2d_output_shape((height, width), (kh, kw))
        ask.pool2d_output_shape(height, kw)
        ask.pool2d_output_shape((height, width), 4, draw.integer(1, 3))
        ask.pool2d_output_shape((height, width), 4, (3, 2), (1, 2))


@pytest.mark.parametrize(
    ("argument", "value"), [("stride", 0), ("padding", -1), ("kernel_size", 9)]
)
@points(0.75)
def test_pooling_that_makes_no_sense_is_refused(ask, draw, argument, value):
    arguments = {"input_size": 8, "kernel_size": 3} | {argument: value}
    ask.raises_naming(of=argument).pool2d_output_shape(**arguments)
    ask.accepted().pool2d_output_shape(draw.integer(8, 40), 3)


@pytest.mark.parametrize("kernel", ["square", "a pair"])
@points(0.75)
def test_weights_and_biases_all_count_as_parameters(ask, draw, kernel):
    for bias in (True, False):
        channels, filters = draw.integers(2, 2, 20)
        height, width = draw.integers(2, 2, 7)
        size = height if kernel == "square" else (height, width)
        ask.conv2d_parameter_count(channels, filters, size, bias=bias)
    ask.conv2d_parameter_count(channels, filters, size)
    ask.conv2d_parameter_count(channels, filters, 1)


@points(0.5)
def test_sizes_are_plain_ints_in_a_tuple_and_counts_are_plain_ints(ask, draw):
    ask.in_form().conv2d_output_shape(draw.integer(12, 40), draw.integer(2, 7), 2)
    ask.in_form().pool2d_output_shape(draw.integer(12, 40), 3)
    ask.in_form().conv2d_parameter_count(*draw.integers(2, 2, 20), 3)


@points(0.25)
def test_arguments_can_be_handed_over_by_name(ask, draw):
    size, kernel = draw.integer(12, 40), draw.integer(2, 5)
    asks, shared = ask.by_name(), {"stride": 2, "padding": 1}
    asks.conv2d_output_shape(size, kernel, dilation=2, **shared)
    asks.pool2d_output_shape(size, kernel, **shared)
    asks.conv2d_parameter_count(size, kernel, 3, bias=False)
