"""Checks of exercise 9."""

import pytest

from autograder.checks import points


def a_course(draw, accuracies, **options):
    """Epochs whose accuracies are set beforehand, for the scenario `several_epochs`."""
    return {
        "weight": draw.normal(3, 4),
        "steps": draw.normal(len(accuracies), 3, 4),
        "accuracies": [float(a) for a in accuracies],
        "before": 12.5,
        "options": {"num_epoch": len(accuracies)} | options,
        "folder_as_text": True,
    }


def only(*names):
    """Look at some of what the scenario tells."""
    return lambda answer: {name: answer[name] for name in names}


TRAINING = only(
    "epochs trained",
    "one optimizer for all epochs",
    "settings of the optimizer",
    "losses of the criterion",
    "weights after each epoch",
)
BEST = only("best accuracy", "model.pt", "weights left in the model")


@points(1)
def test_each_epoch_trains_with_one_sgd_optimizer_and_cross_entropy(ask, draw):
    ask.comparing(TRAINING).several_epochs(**a_course(draw, [40, 60, 50], lr=0.2, momentum=0.8))


@points(1)
def test_without_options_there_are_five_epochs(ask, draw):
    course = a_course(draw, [31.5, 70.25, 80, 75, 60]) | {"options": {}}
    ask.comparing(TRAINING).several_epochs(**course)


@points(1)
def test_a_line_tells_the_accuracy_of_each_epoch_and_the_best(ask, draw):
    rising = [draw.integer(3000, 5000) / 100, draw.integer(6000, 9000) / 100, 55.125]
    ask.comparing(only("lines printed")).several_epochs(**a_course(draw, rising))


@points(2)
@pytest.mark.parametrize(
    "accuracies", [(30, 90, 60), (20, 80, 80, 10), (70, 40, 50), (0, 0)], ids=str
)
def test_the_weights_of_the_best_epoch_are_kept(ask, draw, accuracies):
    ask.comparing(BEST).several_epochs(**a_course(draw, accuracies, lr=0.1))


@points(1)
@pytest.mark.parametrize("accuracies", [(30, 90, 60), (0, 0)], ids=str)
def test_the_gradients_of_the_best_epoch_are_kept(ask, draw, accuracies):
    ask.comparing(only("model_gradients.pt")).several_epochs(**a_course(draw, accuracies))


@points(1)
def test_the_files_go_into_the_folder_that_was_asked_for(ask, draw):
    told = only("model.pt", "model_gradients.pt", "files in the current folder")
    ask.comparing(told).several_epochs(**a_course(draw, [30, 50]) | {"folder_as_text": False})


@points(1)
def test_the_best_accuracy_is_returned(ask, draw):
    best = draw.integer(7000, 9900) / 100
    ask.comparing(only("best accuracy")).several_epochs(**a_course(draw, [20, best, 40]))
