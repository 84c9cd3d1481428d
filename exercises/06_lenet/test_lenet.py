"""Checks of exercise 6."""

import pytest

from autograder.checks import points


@points(2)
def test_lenet_has_two_convolutions_and_three_linear_layers(ask):
    ask.lenet_parameters(None)


@points(1)
def test_the_number_of_classes_can_be_chosen(ask, draw):
    ask.lenet_parameters(draw.integer(3, 8))


@points(4)
@pytest.mark.parametrize("count", [1, 5])
def test_the_layers_follow_each_other_as_they_must(ask, draw, count):
    ask.lenet_logits(draw.lenet_weights(10), draw.normal(count, 1, 28, 28), False)


@points(2)
def test_nothing_is_added_while_it_trains(ask, draw):
    ask.lenet_logits(draw.lenet_weights(7), draw.normal(3, 1, 28, 28), True)


@points(1)
def test_numbers_may_lie_anywhere_in_memory(ask, draw):
    images = draw.elsewhere_in_memory(draw.normal(4, 1, 28, 28))
    ask.lenet_logits(draw.lenet_weights(10), images, False)
