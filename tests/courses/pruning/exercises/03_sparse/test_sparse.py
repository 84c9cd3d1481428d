"""Checks of exercise 3: both functions, put together."""

from autograder.checks import beside, points
from autograder.core.languages import N_

measure = beside(__file__, "measure")


def _sparsity(weights):
    return {N_("share of zeros"): measure.sparsity_of(weights)}


@points(1)
def test_the_linear_layer_is_as_sparse_as_required(ask, draw, data, verdicts):
    measure.pruned(ask.projected(_sparsity), draw, data, verdicts)


@points(3)
def test_the_pruned_network_still_recognises_digits(ask, draw, data, verdicts, record_property):
    outcome = measure.measured(measure.pruned(ask, draw, data, verdicts), data)
    record_property("training", outcome)
    measure.verify(outcome, data, verdicts)
