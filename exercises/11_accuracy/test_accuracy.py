"""The check of the accuracy: LeNet and train, put together."""

from autograder.checks import beside, points

measure = beside(__file__, "measure")


@points(10)
def test_the_trained_network_recognises_digits(ask, draw, data, verdicts, record_property):
    outcome = measure.train_and_test(ask, draw, data, verdicts)
    for name in ("training", "carried", "review"):
        record_property(name, getattr(outcome, name))
    measure.verify(outcome, data)
