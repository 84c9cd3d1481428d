"""Checks of exercise 6."""

import pytest

from autograder.checks import beside, only, points

questions = beside(__file__, "questions")


@points(1.5)
def test_lenet_has_two_convolutions_and_three_linear_layers(ask):
    ask.projected(questions.parameter_names).lenet_parameters(None)


@points(1)
def test_the_convolutions_have_the_right_sizes(ask):
    ask.projected(questions.shapes_in("conv")).lenet_parameters(None)


@points(0.75)
def test_the_linear_layers_have_the_right_sizes(ask):
    ask.projected(questions.shapes_in("fc")).lenet_parameters(None)


@points(1)
def test_all_parameters_are_trained(ask):
    pieces = only("there are parameters", "parameters that are not trained")
    ask.projected(pieces).lenet_parameters(None)


@points(1.5)
def test_the_number_of_classes_can_be_chosen(ask, draw):
    ask.projected(only("outputs of the last layer")).lenet_parameters(draw.integer(3, 5))
    ask.projected(only("outputs of the last layer")).lenet_parameters(draw.integer(7, 9))


@points(2.25)
@pytest.mark.parametrize("count", [1, 5])
def test_the_layers_follow_each_other_in_the_right_order(ask, draw, count):
    ask.projected(questions.without_way).lenet_logits(
        questions.lenet_weights(draw, 10), draw.normal(count, 1, 28, 28), False
    )


@points(0.75)
def test_each_layer_adds_its_biases(ask, draw):
    images = draw.normal(3, 1, 28, 28).abs()
    ask.projected(questions.without_way).lenet_logits(
        questions.lenet_weights_with_biases(draw, 10), images, False
    )


@points(0.75)
def test_training_mode_adds_nothing(ask, draw):
    pieces = only("logits differ in training mode", "parameters without a gradient")
    ask.projected(pieces).lenet_logits(
        questions.lenet_weights(draw, 7), draw.normal(3, 1, 28, 28), True
    )


@points(0.5)
def test_inputs_need_not_be_contiguous_in_memory(ask, draw):
    images = draw.elsewhere_in_memory(draw.normal(4, 1, 28, 28))
    ask.projected(questions.without_way).lenet_logits(
        questions.lenet_weights(draw, 10), images, False
    )
