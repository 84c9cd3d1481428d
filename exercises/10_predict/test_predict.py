"""Checks of exercise 10."""

import pytest

from autograder.checks import points

ALIKE = 0.25
"""How much two good ways of resizing may differ, in units of MNIST's deviation."""


def as_it_is(answer):
    """Look at the whole answer."""
    return answer


@points(1)
def test_a_gray_image_is_scaled_and_normalised(ask, draw):
    ask.preprocessed(draw.image_file(), ".png", True)
    ask.preprocessed(draw.image_file(suffix=".bmp"), ".bmp", False)


@points(0.5)
@pytest.mark.parametrize(("mode", "width", "height"), [("RGB", 40, 56), ("RGBA", 28, 28)])
def test_any_image_becomes_gray_and_28_by_28(ask, draw, mode, width, height):
    file = draw.image_file(mode, width, height)
    ask.comparing(as_it_is, tolerance=ALIKE).preprocessed(file, ".png", True)


@points(0.25)
def test_the_prediction_is_the_class_of_the_largest_logit(ask, draw):
    for _ in range(4):
        weights = draw.probe_weights(1, 28, 28, 10)
        ask.prediction(weights, draw.image_file(), True, False)


@points(0.25)
def test_the_image_is_moved_to_the_networks_own_device(ask, draw):
    weights = draw.probe_weights(1, 28, 28, 10)
    ask.prediction(weights, draw.image_file(), False, True)


@points(1)
@pytest.mark.parametrize(
    ("shape", "grid"),
    [((12, 1, 28, 28), {}), ((5, 28, 28), {"num_rows": 2, "num_cols": 3})],
    ids=["by default", "as asked for"],
)
def test_a_data_set_is_shown_as_a_grid_with_its_labels(ask, draw, shape, grid):
    images, labels = draw.normal(*shape), draw.labels(shape[0], 10)
    ask.show_dataset(images, labels, None, grid, not grid, False)


@points(1)
@pytest.mark.parametrize(
    ("shape", "grid"),
    [((13, 28, 28), {}), ((7, 1, 28, 28), {"num_rows": 2, "num_cols": 3})],
    ids=["by default", "as asked for"],
)
def test_predictions_are_shown_beside_the_true_labels(ask, draw, shape, grid):
    images = draw.normal(*shape)
    labels, preds = draw.labels(shape[0], 10), draw.labels(shape[0], 10)
    ask.show_images(images, labels, preds, grid, bool(grid), True)
