"""Checks of exercise 3."""

import pytest

from autograder.checks import points


@points(1)
def test_a_kernel_of_one_number_makes_a_column_of_each_pixel(ask, draw):
    ask.im2col(draw.images(1, 1, 2, 3), 1)


@points(1)
def test_every_window_becomes_a_column(ask, draw):
    ask.im2col(draw.images(1, 2, 3, 4), (2, 3))
    ask.im2col(draw.images(2, 3, 5, 6), 3)


@points(2)
@pytest.mark.parametrize(("stride", "padding"), [(2, 0), (1, 1), (2, 1), (3, 2)])
def test_columns_follow_stride_and_padding(ask, draw, stride, padding):
    ask.im2col(draw.images(2, 3, 6, 9), (2, 3), stride=stride, padding=padding)


@points(1)
def test_one_product_gives_all_feature_maps(ask, draw):
    ask.conv2d_matmul(draw.images(2, 3, 6, 9), draw.filters(4, 3, 2, 3))
    ask.conv2d_matmul(draw.images(3, 2, 7, 5), draw.filters(5, 2, 3, 3), draw.tenths(5) + 3)


@points(1)
@pytest.mark.parametrize(("stride", "padding"), [(2, 1), (3, 2)])
def test_the_product_follows_stride_and_padding(ask, draw, stride, padding):
    images, filters = draw.images(2, 3, 6, 9), draw.filters(4, 3, 2, 3)
    ask.conv2d_matmul(images, filters, draw.tenths(4) + 3, stride=stride, padding=padding)


@points(1)
def test_the_convolution_is_a_single_matrix_product(ask, draw):
    images, filters = draw.images(3, 2, 5, 6), draw.filters(4, 2, 2, 3)
    ask.counting_products().conv2d_matmul(images, filters, draw.tenths(4))


@points(1)
def test_numbers_may_lie_anywhere_in_memory(ask, draw):
    elsewhere = draw.elsewhere_in_memory
    images, filters = draw.images(2, 3, 5, 6), draw.filters(4, 3, 2, 3)
    ask.im2col(elsewhere(images), (2, 3))
    ask.im2col(elsewhere(images), (2, 3), 2, 1)
    ask.conv2d_matmul(elsewhere(images), elsewhere(filters), draw.tenths(4), 2, 1)
