"""Checks of stretch goal 4."""

import pytest

from autograder.checks import points


@points(1.5)
@pytest.mark.parametrize("kernel_size", [2, 3])
def test_each_window_becomes_its_mean(ask, draw, kernel_size):
    ask.avg_pool2d(draw.images(2, 3, 6, 9) + 1, kernel_size)


@points(0.5)
def test_rows_and_columns_that_fill_no_window_are_dropped(ask, draw):
    ask.avg_pool2d(draw.images(2, 2, 5, 7), 2)


@points(1)
def test_the_stride_may_differ_from_the_window(ask, draw):
    ask.avg_pool2d(draw.images(2, 2, 7, 9), 3, 2)
    ask.avg_pool2d(draw.images(1, 2, 8, 7), kernel_size=2, stride=3)


@points(1)
def test_the_zeros_of_the_padding_count(ask, draw):
    ask.avg_pool2d(draw.images(2, 1, 5, 6) + 3, 2, padding=1)
    ask.avg_pool2d(draw.images(2, 3, 6, 7) + 3, 3, 2, 1)
