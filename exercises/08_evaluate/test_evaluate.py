"""Checks of exercise 8."""

from autograder.checks import points


def a_network(draw, samples=23, training_before=True):
    """A network and samples for the scenario `evaluation`, batches of 6, the last of 5."""
    return {
        "weights": draw.probe_weights(3, 6, 5, 4),
        "images": draw.normal(samples, 3, 6, 5),
        "labels": draw.labels(samples, 4),
        "batch_size": 6,
        "chosen": list(range(samples)),
        "verbose": False,
        "recording": True,
        "training_before": training_before,
        "elsewhere": False,
    }


def only(*names):
    """Look at some of what the scenario tells."""
    return lambda answer: {name: answer[name] for name in names}


@points(2)
def test_the_percentage_of_one_batch(ask, draw):
    ask.comparing(only("percentage")).evaluation(**a_network(draw, 6, training_before=False))


@points(2)
def test_the_percentage_is_over_samples_not_batches(ask, draw):
    for _ in range(3):
        network = a_network(draw, training_before=False)
        ask.comparing(only("percentage")).evaluation(**network)


@points(1)
def test_the_samples_are_those_that_the_loader_gives(ask, draw):
    network = a_network(draw, training_before=False) | {"chosen": draw.integers(14, 0, 22)}
    ask.comparing(only("percentage")).evaluation(**network)


@points(2)
def test_the_network_evaluates_and_does_not_change(ask, draw):
    told = only("weights and statistics after", "percentage")
    ask.comparing(told).evaluation(**a_network(draw))


@points(1)
def test_gradients_are_not_recorded_and_afterwards_as_before(ask, draw):
    told = only(
        "percentage", "gradients recorded during evaluation", "gradients recorded afterwards"
    )
    ask.comparing(told).evaluation(**a_network(draw))
    ask.comparing(told).evaluation(**a_network(draw) | {"recording": False})


@points(1)
def test_nothing_is_printed_unless_it_is_wanted(ask, draw):
    network = a_network(draw, training_before=False)
    ask.comparing(only("something is printed", "percentage")).evaluation(**network)
    ask.comparing(only("percentage")).evaluation(**network | {"verbose": True})


@points(1)
def test_the_batches_are_moved_to_the_networks_own_device(ask, draw):
    network = a_network(draw, training_before=False) | {"elsewhere": True}
    ask.comparing(only("percentage")).evaluation(**network)
