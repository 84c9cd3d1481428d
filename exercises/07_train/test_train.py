"""Checks of exercise 7."""

import torch

from autograder.checks import points


def an_epoch(draw, samples=23, batch_size=6, callbacks=0, used_before=True):
    """The arguments of the scenario `training`: 23 samples in batches of 6, the last of 5."""
    return {
        "weights": draw.probe_weights(3, 6, 5, 4),
        "images": draw.normal(samples, 3, 6, 5),
        "labels": draw.labels(samples, 4),
        "batch_size": batch_size,
        "class_weights": torch.tensor([0.5, 1.0, 2.0, 4.0]),
        "lr": draw.number() / 10,
        "momentum": 0.5,
        "callbacks": callbacks,
        "used_before": used_before,
        "elsewhere": False,
    }


def only(*names):
    """Look at some of what the scenario tells."""
    return lambda answer: {name: answer[name] for name in names}


@points(2)
def test_one_batch_makes_one_step(ask, draw):
    epoch = an_epoch(draw, samples=6, used_before=False)
    ask.comparing(only("weights after the epoch")).training(**epoch)


@points(2)
def test_the_mode_and_the_gradients_from_before_do_not_matter(ask, draw):
    ask.comparing(only("weights after the epoch")).training(**an_epoch(draw, samples=6))


@points(2)
def test_every_batch_makes_a_step_and_the_smaller_last_one_too(ask, draw):
    ask.comparing(only("weights after the epoch")).training(**an_epoch(draw))


@points(1)
def test_the_gradients_of_the_last_batch_are_left(ask, draw):
    ask.comparing(only("gradients of the last batch")).training(**an_epoch(draw))


@points(2)
def test_each_callback_is_called_after_each_step(ask, draw):
    told = only("callbacks", "weights at each callback", "weights after the epoch")
    ask.comparing(told).training(**an_epoch(draw, callbacks=2, used_before=False))


@points(1)
def test_the_batches_are_moved_to_the_models_own_device(ask, draw):
    epoch = an_epoch(draw, used_before=False) | {"elsewhere": True}
    ask.comparing(only("weights after the epoch")).training(**epoch)
