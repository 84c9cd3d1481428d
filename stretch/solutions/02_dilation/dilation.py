"""Stretch goal 2: a layer whose kernels stand apart."""

import torch.nn.functional as F


def dilated_conv_layer(image, filters, bias=None, stride=1, padding=0, dilation=1):
    """Apply a layer whose kernels have a distance of `dilation` between neighbouring elements.

    (C, H, W), (F, C, kh, kw), (F,) or None -> (F, H', W'). `stride`, `padding` and `dilation`
    are ints and apply in both directions; the padding consists of zeros.
    """
    # BEGIN SOLUTION
    kh, kw = filters.shape[2:]
    spans = [dilation * (size - 1) + 1 for size in (kh, kw)]
    padded = F.pad(image, (padding, padding, padding, padding))
    windows = padded.unfold(1, spans[0], stride).unfold(2, spans[1], stride)
    windows = windows[..., ::dilation, ::dilation]  # (C, H', W', kh, kw)
    maps = (windows[None] * filters[:, :, None, None]).sum(dim=(1, 4, 5))
    return maps if bias is None else maps + bias[:, None, None]
    # END SOLUTION
