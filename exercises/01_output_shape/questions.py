"""How exercise 1 is asked."""

from autograder.checks import QuestionSpec


def _conv2d_output_shape(draw):
    """Draw sizes that the kernel fits in: whoever refuses nothing yet is to be understood too."""
    kernels, strides = draw.integers(2, 2, 5), draw.integers(2, 1, 4)
    paddings, dilations = draw.integers(2, 0, 3), draw.integers(2, 1, 3)
    spans = [d * (k - 1) + 1 for k, d in zip(kernels, dilations)]
    sizes = tuple(_size(draw, *one) for one in zip(spans, strides, paddings))
    return (sizes, *(tuple(p) for p in (kernels, strides, paddings, dilations))), {}


def _size(draw, span, stride, padding):
    """Draw a size that a kernel of this span fits in.

    Some tell apart what others do not: an exact fit, a remainder that lacks one step, a kernel
    for which only the padding makes room.
    """
    only_with_padding = max(span - 2 * padding, span - 1)
    lacks_one = span - 2 * padding + stride * draw.integer(1, 3) - 1
    sizes = (span - 2 * padding, lacks_one, only_with_padding)
    which = draw.integer(0, 4)
    return max(1, sizes[which] if which < 3 else span - 2 * padding + draw.integer(0, 9))


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
