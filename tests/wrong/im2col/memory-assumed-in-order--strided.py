from __future__ import annotations

import torch
from torch import Tensor


def _pad(images: Tensor, padding: int) -> Tensor:
    if padding == 0:
        return images
    n, c, h, w = images.shape
    out = images.new_zeros((n, c, h + 2 * padding, w + 2 * padding))
    out[..., padding:-padding, padding:-padding] = images
    return out


def im2col(images: Tensor, kernel_size: int | tuple[int, int], stride: int = 1, padding: int = 0) -> Tensor:
    kh, kw = (kernel_size,) * 2 if isinstance(kernel_size, int) else kernel_size
    x = _pad(images, padding)
    n, c, h, w = x.shape
    sn, sc, sh, sw = c * h * w, h * w, w, 1
    rows, cols = (h - kh) // stride + 1, (w - kw) // stride + 1
    view = torch.as_strided(
        x, (n, c, kh, kw, rows, cols), (sn, sc, sh, sw, sh * stride, sw * stride), x.storage_offset()
    )
    return view.reshape(n, c * kh * kw, rows * cols)


def conv2d_matmul(
    images: Tensor, weight: Tensor, bias: Tensor | None = None, stride: int = 1, padding: int = 0
) -> Tensor:
    f, _, kh, kw = weight.shape
    columns = im2col(images, (kh, kw), stride, padding)
    flat = weight.reshape(1, f, -1).expand(images.shape[0], -1, -1)
    product = torch.bmm(flat, columns)
    if bias is not None:
        product.add_(bias[None, :, None])
    rows = 1 + (images.shape[2] + 2 * padding - kh) // stride
    return product.unflatten(-1, (rows, -1))
