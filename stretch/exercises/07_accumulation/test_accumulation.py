"""Checks of stretch goal 7."""

from autograder.checks import beside, only, points

an_epoch = beside(__file__, "questions").an_epoch
WEIGHTS = only("weights after the epoch")


@points(0.75)
def test_one_step_for_each_batch_is_the_training_of_the_exercise(ask, draw):
    ask.projected(WEIGHTS).gathering(**an_epoch(draw, 3, 1))


@points(0.75)
def test_the_step_follows_the_last_batch_of_its_group(ask, draw):
    steps = only("batches before each step", "in training mode")
    ask.projected(steps).gathering(**an_epoch(draw, 6, 3))
    ask.projected(steps).gathering(**an_epoch(draw, 4, None))


@points(1.25)
def test_a_step_uses_the_mean_of_its_batches(ask, draw):
    ask.projected(WEIGHTS).gathering(**an_epoch(draw, 6, 2))
    ask.projected(WEIGHTS).gathering(**an_epoch(draw, 6, 3))


@points(1.25)
def test_the_last_group_may_be_smaller(ask, draw):
    ask.projected(WEIGHTS).gathering(**an_epoch(draw, 5, 3))
    ask.projected(WEIGHTS).gathering(**an_epoch(draw, 2, 4))
