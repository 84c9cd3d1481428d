"""A map of zeros that is filled, number by number."""

import torch


def cross_correlate(channel, kernel):
    kh, kw = kernel.shape
    out = torch.zeros(channel.shape[0] - kh + 1, channel.shape[1] - kw + 1)
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            for a in range(kh):
                for b in range(kw):
                    out[i, j] += channel[i + a, j + b] * kernel[kh - 1 - a, kw - 1 - b]
    return out


def apply_filter(image, kernels, bias=0.0):
    if len(image) != len(kernels):
        raise ValueError("there must be as many kernels as channels: kernels")
    out = torch.zeros(image.shape[1] - kernels.shape[1] + 1, image.shape[2] - kernels.shape[2] + 1)
    for c in range(len(image)):
        out += cross_correlate(image[c], kernels[c])
    out += bias
    return out


def conv_layer(image, filters, bias=None, stride=1, padding=0):
    c, h, w = image.shape
    padded = torch.zeros(c, h + 2 * padding, w + 2 * padding)
    padded[:, padding : padding + h, padding : padding + w] = image
    n, _, kh, kw = filters.shape
    height, width = (h + 2 * padding - kh) // stride + 1, (w + 2 * padding - kw) // stride + 1
    out = torch.zeros(n, height, width)
    for f in range(n):
        whole = apply_filter(padded, filters[f], 0.0 if bias is None else bias[f])
        out[f] = whole[::stride, ::stride]
    return out
