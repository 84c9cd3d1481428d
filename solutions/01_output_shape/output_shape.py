"""Exercise 1: how large is the output of a layer, and how many parameters does it learn?"""


def conv2d_output_shape(input_size, kernel_size, stride=1, padding=0, dilation=1):
    """Return the height and width of the feature map that a convolution produces.

    Each argument is an int, meaning both directions, or a tuple (height, width). The result
    is the tuple (H_out, W_out) of plain ints.
    Raise a ValueError that names the argument when the kernel does not fit into the padded
    input, when a size, a stride or a dilation is below 1, or when a padding is negative.
    """
    # BEGIN SOLUTION
    sizes = _pair("input_size", input_size, least=1)
    kernels = _pair("kernel_size", kernel_size, least=1)
    strides = _pair("stride", stride, least=1)
    paddings = _pair("padding", padding, least=0)
    dilations = _pair("dilation", dilation, least=1)
    height, width = (
        _positions(size, kernel, step, pad, gap)
        for size, kernel, step, pad, gap in zip(sizes, kernels, strides, paddings, dilations)
    )
    return height, width
    # END SOLUTION


def pool2d_output_shape(input_size, kernel_size, stride=None, padding=0):
    """Return the height and width of the output of a pooling layer.

    Like `conv2d_output_shape`, but without a stride the windows lie side by side: the stride
    is then the kernel size. Sizes round down.
    """
    # BEGIN SOLUTION
    if stride is None:
        stride = kernel_size
    return conv2d_output_shape(input_size, kernel_size, stride, padding)
    # END SOLUTION


def conv2d_parameter_count(in_channels, out_channels, kernel_size, bias=True):
    """Return the number of parameters of a convolutional layer, as an int.

    There are `out_channels` filters of `in_channels` kernels each; `kernel_size` is an int or
    a pair (height, width); with `bias`, each filter has one more parameter.
    """
    # BEGIN SOLUTION
    height, width = _pair("kernel_size", kernel_size, least=1)
    weights = out_channels * in_channels * height * width
    biases = out_channels if bias else 0
    return weights + biases
    # END SOLUTION


# BEGIN SOLUTION
def _pair(name, value, least):
    """Read an int or a pair as (height, width), none below `least`."""
    height, width = (value, value) if isinstance(value, int) else value
    if min(height, width) < least:
        raise ValueError(f"{name} must be at least {least}, not {value}")
    return height, width


def _positions(size, kernel, stride, padding, dilation):
    """Count the positions at which the kernel fits along one direction."""
    span = dilation * (kernel - 1) + 1
    room = size + 2 * padding - span
    if room < 0:
        raise ValueError(f"kernel_size: it spans {span}, the padded input {size + 2 * padding}")
    return room // stride + 1


# END SOLUTION
