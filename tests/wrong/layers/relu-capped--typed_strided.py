from __future__ import annotations

from typing import Optional

import torch
from torch import Tensor


def relu(x: Tensor) -> Tensor:
    return torch.clip(x, 0.0, 6.0)


def max_pool2d(x: Tensor, kernel_size: int, stride: Optional[int] = None) -> Tensor:
    step = kernel_size if stride is None else stride
    n, c, h, w = x.size()
    sn, sc, sh, sw = x.stride()
    windows = x.as_strided(
        size=(n, c, (h - kernel_size) // step + 1, (w - kernel_size) // step + 1, kernel_size, kernel_size),
        stride=(sn, sc, sh * step, sw * step, sh, sw),
    )
    return windows.flatten(start_dim=-2).max(dim=-1).values


def linear(x: Tensor, weight: Tensor, bias: Optional[Tensor] = None) -> Tensor:
    if bias is None:
        return torch.inner(x, weight)
    return torch.addmm(bias, x, weight.T)
