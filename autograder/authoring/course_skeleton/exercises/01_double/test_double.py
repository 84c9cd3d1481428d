"""Checks of exercise 1."""

from autograder.checks import points


@points(1)
def test_each_number_is_doubled(ask, draw):
    ask.double(draw.tenths(4))


@points(1)
def test_any_shape_is_taken(ask, draw):
    ask.double(draw.tenths(2, 3))
