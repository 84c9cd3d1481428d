"""How stretch goal 4 is asked."""

from autograder.checks import QuestionSpec


def _pooling(draw):
    options = {"stride": draw.integer(1, 2), "padding": 1}
    return (draw.images(2, 3, 7, 8) + 1, draw.integer(2, 3)), options


QUESTIONS = {"avg_pool2d": QuestionSpec(extra_inputs=_pooling)}
