"""How exercise 2 is asked."""

from autograder.checks import QuestionSpec


def distinct_norms(draw, filters, channels, height, width):
    """Draw filters, (F, C, kh, kw), whose norms differ clearly, in random order."""
    weight = draw.normal(filters, channels, height, width)
    wanted = draw.order(filters) + 2.0
    return weight * (wanted / weight.abs().sum(dim=(1, 2, 3))).reshape(-1, 1, 1, 1)


def equal_norms(draw, filters, channels, height, width):
    """Draw filters, (F, C, kh, kw), some of whose norms are equal: sums of whole numbers."""
    weight = (draw.tenths(filters, channels, height, width) * 10).round()
    flat = weight.flatten(1)
    half = filters // 2
    flat[half:] = -flat[: filters - half].flip(1)
    return flat.reshape(weight.shape)


def _weight(draw):
    channels, filters, _, _, kh, kw = draw.sizes()
    return (draw.normal(filters, channels, kh, kw),), {}


def _weight_bias_and_keep(draw):
    filters, (channels, kh, kw) = draw.integer(4, 7), draw.integers(3, 2, 4)
    some_equal = draw.integer(0, 2) == 0
    drawn = equal_norms if some_equal else distinct_norms
    weight = drawn(draw, filters, channels, kh, kw)
    return (weight, draw.tenths(filters) + 3, draw.integer(1, filters - 1)), {}


QUESTIONS = {
    "filter_norms": QuestionSpec(extra_inputs=_weight),
    "prune_filters": QuestionSpec(extra_inputs=_weight_bias_and_keep),
}
