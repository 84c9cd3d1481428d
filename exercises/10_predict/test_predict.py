"""Checks of exercise 10."""

import pytest

from autograder.checks import only, points

ALIKE = 0.25
"""How much two good ways of resizing may differ, in units of MNIST's deviation."""
RAN = "the network saw the image"
GRIDS = pytest.mark.parametrize("grid", ["by default", "as requested", "more images than cells"])


def as_it_is(answer):
    """Look at the whole answer."""
    return answer


def some_images(draw, grid):
    """Return some images, and the options of a grid for them; by default more than fit."""
    shape, options = {
        "by default": ((21, 1, 28, 28), {}),
        "as requested": ((5, 28, 28), {"num_rows": 2, "num_cols": 3}),
        "more images than cells": ((9, 1, 28, 28), {"num_rows": 2, "num_cols": 3}),
    }[grid]
    return draw.normal(*shape), options


@points(0.5)
def test_a_gray_image_is_scaled_and_normalised(ask, draw):
    ask.preprocessed(draw.image_file("L", 28, 28), ".png", True)
    ask.preprocessed(draw.image_file("L", 28, 28, suffix=".bmp"), ".bmp", False)


@points(0.5)
@pytest.mark.parametrize(("mode", "width", "height"), [("RGB", 30, 84), ("RGBA", 28, 28)])
def test_any_image_becomes_gray_and_28_by_28(ask, draw, mode, width, height):
    asks = ask.projected(as_it_is, tolerance=ALIKE)
    asks.preprocessed(draw.image_file(mode, width, height, smooth=True), ".png", True)
    if width != height:  # in one smooth image the middle may look like the whole
        asks.preprocessed(draw.image_file(mode, height, width, smooth=True), ".png", True)
        asks.preprocessed(draw.image_file(mode, 20, 100, smooth=True), ".png", True)


@points(0.45)
def test_the_prediction_is_the_class_with_the_largest_logit(ask, draw):
    for _ in range(4):
        weights = draw.tracing_weights(1, 28, 28, 10)
        ask.projected(only("class")).prediction(weights, draw.image_file("L", 28, 28), True, False)


@points(0.25)
def test_the_network_predicts_without_training_or_gradients(ask, draw):
    pieces = only("weights and statistics after", "gradients recorded", RAN)
    weights = draw.tracing_weights(1, 28, 28, 10)
    ask.projected(pieces).prediction(weights, draw.image_file("L", 28, 28), True, False)


@points(0.25)
def test_the_class_is_a_plain_int_and_the_image_a_float_tensor(ask, draw):
    ask.in_form().preprocessed(draw.image_file("L", 28, 28), ".png", True)
    weights = draw.tracing_weights(1, 28, 28, 10)
    ask.projected(only("class")).in_form().prediction(
        weights, draw.image_file("L", 28, 28), True, False
    )


@points(0.25)
def test_the_image_is_moved_to_where_the_network_is(ask, draw):
    weights = draw.tracing_weights(1, 28, 28, 10)
    pieces = only("gradients recorded", RAN)
    ask.projected(pieces).prediction(weights, draw.image_file("L", 28, 28), False, True)


@GRIDS
@points(0.8)
def test_a_data_set_is_shown_as_a_grid_with_its_labels(ask, draw, grid):
    images, options = some_images(draw, grid)
    labels = draw.labels(len(images), 10)
    ask.show_dataset(images, labels, None, options, grid != "by default", False)


@GRIDS
@points(0.8)
def test_predictions_are_shown_beside_the_true_labels(ask, draw, grid):
    images, options = some_images(draw, grid)
    labels, preds = draw.labels(len(images), 10), draw.labels(len(images), 10)
    ask.show_images(images, labels, preds, options, grid != "by default", True)


@points(0.2)
def test_rows_and_columns_can_be_handed_over_by_name(ask, draw):
    images, options = some_images(draw, "as requested")
    labels = draw.labels(len(images), 10)
    ask.by_name().show_dataset(images, labels, None, options, True, False)
    ask.by_name().show_images(images, labels, labels, options, True, True)
