"""Exercise 2: channel, kernel, filter, feature map, layer: build each from the one before."""

import torch
import torch.nn.functional as F


def cross_correlate(channel, kernel):
    """Slide one kernel over one channel.

    (H, W), (kh, kw) -> (H - kh + 1, W - kw + 1). The kernel is not flipped.
    """
    # BEGIN SOLUTION
    rows = channel.shape[0] - kernel.shape[0] + 1
    columns = channel.shape[1] - kernel.shape[1] + 1
    feature_map = channel.new_zeros(rows, columns)
    for row in range(rows):
        for column in range(columns):
            window = channel[row : row + kernel.shape[0], column : column + kernel.shape[1]]
            feature_map[row, column] = (window * kernel).sum()
    return feature_map
    # END SOLUTION


def apply_filter(image, kernels, bias=0.0):
    """Apply one filter: one kernel for each channel, summed into one feature map.

    (C, H, W), (C, kh, kw) -> (H - kh + 1, W - kw + 1). The bias, a float or a 0-d tensor,
    is added once. Raises ValueError, naming `kernels`, when the numbers of channels differ.
    """
    # BEGIN SOLUTION
    if len(kernels) != len(image):
        raise ValueError(f"image, kernels, bias: {len(kernels)} for an image of {len(image)} channels")
    maps = [cross_correlate(channel, kernel) for channel, kernel in zip(image, kernels)]
    return sum(maps) + bias
    # END SOLUTION


def conv_layer(image, filters, bias=None, stride=1, padding=0):
    """Apply a layer: several filters, each of which makes one feature map.

    (C, H, W), (F, C, kh, kw), (F,) or None -> (F, H', W'). `stride` and `padding` are ints
    and hold for both directions; the padding is of zeros.
    """
    # BEGIN SOLUTION
    padded = F.pad(image, (padding, padding, padding, padding))
    if bias is None:
        bias = torch.zeros(len(filters))
    maps = [apply_filter(padded, kernels, b) for kernels, b in zip(filters, bias)]
    return torch.stack(maps)[:, ::stride, ::stride]
    # END SOLUTION
