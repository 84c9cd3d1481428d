"""Exercise 1: how large is the output of a layer, and how many parameters does it learn?"""


def conv2d_output_shape(input_size, kernel_size, stride=1, padding=0, dilation=1):
    """Return the height and width of the feature map that a convolution produces.

    Each argument is an int, meaning both directions, or a tuple (height, width). The result
    is the tuple (H_out, W_out) of plain ints.
    Raise a ValueError that names the argument when the kernel does not fit into the padded
    input, when a size, a stride or a dilation is below 1, or when a padding is negative.
    """
    raise NotImplementedError


def pool2d_output_shape(input_size, kernel_size, stride=None, padding=0):
    """Return the height and width of the output of a pooling layer.

    Like `conv2d_output_shape`, but without a stride the windows lie side by side: the stride
    is then the kernel size. Sizes round down.
    """
    raise NotImplementedError


def conv2d_parameter_count(in_channels, out_channels, kernel_size, bias=True):
    """Return the number of parameters of a convolutional layer, as an int.

    There are `out_channels` filters of `in_channels` kernels each; `kernel_size` is an int or
    a pair (height, width); with `bias`, each filter has one more parameter.
    """
    raise NotImplementedError
