"""Checks of stretch goal 2."""

import pytest

from autograder.checks import points


@points(1)
def test_a_dilation_of_one_is_the_layer_of_the_exercise(ask, draw):
    image, filters = draw.image(3, 6, 9), draw.filters(4, 3, 2, 3)
    ask.dilated_conv_layer(image, filters, draw.tenths(4), stride=2, padding=1)


@points(1)
@pytest.mark.parametrize("dilation", [2, 3])
def test_the_elements_of_a_kernel_stand_apart(ask, draw, dilation):
    image = draw.image(2, 9, 11)
    ask.dilated_conv_layer(image, draw.filters(3, 2, 3, 2), dilation=dilation)
    ask.dilated_conv_layer(image, draw.filters(2, 2, 1, 3), dilation=dilation)


@points(1)
def test_a_kernel_that_just_fits_gives_one_number(ask, draw):
    ask.dilated_conv_layer(draw.image(2, 5, 7), draw.filters(2, 2, 3, 4), dilation=2)


@points(1)
@pytest.mark.parametrize(("stride", "padding"), [(2, 1), (3, 2)])
def test_dilation_works_together_with_stride_and_padding(ask, draw, stride, padding):
    image, filters = draw.image(2, 9, 11), draw.filters(3, 2, 3, 2)
    options = {"stride": stride, "padding": padding, "dilation": 2}
    ask.dilated_conv_layer(image, filters, draw.tenths(3), **options)
