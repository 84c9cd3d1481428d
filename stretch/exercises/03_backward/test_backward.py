"""Checks of stretch goal 3."""

import pytest

from autograder.checks import beside, points

a_step_back = beside(__file__, "questions").a_step_back


def _of_images(answer):
    return answer[0]


def _of_weight(answer):
    return answer[1]


def _of_bias(answer):
    return answer[2]


@points(0.5)
def test_each_filter_gets_the_gradient_of_its_bias(ask, draw):
    ask.projected(_of_bias).conv2d_backward(*a_step_back(draw))


@points(1)
def test_each_weight_gets_its_gradient_over_all_images_and_positions(ask, draw):
    ask.projected(_of_weight).conv2d_backward(*a_step_back(draw))
    ask.projected(_of_weight).conv2d_backward(*a_step_back(draw, (5, 6), (2, 3)))


@points(0.5)
def test_a_kernel_of_one_number_passes_the_gradient_back(ask, draw):
    ask.projected(_of_images).conv2d_backward(*a_step_back(draw, (3, 4), (1, 1)))


@points(1)
def test_a_pixel_gets_its_gradient_from_every_window_that_sees_it(ask, draw):
    ask.projected(_of_images).conv2d_backward(*a_step_back(draw))
    ask.projected(_of_images).conv2d_backward(*a_step_back(draw, (5, 6), (2, 3)))


@points(1)
@pytest.mark.parametrize(("stride", "padding"), [(2, 0), (1, 2), (3, 1)])
def test_stride_and_padding_are_undone(ask, draw, stride, padding):
    options = {"stride": stride, "padding": padding}
    case = a_step_back(draw, **options)
    ask.projected(_of_weight).conv2d_backward(*case, **options)
    ask.projected(_of_images).conv2d_backward(*case, **options)
