"""The windows stay six-dimensional; tensordot contracts three axes in one product."""
import functools

import torch
from torch.nn import ZeroPad2d

_pair = functools.singledispatch(tuple)
_pair.register(int)(lambda side: (side, side))


def _windows(images, kernel_size, stride, padding):
    padded = ZeroPad2d(padding)(images)
    return functools.reduce(
        lambda x, axis: torch.Tensor.unfold(x, axis, kernel_size[axis - 2], stride), (2, 3), padded
    )


def im2col(images, kernel_size, stride=1, padding=0):
    windows = _windows(images, _pair(kernel_size), stride, padding)
    n, c, rows, columns, kh, kw = windows.shape
    return torch.movedim(windows, (4, 5), (2, 3)).reshape(n, c * kh * kw, rows * columns)


def conv2d_matmul(images, weight, bias=None, stride=1, padding=0):
    windows = _windows(images, weight.shape[-2:], stride, padding)
    maps = torch.tensordot(windows, weight, dims=([1, 4, 5], [1, 2, 3])).movedim(-1, 1)
    return maps
