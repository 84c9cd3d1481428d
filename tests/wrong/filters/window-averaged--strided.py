from __future__ import annotations

import torch
from torch import Tensor


def _windows(x: Tensor, kh: int, kw: int, step: int = 1) -> Tensor:
    """(..., H, W) -> (..., H', W', kh, kw), without copying, whatever the strides."""
    *lead, height, width = x.shape
    *lead_strides, down, right = x.stride()
    size = (*lead, (height - kh) // step + 1, (width - kw) // step + 1, kh, kw)
    return x.as_strided(size, (*lead_strides, down * step, right * step, down, right))


def cross_correlate(channel: Tensor, kernel: Tensor) -> Tensor:
    return _windows(channel, *kernel.shape).mul(kernel).mean((-2, -1))


def apply_filter(image: Tensor, kernels: Tensor, bias: float | Tensor = 0.0) -> Tensor:
    if image.shape[0] != kernels.shape[0]:
        raise ValueError(f"`kernels`: expected {image.shape[0]}, got {kernels.shape[0]}")
    _, kh, kw = kernels.shape
    windows = _windows(image, kh, kw)  # (C, H', W', kh, kw)
    return (windows * kernels[:, None, None]).sum(dim=(0, 3, 4)).add(bias)


def conv_layer(
    image: Tensor, filters: Tensor, bias: Tensor | None = None, stride: int = 1, padding: int = 0
) -> Tensor:
    count, channels, kh, kw = filters.shape
    if padding:
        canvas = image.new_zeros(channels, image.shape[1] + 2 * padding, image.shape[2] + 2 * padding)
        canvas.narrow(1, padding, image.shape[1]).narrow(2, padding, image.shape[2]).copy_(image)
        image = canvas
    windows = _windows(image, kh, kw, stride)
    _, rows, columns, _, _ = windows.shape
    patches = windows.permute(1, 2, 0, 3, 4).reshape(rows * columns, -1)
    maps = patches @ filters.reshape(count, -1).T
    if bias is not None:
        maps += bias
    return maps.T.reshape(count, rows, columns)
