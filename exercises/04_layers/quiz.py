"""Questions about exercise 4: what the three small layers make of whole numbers."""

from autograder.checks import QuizQuestion


def _linear(samples, inputs, outputs):
    def draw_arguments(draw):
        return {
            "x": draw.digits(samples, inputs, least=1, most=4),
            "weight": draw.digits(outputs, inputs, least=-1, most=3),
            "bias": draw.digits(outputs, least=1, most=5),
        }

    return draw_arguments


QUIZ = [
    QuizQuestion(
        name="activation",
        function="relu",
        draw=lambda draw: {"x": draw.digits(2, 4, least=-9, most=9)},
    ),
    QuizQuestion(
        name="pooled",
        function="max_pool2d",
        draw=lambda draw: {"x": draw.digits(1, 1, 4, 4), "kernel_size": 2},
    ),
    QuizQuestion(
        name="pooled_with_stride",
        function="max_pool2d",
        draw=lambda draw: {"x": draw.digits(1, 1, 5, 5), "kernel_size": 3, "stride": 2},
    ),
    QuizQuestion(
        name="pooled_negative",
        function="max_pool2d",
        draw=lambda draw: {"x": draw.digits(1, 1, 2, 6, least=-9, most=-1), "kernel_size": 2},
    ),
    QuizQuestion(
        name="pooled_ragged",
        function="max_pool2d",
        draw=lambda draw: {"x": draw.digits(1, 1, 3, 5), "kernel_size": 2},
    ),
    QuizQuestion(
        name="pooled_channels",
        function="max_pool2d",
        draw=lambda draw: {"x": draw.digits(1, 2, 2, 4), "kernel_size": 2},
    ),
    QuizQuestion(name="samples", function="linear", draw=_linear(2, 3, 2)),
    QuizQuestion(name="square_weight", function="linear", draw=_linear(2, 2, 2)),
    QuizQuestion(name="one_sample", function="linear", draw=_linear(1, 2, 3)),
]
