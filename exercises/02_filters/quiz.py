"""Questions about exercise 2: one window, one filter, one layer, with whole numbers."""

from autograder.checks import QuizQuestion
from autograder.core.languages import N_


def _kernel(draw):
    return {"channel": draw.digits(3, 4, most=4), "kernel": draw.digits(2, 2, least=-1, most=2)}


def _wide_kernel(draw):
    return {"channel": draw.digits(3, 4, most=3), "kernel": draw.digits(2, 3, least=-1, most=1)}


def _filter(draw):
    return {
        "image": draw.digits(2, 3, 3, most=3),
        "kernels": draw.digits(2, 2, 2, least=-1, most=1),
        "bias": draw.integer(1, 4),
    }


def _one_position(draw):
    return {
        "image": draw.digits(3, 2, 2, most=3),
        "kernels": draw.digits(3, 2, 2, most=2),
        "bias": draw.integer(1, 4),
    }


def _layer(draw):
    return {
        "image": draw.digits(1, 3, 3, most=3),
        "filters": draw.digits(2, 1, 2, 2, least=-1, most=1),
        "bias": draw.digits(2, least=1, most=5),
    }


def _strided(draw):
    return {
        "image": draw.digits(1, 4, 4, most=4),
        "filters": draw.digits(1, 1, 2, 2, most=1),
        "stride": 2,
    }


def _padded(draw):
    return {
        "image": draw.digits(1, 2, 2, least=1, most=5),
        "filters": draw.digits(1, 1, 2, 2, most=2),
        "padding": 1,
    }


def _shapes(draw):
    channels, filters = draw.integers(2, 2, 4)
    height, width = draw.integers(2, 4, 7)
    return {
        "image": draw.digits(channels, height, width),
        "filters": draw.digits(filters, channels, *draw.integers(2, 2, 3)),
        "stride": draw.integer(1, 2),
        "padding": draw.integer(1, 2),
    }


def _told_shapes(of):
    return {
        "image": tuple(of["image"].shape),
        "filters": tuple(of["filters"].shape),
        "stride": of["stride"],
        "padding": of["padding"],
    }


QUIZ = [
    QuizQuestion(name="kernel", function="cross_correlate", draw=_kernel),
    QuizQuestion(name="wide_kernel", function="cross_correlate", draw=_wide_kernel),
    QuizQuestion(name="filter", function="apply_filter", draw=_filter),
    QuizQuestion(name="one_position", function="apply_filter", draw=_one_position),
    QuizQuestion(name="layer", function="conv_layer", draw=_layer),
    QuizQuestion(
        name="strided",
        function="conv_layer",
        draw=_strided,
        without=("window-ends-at-the-kernel-size",),
    ),
    QuizQuestion(name="padded", function="conv_layer", draw=_padded),
    QuizQuestion(
        name="shapes",
        function="conv_layer",
        draw=_shapes,
        words=N_(
            "`conv_layer` is called with an image of shape {image}, filters of shape "
            "{filters}, stride {stride} and padding {padding}. What is the shape of the result?"
        ),
        told=_told_shapes,
        arrays=lambda of: {},
        calls=False,
        view=lambda maps: tuple(maps.shape),
    ),
]
