"""Checks of exercise 9."""

import pytest

from autograder.checks import beside, only, points

questions = beside(__file__, "questions")
a_course, two_epochs = questions.a_course, questions.two_epochs


COURSES = {
    "first, second or last": [(70, 40, 50), (30, 90, 60), (60, 50, 40, 30, 20, 90)],
    "the first of equals": [(20, 80, 80, 10)],
    "none above zero": [(0, 0)],
    "by a hair": [(70, 70.01, 60), (50.2, 50.9, 50.4)],
}
BEST = pytest.mark.parametrize("best", list(COURSES))


def first(piece):
    """Look at what a piece tells of the first epoch: how many there are, other checks ask."""
    return lambda answer: {piece: answer[piece][:1]}


@points(0.75)
def test_an_epoch_trains_on_one_loader_and_evaluates_on_the_other(ask, draw):
    ask.projected(first("calls of train and evaluate")).fit_run(**two_epochs(draw))


@points(0.25)
def test_each_epoch_trains_and_then_evaluates(ask, draw):
    pieces = only("calls of train and evaluate", "each epoch goes on from the one before")
    falling = [90 - 7 * n for n in range(10)]
    for accuracies in ([40, 60, 50], falling, [96.5, 99.5, 100, 97]):
        ask.projected(pieces).fit_run(**a_course(draw, accuracies))


@points(1)
def test_the_optimizer_has_lr_and_momentum(ask, draw):
    pieces = first("settings of the optimizer")
    ask.projected(pieces).fit_run(**two_epochs(draw, lr=0.2, momentum=0.8))


@points(0.25)
def test_one_optimizer_serves_all_epochs(ask, draw):
    pieces = only("one optimizer for all epochs", "settings of the optimizer")
    ask.projected(pieces).fit_run(**a_course(draw, [40, 60, 50], lr=0.2, momentum=0.8))


@points(0.75)
def test_the_criterion_is_cross_entropy(ask, draw):
    ask.projected(first("losses of the criterion")).fit_run(**two_epochs(draw))


@points(0.25)
def test_there_are_five_epochs_by_default(ask, draw):
    pieces = only("settings of the optimizer")
    course = a_course(draw, [31.5, 70.25, 80, 75, 60]) | {"options": {}}
    ask.projected(pieces).fit_run(**course)


@points(0.8)
def test_a_line_reports_the_accuracy(ask, draw):
    ask.projected(first("lines printed")).fit_run(**two_epochs(draw))


@points(0.25)
def test_each_line_reports_the_best_accuracy_so_far(ask, draw):
    rising = [draw.integer(3000, 5000) / 100, draw.integer(6000, 9000) / 100, 55.125]
    ask.projected(only("lines printed")).fit_run(**a_course(draw, rising))


@BEST
@points(0.8)
def test_the_weights_of_the_best_epoch_are_saved(ask, draw, best):
    pieces = only("epoch of the weights in model.pt")
    for accuracies in COURSES[best]:
        ask.projected(pieces).fit_run(**a_course(draw, accuracies, lr=0.1))


@points(0.25)
def test_the_weights_of_the_best_epoch_are_left_in_the_model(ask, draw):
    pieces = only("epoch of the weights left in the model")
    ask.projected(pieces).fit_run(**a_course(draw, [30, 90, 60], lr=0.1))


@points(0.5)
def test_the_gradients_of_the_best_epoch_are_saved(ask, draw):
    pieces = only("epoch of the gradients in model_gradients.pt")
    ask.projected(pieces).fit_run(**a_course(draw, [30, 90, 60]))


@points(0.25)
def test_the_files_hold_tensors_by_name(ask, draw):
    pieces = only("names in model.pt", "names in model_gradients.pt")
    ask.projected(pieces).fit_run(**a_course(draw, [30, 50]))


@points(0.7)
def test_a_parameter_without_a_gradient_is_left_out(ask, draw):
    pieces = only("names in model_gradients.pt")
    ask.projected(pieces).fit_run(**a_course(draw, [30, 50], unused=True))


@points(0.2)
def test_the_files_go_into_the_requested_folder(ask, draw):
    pieces = only("files in the requested folder", "files in the current folder")
    for folder in ("str", "Path"):
        ask.projected(pieces).fit_run(**a_course(draw, [30, 50]) | {"folder": folder})


@points(0.5)
def test_an_accuracy_is_returned_as_a_number(ask, draw):
    ask.projected(only("best accuracy")).in_form().fit_run(**two_epochs(draw))


@points(0.25)
def test_the_best_accuracy_is_returned(ask, draw):
    best = draw.integer(7000, 9900) / 100
    ask.projected(only("best accuracy")).fit_run(**a_course(draw, [20, best, 40]))


@points(0.25)
def test_arguments_can_be_handed_over_by_name(ask, draw):
    ask.by_name().fit_run(**two_epochs(draw, lr=0.2, momentum=0.8))
