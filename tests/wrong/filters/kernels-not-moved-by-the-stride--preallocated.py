import torch

def conv_layer(image, filters, bias=None, stride=1, padding=0):
    C, H, W = image.shape
    F_, _, kh, kw = filters.shape
    if bias is None:
        bias = torch.zeros(F_)
    padded = torch.nn.functional.pad(image, (padding, padding, padding, padding))
    oh = (H + 2 * padding - kh) // stride + 1
    ow = (W + 2 * padding - kw) // stride + 1
    out = torch.zeros(F_, oh, ow)
    for f in range(F_):
        out[f] = apply_filter(padded, filters[f], bias[f])[:oh, :ow]
    return out


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
