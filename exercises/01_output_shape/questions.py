"""How exercise 1 is asked."""

from autograder.checks import QuestionSpec


def _conv2d_output_shape(draw):
    """Draw sizes that the kernel fits in: whoever refuses nothing yet is to be understood too."""
    height, width = _direction(draw), _direction(draw)
    return tuple(zip(height, width)), {}


def _direction(draw):
    """Draw size, kernel, stride, padding and dilation of one direction.

    Some tell apart what others do not: an exact fit without padding, a remainder that lacks one
    step, a kernel for which only the padding makes room.
    """
    kernel, stride, pad, dilation = (draw.integer(*b) for b in ((2, 5), (1, 4), (0, 3), (1, 3)))
    span = dilation * (kernel - 1) + 1
    which = draw.integer(0, 4)
    if which == 0:
        pad, size = 0, span
    elif which == 1:
        size = span - 2 * pad + stride * draw.integer(1, 3) - 1
    elif which == 2:
        pad = max(1, pad)
        size = span - 1
    else:
        size = span - 2 * pad + draw.integer(0, 9)
    return max(1, size), kernel, stride, pad, dilation


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
