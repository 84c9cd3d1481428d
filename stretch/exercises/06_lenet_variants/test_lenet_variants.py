"""Checks of stretch goal 6."""

import pytest

from autograder.checks import beside, points

questions = beside(__file__, "questions")


@points(0.75)
def test_without_pooling_there_are_as_many_parameters_as_before(ask, draw):
    ask.strided_parameters(None)
    ask.strided_parameters(draw.integer(3, 8))


@points(1.25)
@pytest.mark.parametrize("count", [1, 4])
def test_without_pooling_the_convolutions_take_the_steps(ask, draw, count):
    weights = questions.some_weights(draw, questions.STRIDED, 10)
    ask.strided_logits(weights, draw.normal(count, 1, 28, 28))


@points(0.75)
def test_two_small_kernels_stand_for_one_large_one(ask, draw):
    ask.small_parameters(None)
    ask.small_parameters(draw.integer(3, 8))


@points(1.25)
@pytest.mark.parametrize("count", [1, 4])
def test_the_layers_with_small_kernels_follow_each_other(ask, draw, count):
    weights = questions.some_weights(draw, questions.SMALL, 10)
    ask.small_logits(weights, draw.normal(count, 1, 28, 28))
