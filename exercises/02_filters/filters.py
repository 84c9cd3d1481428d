"""Exercise 2: channel, kernel, filter, feature map, layer: build each one from the last."""

import torch
import torch.nn.functional as F


def cross_correlate(channel, kernel):
    """Slide one kernel over one channel and return the feature map.

    (H, W), (kh, kw) -> (H - kh + 1, W - kw + 1). The kernel is not flipped.
    """
    raise NotImplementedError


def apply_filter(image, kernels, bias=0.0):
    """Apply one filter: one kernel per channel, summed into a single feature map.

    (C, H, W), (C, kh, kw) -> (H - kh + 1, W - kw + 1). The bias, a float or a 0-d tensor,
    is added once. Raise a ValueError that names `kernels` when their number is not C.
    """
    raise NotImplementedError


def conv_layer(image, filters, bias=None, stride=1, padding=0):
    """Apply a layer: several filters, each of which produces one feature map.

    (C, H, W), (F, C, kh, kw), (F,) or None -> (F, H', W'). `stride` and `padding` are ints
    and apply in both directions; the padding consists of zeros.
    """
    raise NotImplementedError
