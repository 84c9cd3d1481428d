"""Stretch goal 2: a layer whose kernels stand apart."""

import torch.nn.functional as F


def dilated_conv_layer(image, filters, bias=None, stride=1, padding=0, dilation=1):
    """Apply a layer whose kernels have a distance of `dilation` between neighbouring elements.

    (C, H, W), (F, C, kh, kw), (F,) or None -> (F, H', W'). `stride`, `padding` and `dilation`
    are ints and apply in both directions; the padding consists of zeros.
    """
    raise NotImplementedError
