def conv2d_output_shape(input_size, kernel_size, stride=1, padding=0, dilation=1):
    """The square case: one number for both directions."""
    if input_size < 1 or kernel_size < 1 or stride < 1 or dilation < 1:
        raise ValueError("input_size, kernel_size, stride and dilation must be at least 1")
    if padding < 0:
        raise ValueError("padding must not be negative")
    effective = (kernel_size - 1) * dilation + 1
    available = input_size + padding + padding
    if effective > available:
        raise ValueError("kernel_size is too large for the padded input")
    n = (available - effective) // stride + 1
    return n, n


def pool2d_output_shape(input_size, kernel_size, stride=None, padding=0):
    if stride is None:
        stride = kernel_size
    return conv2d_output_shape(input_size, kernel_size, stride, padding)


def conv2d_parameter_count(in_channels, out_channels, kernel_size, bias=True):
    per_filter = in_channels * kernel_size ** 2
    if bias:
        per_filter += 1
    return out_channels * per_filter
