"""How stretch goal 3 is asked."""

from autograder.checks import QuestionSpec


def a_step_back(draw, size=(7, 8), kernel=(3, 2), stride=1, padding=0):
    """Draw images, filters and a gradient for each number of the output."""
    images, weight = draw.images(2, 3, *size), draw.filters(4, 3, *kernel)
    outputs = [(s + 2 * padding - k) // stride + 1 for s, k in zip(size, kernel)]
    return images, weight, draw.tenths(2, 4, *outputs)


def _extra(draw):
    options = {"stride": draw.integer(1, 2), "padding": draw.integer(1, 2)}
    return a_step_back(draw, **options), options


QUESTIONS = {"conv2d_backward": QuestionSpec(extra_inputs=_extra)}
