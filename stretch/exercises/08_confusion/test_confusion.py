"""Checks of stretch goal 8."""

from autograder.checks import beside, only, points

a_network = beside(__file__, "questions").a_network


@points(0.75)
def test_the_samples_of_one_batch_are_counted(ask, draw):
    ask.projected(only("matrix")).confusing(**a_network(draw, 6))


@points(1.25)
def test_all_batches_are_counted_the_last_smaller_one_too(ask, draw):
    for samples in (23, 31):
        ask.projected(only("matrix")).confusing(**a_network(draw, samples))


@points(0.75)
def test_counts_are_whole_numbers(ask, draw):
    ask.projected(only("matrix")).in_form().confusing(**a_network(draw))


@points(1.25)
def test_the_network_evaluates_and_leaves_no_trace(ask, draw):
    pieces = ("weights and statistics after", "the network was in training mode")
    view = only(*pieces, "gradients recorded")
    ask.projected(view).confusing(**a_network(draw, 23, True))
