"""Checks of exercise 8."""

import functools

import pytest

from autograder.checks import beside, only, points

a_network = beside(__file__, "questions").a_network
a_steady_network = functools.partial(a_network, steady=True)
"""Of which only the percentage is asked: the mode has a check of its own."""
RAN = "the network saw the batches"
"""Compared beside what is said of the run: a function that runs nothing changes nothing either."""
EXACTLY = 1e-5
"""So little that a percentage of float32 passes, and none that is rounded to two decimals."""
ROUGHLY = 0.012
"""Percentages that differ by less than this share of them are one count, rounded or not."""


@points(1)
def test_the_percentage_of_one_batch(ask, draw):
    for count in (2, 4):
        network = a_steady_network(draw, draw.integers(count, 0, 5), 6)
        ask.projected(only("percentage"), ROUGHLY).evaluation(**network)


@points(0.75)
def test_the_percentage_is_over_samples_not_batches(ask, draw):
    for count in (4, 8, 12):
        network = a_steady_network(draw, [*draw.integers(count, 0, 17), 18, 19, 20, 21, 22])
        ask.projected(only("percentage"), ROUGHLY).evaluation(**network)
    # So many batches that code which stops early, to try something out, is seen.
    right = [*draw.integers(260, 500, 999), *range(1000, 1043)]
    network = a_steady_network(draw, right, 1043, batch_size=8)
    ask.projected(only("percentage"), ROUGHLY).evaluation(**network)


@points(0.75)
@pytest.mark.parametrize("loader", ["picks some", "drops the last batch"])
def test_only_samples_that_the_loader_yields_count(ask, draw, loader):
    if loader == "picks some":
        right = draw.integers(11, 0, 22)
        wrong = [sample for sample in range(23) if sample not in right]
        network = a_steady_network(draw, right, chosen=[*right[:9], *wrong[:5]])
    else:
        network = a_steady_network(draw, [*draw.integers(7, 0, 17), 18, 19, 20, 21], drop_last=True)
    ask.projected(only("percentage"), ROUGHLY).evaluation(**network)


@points(1)
def test_the_percentage_is_not_rounded(ask, draw):
    for count in (2, 4):
        network = a_steady_network(draw, draw.integers(count, 0, 6), 7, batch_size=7)
        ask.projected(only("percentage"), EXACTLY).evaluation(**network)


@points(1.25)
def test_the_percentage_is_a_plain_float(ask, draw):
    ask.projected(only("percentage")).in_form().evaluation(**a_steady_network(draw, [1, 2, 5, 8]))


@points(2)
def test_the_network_evaluates_and_does_not_change(ask, draw):
    pieces = only("weights and statistics after", "the network was in training mode", RAN)
    network = a_network(draw, draw.integers(11, 0, 22), training_before=True)
    ask.projected(pieces).evaluation(**network)


@points(1.5)
def test_gradients_are_not_recorded_and_the_setting_is_restored(ask, draw):
    pieces = only(
        "gradients recorded during evaluation",
        "gradients recorded afterwards",
        "all parameters require gradients",
        RAN,
    )
    network = a_network(draw, draw.integers(11, 0, 22))
    ask.projected(pieces).evaluation(**network)
    ask.projected(pieces).evaluation(**network | {"recording": False})


@points(0.5)
def test_nothing_is_printed_unless_requested(ask, draw):
    network = a_network(draw, draw.integers(11, 0, 22))
    ask.projected(only("something is printed")).evaluation(**network)
    ask.projected(only(RAN)).evaluation(**network | {"verbose": True})


@points(1)
def test_the_batches_are_moved_to_where_the_network_is(ask, draw):
    network = a_network(draw, draw.integers(11, 0, 22), on_fake_device=True)
    ask.projected(only(RAN)).evaluation(**network)


@points(0.25)
def test_verbose_can_be_handed_over_by_name(ask, draw):
    ask.by_name().evaluation(**a_steady_network(draw, [1, 2, 5, 8]))
