"""Questions about exercise 1: sizes small enough to count on squared paper."""

from autograder.checks import QuizQuestion


def _strided(draw):
    return {
        "input_size": draw.integer(6, 12),
        "kernel_size": draw.integer(2, 4),
        "stride": draw.integer(2, 3),
    }


def _padded(draw):
    return {
        "input_size": draw.integer(4, 8),
        "kernel_size": draw.integer(3, 4),
        "stride": draw.integer(1, 2),
        "padding": draw.integer(1, 2),
    }


def _pairs(draw):
    return {
        "input_size": tuple(draw.integers(2, 6, 10)),
        "kernel_size": tuple(draw.integers(2, 2, 4)),
        "stride": draw.integer(1, 2),
    }


def _dilated(draw):
    return {
        "input_size": draw.integer(9, 13),
        "kernel_size": 3,
        "stride": draw.integer(1, 2),
        "dilation": draw.integer(2, 3),
    }


def _pooled(draw):
    return {"input_size": draw.integer(7, 12), "kernel_size": draw.integer(2, 4)}


def _pooled_with_stride(draw):
    return {
        "input_size": draw.integer(6, 10),
        "kernel_size": 3,
        "stride": draw.integer(1, 2),
        "padding": 1,
    }


def _counted(draw):
    channels, filters = draw.integers(2, 2, 6)
    return {"in_channels": channels, "out_channels": filters, "kernel_size": draw.integer(2, 3)}


def _counted_without_bias(draw):
    channels, filters = draw.integers(2, 2, 5)
    return {
        "in_channels": channels,
        "out_channels": filters,
        "kernel_size": tuple(draw.integers(2, 2, 4)),
        "bias": False,
    }


QUIZ = [
    QuizQuestion(name="strided", function="conv2d_output_shape", draw=_strided),
    QuizQuestion(name="padded", function="conv2d_output_shape", draw=_padded),
    QuizQuestion(name="pairs", function="conv2d_output_shape", draw=_pairs),
    QuizQuestion(name="dilated", function="conv2d_output_shape", draw=_dilated),
    QuizQuestion(name="pooled", function="pool2d_output_shape", draw=_pooled),
    QuizQuestion(
        name="pooled_with_stride", function="pool2d_output_shape", draw=_pooled_with_stride
    ),
    QuizQuestion(name="counted", function="conv2d_parameter_count", draw=_counted),
    QuizQuestion(
        name="counted_without_bias", function="conv2d_parameter_count", draw=_counted_without_bias
    ),
]
