"""Exercise 2: channel, kernel, filter, feature map, layer: build each from the one before."""

import torch
import torch.nn.functional as F


def cross_correlate(channel, kernel):
    """Slide one kernel over one channel.

    (H, W), (kh, kw) -> (H - kh + 1, W - kw + 1). The kernel is not flipped.
    """
    raise NotImplementedError


def apply_filter(image, kernels, bias=0.0):
    """Apply one filter: one kernel for each channel, summed into one feature map.

    (C, H, W), (C, kh, kw) -> (H - kh + 1, W - kw + 1). The bias, a float or a 0-d tensor,
    is added once. Raises ValueError, naming `kernels`, when the numbers of channels differ.
    """
    raise NotImplementedError


def conv_layer(image, filters, bias=None, stride=1, padding=0):
    """Apply a layer: several filters, each of which makes one feature map.

    (C, H, W), (F, C, kh, kw), (F,) or None -> (F, H', W'). `stride` and `padding` are ints
    and hold for both directions; the padding is of zeros.
    """
    raise NotImplementedError
