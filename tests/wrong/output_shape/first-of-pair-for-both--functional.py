from functools import partial
from itertools import starmap
from math import prod
from operator import itemgetter

pair = lambda v: (v, v) if isinstance(v, int) else (v[0],) * 2  # noqa: E731
LEAST = dict(input_size=1, kernel_size=1, stride=1, padding=0, dilation=1)


def along(size, kernel, stride, padding, dilation):
    if (free := size + 2 * padding - dilation * (kernel - 1)) <= 0:
        raise ValueError("kernel_size: the kernel sticks out of the padded input")
    return -(-free // stride)  # ceil(free / stride) = floor((free - 1) / stride) + 1


def conv2d_output_shape(input_size, kernel_size, stride=1, padding=0, dilation=1):
    given = dict(zip(LEAST, map(pair, (input_size, kernel_size, stride, padding, dilation))))
    if wrong := [name for name in LEAST if min(given[name]) < LEAST[name]]:
        raise ValueError(f"{wrong[0]} = {given[wrong[0]]}, least is {LEAST[wrong[0]]}")
    return tuple(starmap(along, zip(*given.values())))


def pool2d_output_shape(input_size, kernel_size, stride=None, padding=0):
    ask = partial(conv2d_output_shape, input_size, kernel_size, padding=padding)
    return ask(stride={None: kernel_size}.get(stride, stride))


def conv2d_parameter_count(in_channels, out_channels, kernel_size, bias=True):
    first, second = map(itemgetter(0, 1)(pair(kernel_size)).__getitem__, (0, 1))
    return prod([out_channels, in_channels, first, second]) + [0, out_channels][bool(bias)]
