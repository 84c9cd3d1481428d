"""How exercise 4 is asked."""

from autograder.checks import QuestionSpec


def _max_pool2d(draw):
    images = draw.images(2, 3, draw.integer(7, 9), draw.integer(10, 12)) - draw.integer(0, 3)
    return (images, draw.integer(2, 3), [None, 1, 2, 3][draw.integer(0, 3)]), {}


def _linear(draw):
    inputs, outputs = draw.integers(2, 2, 6)
    return (draw.tenths(4, inputs), draw.tenths(outputs, inputs), draw.tenths(outputs) + 3), {}


QUESTIONS = {
    "relu": QuestionSpec(extra_inputs=lambda draw: ((draw.tenths(3, 4),), {})),
    "max_pool2d": QuestionSpec(extra_inputs=_max_pool2d),
    "linear": QuestionSpec(extra_inputs=_linear),
}
