"""Exercise 1, a second way: write down where the windows begin, and count them."""

import math


def conv2d_output_shape(input_size, kernel_size, stride=1, padding=0, dilation=1):
    """Count the positions in both directions."""
    named = {"input_size": input_size, "kernel_size": kernel_size, "stride": stride}
    named |= {"padding": padding, "dilation": dilation}
    pairs = {name: (v, v) if isinstance(v, int) else tuple(v) for name, v in named.items()}
    for name, pair in pairs.items():
        least = 0 if name == "padding" else 1
        if min(pair) < least:
            raise ValueError(f"{name}: {pair} is below {least}")
    height, width = (len(_beginnings(*numbers)) for numbers in zip(*pairs.values()))
    if height == 0 or width == 0:
        raise ValueError(f"kernel_size: {kernel_size} does not fit")
    return height, width


def pool2d_output_shape(input_size, kernel_size, stride=None, padding=0):
    """Count the positions of a pooling window."""
    return conv2d_output_shape(
        input_size, kernel_size, kernel_size if stride is None else stride, padding
    )


def conv2d_parameter_count(in_channels, out_channels, kernel_size, bias=True):
    """Multiply the shape of the weights."""
    pair = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    return math.prod((out_channels, in_channels, *pair)) + bool(bias) * out_channels


def _beginnings(size, kernel, stride, padding, dilation):
    """List the rows, or columns, at which the window begins; the first may lie outside."""
    last = size + padding - (dilation * (kernel - 1) + 1)
    return range(-padding, last + 1, stride)
