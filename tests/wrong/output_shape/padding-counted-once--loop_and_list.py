"""A loop over both directions, and a list."""


def as_pair(value):
    if isinstance(value, int):
        return value, value
    return value


def refuse(name, value, least):
    if min(as_pair(value)) < least:
        raise ValueError(f"{name} must be at least {least}")


def conv2d_output_shape(input_size, kernel_size, stride=1, padding=0, dilation=1):
    refuse("input_size", input_size, 1)
    refuse("kernel_size", kernel_size, 1)
    refuse("stride", stride, 1)
    refuse("padding", padding, 0)
    refuse("dilation", dilation, 1)
    sizes = []
    for i in range(2):
        padded = as_pair(input_size)[i] + as_pair(padding)[i]
        span = as_pair(dilation)[i] * (as_pair(kernel_size)[i] - 1) + 1
        if span > padded:
            raise ValueError("kernel_size is larger than the padded input")
        sizes.append((padded - span) // as_pair(stride)[i] + 1)
    return tuple(sizes)


def pool2d_output_shape(input_size, kernel_size, stride=None, padding=0):
    return conv2d_output_shape(input_size, kernel_size, kernel_size if stride is None else stride, padding)


def conv2d_parameter_count(in_channels, out_channels, kernel_size, bias=True):
    kh, kw = as_pair(kernel_size)
    if min(kh, kw) < 1:
        raise ValueError("kernel_size must be at least 1")
    return out_channels * (in_channels * kh * kw + (1 if bias else 0))
