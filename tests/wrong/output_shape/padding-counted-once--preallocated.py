"""A list of two numbers that is filled."""


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
    result = [0, 0]
    for i, (size, k, s, p, d) in enumerate(
        zip(*map(as_pair, (input_size, kernel_size, stride, padding, dilation)))
    ):
        room = size + p - d * (k - 1) - 1
        if room < 0:
            raise ValueError("kernel_size does not fit")
        result[i] = room // s + 1
    return result[0], result[1]


def pool2d_output_shape(input_size, kernel_size, stride=None, padding=0):
    return conv2d_output_shape(input_size, kernel_size, kernel_size if stride is None else stride, padding)


def conv2d_parameter_count(in_channels, out_channels, kernel_size, bias=True):
    kh, kw = as_pair(kernel_size)
    if min(kh, kw) < 1:
        raise ValueError("kernel_size must be at least 1")
    return out_channels * (in_channels * kh * kw + (1 if bias else 0))
