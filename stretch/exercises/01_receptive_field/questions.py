"""How stretch goal 1 is asked."""

from autograder.checks import QuestionSpec


def some_layers(draw, count):
    """Draw layers whose kernels and strides are 2 and more."""
    return [(draw.integer(2, 5), draw.integer(2, 3)) for _ in range(count)]


QUESTIONS = {
    "receptive_field": QuestionSpec(extra_inputs=lambda draw: ((some_layers(draw, 3),), {})),
}
