"""The check of the accuracy: LeNet and train, put together."""

from autograder.checks import accuracy, points


@points(10)
def test_the_trained_network_recognises_digits(ask, draw, data, record_property):
    outcome = accuracy.train_and_test(ask, draw, data)
    record_property("training", outcome.training)
    accuracy.verify(outcome, data)
