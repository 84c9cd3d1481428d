"""Checks of exercise 3."""

import pytest

from autograder.checks import points, rounding


@points(0.5)
def test_a_kernel_of_one_number_turns_each_pixel_into_a_column(ask, draw):
    ask.im2col(draw.images(1, 1, 2, 3), 1)


@points(1)
def test_every_window_becomes_a_column(ask, draw):
    ask.im2col(draw.images(1, 2, 3, 4), (2, 3))
    ask.im2col(draw.images(2, 3, 5, 6), 3)


@points(0.5)
@pytest.mark.parametrize("stride", [2, 3])
def test_columns_respect_the_stride(ask, draw, stride):
    ask.im2col(draw.images(2, 3, 7, 9), (2, 3), stride=stride)


@points(0.5)
@pytest.mark.parametrize("padding", [1, 2])
def test_columns_respect_the_padding(ask, draw, padding):
    ask.im2col(draw.images(2, 3, 4, 6), (2, 3), padding=padding)


@points(0.5)
@pytest.mark.parametrize(("stride", "padding"), [(2, 1), (3, 2)])
def test_columns_respect_stride_and_padding_together(ask, draw, stride, padding):
    ask.im2col(draw.images(2, 3, 6, 9), (2, 3), stride=stride, padding=padding)


@points(0.75)
def test_the_product_holds_all_feature_maps(ask, draw):
    ask.conv2d_matmul(draw.images(2, 3, 6, 9), draw.filters(4, 3, 2, 3))
    ask.conv2d_matmul(draw.images(3, 2, 7, 5), draw.filters(5, 2, 3, 3))
    ask.conv2d_matmul(draw.images(1, 2, 4, 5), draw.filters(3, 2, 2, 3))
    ask.conv2d_matmul(draw.images(2, 2, 4, 5), draw.filters(1, 2, 2, 3))


@points(0.5)
def test_each_filter_adds_its_own_bias(ask, draw):
    ask.conv2d_matmul(draw.images(3, 1, 3, 5), draw.filters(5, 1, 1, 1), draw.tenths(5) + 3)


@points(0.5)
@pytest.mark.parametrize(("stride", "padding"), [(2, 1), (3, 2)])
def test_the_product_respects_stride_and_padding(ask, draw, stride, padding):
    images, filters = draw.images(2, 1, 6, 9), draw.filters(4, 1, 1, 2)
    ask.conv2d_matmul(images, filters, stride=stride, padding=padding)


@points(2)
def test_the_convolution_is_a_single_matrix_product(ask, draw):
    images, filters = draw.images(3, 2, 5, 6), draw.filters(4, 2, 2, 2)
    # Without biases: all of the answer comes from the product.
    ask.counting_products().conv2d_matmul(images, filters)


@points(0.25)
def test_inputs_need_not_be_contiguous_in_memory(ask, draw):
    elsewhere = draw.elsewhere_in_memory
    images, filters = draw.images(2, 3, 5, 6), draw.filters(4, 3, 2, 2)
    ask.im2col(elsewhere(images), 2)
    ask.conv2d_matmul(elsewhere(images), elsewhere(filters))


@points(0.25)
def test_the_inputs_are_left_unchanged(ask, draw):
    images, filters = draw.images(2, 3, 5, 6), draw.filters(4, 3, 2, 2)
    ask.leaving_inputs().im2col(images, 2, padding=1)
    ask.leaving_inputs().conv2d_matmul(images, filters, draw.tenths(4), padding=1)


@points(0.25)
def test_nothing_is_rounded(ask, draw):
    images, filters = draw.normal(2, 3, 5, 6), draw.normal(4, 3, 2, 2)
    ask.projected(rounding).im2col(images, 2)
    ask.projected(rounding).conv2d_matmul(images, filters, draw.normal(4))


@points(0.25)
def test_columns_and_maps_are_float_tensors_like_the_images(ask, draw):
    images, filters = draw.images(2, 3, 5, 6), draw.filters(4, 3, 2, 2)
    ask.in_form().im2col(images, 2)
    ask.in_form().conv2d_matmul(images, filters, draw.tenths(4))


@points(0.25)
def test_arguments_can_be_handed_over_by_name(ask, draw):
    images, filters = draw.images(2, 3, 5, 6), draw.filters(4, 3, 2, 2)
    ask.by_name().im2col(images, 2, stride=2, padding=1)
    ask.by_name().conv2d_matmul(images, filters, bias=draw.tenths(4), stride=2, padding=1)
