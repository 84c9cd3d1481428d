"""The check of the accuracy: LeNet and train, put together."""

from autograder.checks import accuracy, points


@points(10)
def test_the_trained_network_recognises_digits(ask, draw, data, verdicts, record_property):
    outcome = accuracy.train_and_test(ask, draw, data, verdicts)
    for name in ("training", "carried", "review"):
        record_property(name, getattr(outcome, name))
    accuracy.verify(outcome, data)
