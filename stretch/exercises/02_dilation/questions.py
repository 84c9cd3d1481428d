"""How stretch goal 2 is asked."""

from autograder.checks import QuestionSpec


def _layer(draw):
    image, filters = draw.image(2, 9, 11), draw.filters(3, 2, 3, 2)
    options = {"stride": draw.integer(1, 2), "padding": draw.integer(0, 1)}
    return (image, filters, draw.tenths(3)), options | {"dilation": draw.integer(2, 3)}


QUESTIONS = {"dilated_conv_layer": QuestionSpec(extra_inputs=_layer)}
