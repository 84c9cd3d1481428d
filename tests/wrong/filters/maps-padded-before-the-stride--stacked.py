import torch

def conv_layer(image, filters, bias=None, stride=1, padding=0):
    if bias is None:
        bias = [0.0] * len(filters)
    maps = torch.stack([apply_filter(image, f, b) for f, b in zip(filters, bias)])
    maps = torch.nn.functional.pad(maps, (padding,) * 4)
    return maps[:, ::stride, ::stride]


def cross_correlate(channel, kernel):
    H, W = channel.shape
    kh, kw = kernel.shape
    out = torch.zeros(H - kh + 1, W - kw + 1)
    for i in range(H - kh + 1):
        for j in range(W - kw + 1):
            out[i, j] = (channel[i:i+kh, j:j+kw] * kernel).sum()
    return out


def apply_filter(image, kernels, bias=0.0):
    if image.shape[0] != kernels.shape[0]:
        raise ValueError("kernels: wrong number of kernels")
    result = cross_correlate(image[0], kernels[0])
    for c in range(1, image.shape[0]):
        result = result + cross_correlate(image[c], kernels[c])
    return result + bias
