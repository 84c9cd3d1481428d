"""Checks of exercise 2."""

import pytest
import torch

from autograder.checks import points, rounding


@points(0.5)
def test_a_kernel_of_one_number_scales_the_channel(ask, draw):
    ask.cross_correlate(draw.channel(3, 4), draw.kernel(1, 1))


@points(2.5)
@pytest.mark.parametrize(("height", "width", "kh", "kw"), [(4, 5, 2, 3), (9, 7, 4, 2)])
def test_a_kernel_slides_over_every_position_of_a_channel(ask, draw, height, width, kh, kw):
    ask.cross_correlate(draw.channel(height, width), draw.kernel(kh, kw))


@points(0.5)
def test_a_kernel_as_large_as_the_channel_gives_one_number(ask, draw):
    ask.cross_correlate(draw.channel(3, 4), draw.kernel(3, 4))


@points(1.5)
@pytest.mark.parametrize("channels", [1, 3, 4])
def test_a_filter_sums_one_kernel_per_channel(ask, draw, channels):
    ask.apply_filter(draw.image(channels, 6, 5), draw.kernels(channels, 3, 2))


@points(1)
@pytest.mark.parametrize("kind", ["a float", "a tensor"])
def test_the_bias_of_a_filter_is_added_once(ask, draw, kind):
    bias = draw.number() if kind == "a float" else torch.tensor(-draw.number())
    ask.apply_filter(draw.image(3, 5, 4), draw.kernels(3, 1, 1), bias=bias)


@points(1)
@pytest.mark.parametrize("kernels", [2, 4])
def test_a_filter_with_the_wrong_number_of_kernels_is_refused(ask, draw, kernels):
    raises_naming = ask.raises_naming(of="kernels", alone=True)
    raises_naming.apply_filter(draw.image(3, 5, 4), draw.kernels(kernels, 2, 2))
    # Whoever refuses everything has not seen what is wrong with these.
    ask.accepted().apply_filter(draw.image(3, 5, 4), draw.kernels(3, 2, 2))


@points(1)
def test_a_layer_produces_one_feature_map_per_filter(ask, draw):
    ask.conv_layer(draw.image(3, 6, 7), draw.filters(4, 3, 2, 3))
    ask.conv_layer(draw.image(2, 4, 5), draw.filters(1, 2, 3, 2))


@points(0.75)
def test_a_layer_adds_its_own_bias_for_each_filter(ask, draw):
    ask.conv_layer(draw.image(1, 5, 6), draw.filters(5, 1, 1, 1), draw.tenths(5) + 3)


@points(1)
@pytest.mark.parametrize("stride", [2, 3])
def test_the_stride_applies_in_both_directions(ask, draw, stride):
    ask.conv_layer(draw.image(1, 7, 9), draw.filters(4, 1, 1, 1), stride=stride)


@points(1)
@pytest.mark.parametrize("padding", [1, 2])
def test_padding_adds_zeros_on_all_sides(ask, draw, padding):
    ask.conv_layer(draw.image(1, 5, 7) + 3, draw.filters(4, 1, 1, 1), padding=padding)


@points(0.75)
@pytest.mark.parametrize(("stride", "padding"), [(2, 1), (3, 2)])
def test_stride_and_padding_work_together(ask, draw, stride, padding):
    ask.conv_layer(draw.image(3, 6, 9), draw.filters(4, 3, 2, 3), stride=stride, padding=padding)


@points(0.5)
def test_inputs_need_not_be_contiguous_in_memory(ask, draw):
    elsewhere = draw.elsewhere_in_memory
    ask.cross_correlate(elsewhere(draw.channel(5, 6)), elsewhere(draw.kernel(3, 3)))
    ask.conv_layer(elsewhere(draw.image(3, 6, 5)), elsewhere(draw.filters(2, 3, 3, 3)))


@points(0.5)
def test_the_inputs_are_left_unchanged(ask, draw):
    asks = ask.leaving_inputs()
    asks.cross_correlate(draw.channel(5, 6), draw.kernel(3, 3))
    asks.apply_filter(draw.image(3, 5, 4), draw.kernels(3, 2, 2), draw.number())
    filters = draw.filters(2, 3, 3, 3)
    asks.conv_layer(draw.image(3, 6, 5), filters, draw.tenths(2), stride=2, padding=1)


@points(0.5)
def test_nothing_is_rounded(ask, draw):
    asks = ask.projected(rounding)
    asks.cross_correlate(draw.normal(5, 6), draw.normal(3, 3))
    asks.apply_filter(draw.normal(2, 6, 5), draw.normal(2, 3, 3), draw.number())
    asks.conv_layer(draw.normal(2, 6, 5), draw.normal(3, 2, 3, 3), draw.normal(3), padding=1)


@points(0.5)
def test_a_feature_map_is_a_float_tensor_like_the_image(ask, draw):
    ask.in_form().cross_correlate(draw.channel(5, 6), draw.kernel(3, 3))
    ask.in_form().apply_filter(draw.image(2, 5, 6), draw.kernels(2, 3, 3), draw.number())
    ask.in_form().conv_layer(draw.image(2, 5, 6), draw.filters(3, 2, 3, 3), draw.tenths(3))


@points(0.5)
def test_arguments_can_be_handed_over_by_name(ask, draw):
    image, filters = draw.image(2, 5, 6), draw.filters(3, 2, 3, 3)
    ask.by_name().apply_filter(image, filters[0], bias=draw.number())
    ask.by_name().conv_layer(image, filters, bias=draw.tenths(3), stride=2, padding=1)
