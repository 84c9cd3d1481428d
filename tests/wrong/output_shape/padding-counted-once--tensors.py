"""Both directions at once, as tensors."""

import torch


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
    size, k, s, p, d = (
        torch.tensor(as_pair(v)) for v in (input_size, kernel_size, stride, padding, dilation)
    )
    room = size + p - (d * (k - 1) + 1)
    if (room < 0).any():
        raise ValueError("kernel_size does not fit into the padded input")
    return tuple((room // s + 1).tolist())


def pool2d_output_shape(input_size, kernel_size, stride=None, padding=0):
    return conv2d_output_shape(input_size, kernel_size, kernel_size if stride is None else stride, padding)


def conv2d_parameter_count(in_channels, out_channels, kernel_size, bias=True):
    kh, kw = as_pair(kernel_size)
    if min(kh, kw) < 1:
        raise ValueError("kernel_size must be at least 1")
    return out_channels * (in_channels * kh * kw + (1 if bias else 0))
