"""Each window is cut out once and multiplied by all filters."""
import torch
import torch.nn.functional as F


def cross_correlate(channel, kernel):
    kh, kw = kernel.shape
    rows = []
    for top in range(channel.shape[0] - kh + 1):
        row = [
            torch.sum(channel[top:top + kh, left:left + kw] * kernel)
            for left in range(channel.shape[1] - kw + 1)
        ]
        rows.append(torch.stack(row))
    return torch.stack(rows)


def apply_filter(image, kernels, bias=0.0):
    if image.shape[0] != kernels.shape[0]:
        raise ValueError("kernels: there must be one for each channel")
    total = bias
    for channel, kernel in zip(image, kernels):
        total = total + cross_correlate(channel, kernel)
    return total


def conv_layer(image, filters, bias=None, stride=1, padding=0):
    if padding > 0:
        image = F.pad(image, pad=(padding, padding), mode="constant", value=0)
    kh, kw = filters.shape[2:]
    out_h = (image.shape[1] - kh) // stride + 1
    out_w = (image.shape[2] - kw) // stride + 1
    out = torch.zeros(filters.shape[0], out_h, out_w)
    for i in range(out_h):
        for j in range(out_w):
            window = image[:, i * stride:i * stride + kh, j * stride:j * stride + kw]
            out[:, i, j] = (filters * window).sum(dim=(1, 2, 3))
    return out if bias is None else out + bias[:, None, None]
