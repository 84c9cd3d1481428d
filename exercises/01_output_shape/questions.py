"""How exercise 1 is asked."""

from autograder.checks import QuestionSpec


def _conv2d_output_shape(draw):
    """Draw sizes that the kernel fits in: whoever refuses nothing yet is to be understood too."""
    kernels, strides = draw.integers(2, 2, 5), draw.integers(2, 1, 4)
    paddings, dilations = draw.integers(2, 0, 3), draw.integers(2, 1, 3)
    spans = [d * (k - 1) + 1 for k, d in zip(kernels, dilations)]
    more = [0, 0] if draw.integer(0, 2) == 0 else draw.integers(2, 0, 9)
    sizes = [max(1, span - 2 * pad + n) for span, pad, n in zip(spans, paddings, more)]
    pairs = (tuple(p) for p in (sizes, kernels, strides, paddings, dilations))
    return tuple(pairs), {}


def _pool2d_output_shape(draw):
    sizes, kernels = tuple(draw.integers(2, 13, 40)), tuple(draw.integers(2, 3, 6))
    stride = [None, draw.integer(1, 5), tuple(draw.integers(2, 1, 5))][draw.integer(0, 2)]
    return (sizes, kernels, stride, draw.integer(0, 1)), {}


def _conv2d_parameter_count(draw):
    channels, filters = draw.integers(2, 2, 20)
    return (channels, filters, tuple(draw.integers(2, 2, 7)), bool(draw.integer(0, 1))), {}


QUESTIONS = {
    "conv2d_output_shape": QuestionSpec(extra_inputs=_conv2d_output_shape),
    "pool2d_output_shape": QuestionSpec(extra_inputs=_pool2d_output_shape),
    "conv2d_parameter_count": QuestionSpec(extra_inputs=_conv2d_parameter_count),
}
