"""Checks of exercise 2."""

import pytest
import torch

from autograder.checks import points


@points(1)
def test_a_kernel_of_one_number_scales_the_channel(ask, draw):
    ask.cross_correlate(draw.channel(3, 4), draw.kernel(1, 1))


@points(2)
@pytest.mark.parametrize(("height", "width", "kh", "kw"), [(4, 5, 2, 3), (9, 7, 4, 2)])
def test_a_kernel_slides_over_every_place_of_a_channel(ask, draw, height, width, kh, kw):
    ask.cross_correlate(draw.channel(height, width), draw.kernel(kh, kw))


@points(1)
def test_a_kernel_as_large_as_the_channel_gives_one_number(ask, draw):
    ask.cross_correlate(draw.channel(3, 4), draw.kernel(3, 4))


@points(3)
@pytest.mark.parametrize("channels", [1, 3, 4])
def test_a_filter_sums_one_kernel_per_channel(ask, draw, channels):
    ask.apply_filter(draw.image(channels, 6, 5), draw.kernels(channels, 3, 2))


@points(1)
def test_the_bias_of_a_filter_is_added_once(ask, draw):
    image, kernels = draw.image(3, 5, 4), draw.kernels(3, 2, 3)
    ask.apply_filter(image, kernels, draw.number())
    ask.apply_filter(image, kernels, bias=torch.tensor(-draw.number()))


@points(1)
@pytest.mark.parametrize("kernels", [2, 4])
def test_a_filter_with_another_number_of_kernels_is_refused(ask, draw, kernels):
    ask.refusal(of="kernels").apply_filter(draw.image(3, 5, 4), draw.kernels(kernels, 2, 2))


@points(1)
def test_a_layer_makes_one_feature_map_for_each_filter(ask, draw):
    ask.conv_layer(draw.image(3, 6, 7), draw.filters(4, 3, 2, 3))


@points(1)
def test_a_layer_adds_each_filter_its_own_bias(ask, draw):
    ask.conv_layer(draw.image(2, 5, 6), draw.filters(5, 2, 3, 2), draw.tenths(5) + 3)


@points(2)
@pytest.mark.parametrize(("stride", "padding"), [(2, 0), (1, 2), (2, 1), (3, 1)])
def test_stride_and_padding_hold_for_both_directions(ask, draw, stride, padding):
    image, filters = draw.image(3, 6, 9), draw.filters(4, 3, 2, 3)
    ask.conv_layer(image, filters, draw.tenths(4) + 3, stride=stride, padding=padding)


@points(1)
def test_numbers_may_lie_anywhere_in_memory(ask, draw):
    ask.cross_correlate(draw.elsewhere_in_memory(draw.channel(5, 6)), draw.kernel(2, 3))
    image, filters = draw.image(3, 6, 5), draw.filters(2, 3, 3, 2)
    elsewhere = draw.elsewhere_in_memory
    ask.conv_layer(elsewhere(image), elsewhere(filters), draw.tenths(2), padding=1)
