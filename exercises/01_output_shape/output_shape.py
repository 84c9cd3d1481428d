"""Exercise 1: how large is what a layer gives back, and how many numbers does it learn?"""


def conv2d_output_shape(input_size, kernel_size, stride=1, padding=0, dilation=1):
    """Give the height and width of the feature map that a convolution makes.

    Each argument is an int, which holds for both directions, or a tuple (height, width).
    Returns the tuple (H_out, W_out) of plain ints.
    Raises ValueError, naming the argument, when the kernel does not fit into the padded
    input, when a size, a stride or a dilation is below 1, or when a padding is negative.
    """
    raise NotImplementedError


def pool2d_output_shape(input_size, kernel_size, stride=None, padding=0):
    """Give the height and width of what a pooling layer makes.

    As `conv2d_output_shape`; without a stride the windows lie side by side: the stride is
    the kernel's size. Sizes round down.
    """
    raise NotImplementedError


def conv2d_parameter_count(in_channels, out_channels, kernel_size, bias=True):
    """Count the numbers that a convolutional layer learns, as an int.

    `out_channels` filters, each of `in_channels` kernels; `kernel_size` is an int or a
    pair (height, width); with `bias`, one number more for each filter.
    """
    raise NotImplementedError
