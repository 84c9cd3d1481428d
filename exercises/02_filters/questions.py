"""How exercise 2 is asked."""

from autograder.checks import QuestionSpec


def _cross_correlate(draw):
    _, _, height, width, kh, kw = draw.sizes()
    return (draw.channel(height, width), draw.kernel(kh, kw)), {}


def _apply_filter(draw):
    channels, _, height, width, kh, kw = draw.sizes()
    return (draw.image(channels, height, width), draw.kernels(channels, kh, kw), draw.number()), {}


def _conv_layer(draw):
    channels, filters, height, width, kh, kw = draw.sizes()
    image, layer = draw.image(channels, height, width), draw.filters(filters, channels, kh, kw)
    options = {"stride": draw.integer(1, 3), "padding": draw.integer(0, 2)}
    return (image, layer, draw.tenths(filters) + 3), options


QUESTIONS = {
    "cross_correlate": QuestionSpec(extra_inputs=_cross_correlate),
    "apply_filter": QuestionSpec(extra_inputs=_apply_filter),
    "conv_layer": QuestionSpec(extra_inputs=_conv_layer),
}
