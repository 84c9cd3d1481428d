import numpy as np


def _vec(x, name, lo):
    v = np.broadcast_to(np.asarray(x, dtype=np.int64), (2,))
    if np.any(v < lo):
        raise ValueError("bad %s: %s (minimum is %d)" % (name, v.tolist(), lo))
    return v


def conv2d_output_shape(input_size, kernel_size, stride=1, padding=0, dilation=1):
    i = _vec(input_size, "input_size", 1)
    k = _vec(kernel_size, "kernel_size", 1)
    s = _vec(stride, "stride", 1)
    p = _vec(padding, "padding", 0)
    d = _vec(dilation, "dilation", 1)
    room = i + p - d * (k - 1) - 1
    if (room < 0).any():
        raise ValueError("bad kernel_size: it is larger than the padded input")
    return tuple(np.floor_divide(room, s).__add__(1).tolist())  # tolist gives Python's ints


def pool2d_output_shape(input_size, kernel_size, stride=None, padding=0):
    stride = kernel_size if stride is None else stride
    return conv2d_output_shape(input_size, kernel_size, stride, padding)


def conv2d_parameter_count(in_channels, out_channels, kernel_size, bias=True):
    weight_shape = (out_channels, in_channels, *_vec(kernel_size, "kernel_size", 1))
    return int(np.prod(weight_shape)) + int(bias) * out_channels
