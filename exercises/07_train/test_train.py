"""Checks of exercise 7."""

import torch

from autograder.checks import beside, only, points

questions = beside(__file__, "questions")
an_epoch, one_batch_twice = questions.an_epoch, questions.an_epoch_of_one_batch_twice


@points(0.75)
def test_a_batch_takes_one_step(ask, draw):
    ask.projected(only("weights after the first step")).training(**one_batch_twice(draw))


@points(0.75)
def test_the_network_trains_whatever_mode_it_was_in(ask, draw):
    epoch = one_batch_twice(draw, mode_before=False)
    ask.projected(only("weights after the first step")).training(**epoch)


@points(0.75)
def test_leftover_gradients_do_not_matter(ask, draw):
    epoch = one_batch_twice(draw, gradients_before=True)
    ask.projected(only("weights after the first step")).training(**epoch)


@points(0.75)
def test_every_batch_takes_one_step_and_the_smaller_last_one_too(ask, draw):
    ask.projected(only("weights after the epoch")).training(**an_epoch(draw))


@points(1)
def test_the_gradients_of_the_last_batch_remain(ask, draw):
    pieces = only("gradients of the last batch")
    ask.projected(pieces).training(**an_epoch(draw, 6))
    steep = {"class_weights": torch.tensor([50.0, 100.0, 200.0, 400.0]), "reduction": "sum"}
    ask.projected(pieces).training(**an_epoch(draw, 6, **steep))


@points(1.75)
def test_an_epoch_runs_to_the_last_batch_however_many_there_are(ask, draw):
    pieces = only("batches that the network saw")
    for samples in (23, 259):
        ask.projected(pieces).training(**an_epoch(draw, samples, 2))
    small_losses = {"class_weights": torch.full((4,), 1e-4), "reduction": "sum"}
    ask.projected(pieces).training(**an_epoch(draw, 23, 2, **small_losses))


@points(1.75)
def test_each_callback_is_called_after_each_step(ask, draw):
    ask.projected(only("what follows a batch")).training(**an_epoch(draw, callbacks=2))


@points(0.5)
def test_callbacks_may_be_left_out(ask, draw):
    ask.projected(only("the network saw the batches")).training(**an_epoch(draw, callbacks=None))


@points(1.75)
def test_the_batches_are_moved_to_where_the_model_is(ask, draw):
    ask.projected(only("the network saw the batches")).training(
        **an_epoch(draw, on_fake_device=True)
    )


@points(0.25)
def test_callbacks_can_be_handed_over_by_name(ask, draw):
    ask.by_name().training(**an_epoch(draw, callbacks=2))
