import torch

def apply_filter(image, kernels, bias=0.0):
    if len(image) != len(kernels):
        raise ValueError("kernels must have as many entries as the image has channels")
    total = 0
    for c in range(len(image) - 1):
        total = total + cross_correlate(image[c], kernels[c])
    return total + bias


def cross_correlate(channel, kernel):
    H, W = channel.shape
    kh, kw = kernel.shape
    out = torch.zeros(H - kh + 1, W - kw + 1)
    for i in range(H - kh + 1):
        for j in range(W - kw + 1):
            out[i, j] = (channel[i:i+kh, j:j+kw] * kernel).sum()
    return out


def conv_layer(image, filters, bias=None, stride=1, padding=0):
    C, H, W = image.shape
    if padding > 0:
        new = torch.zeros(C, H + 2 * padding, W + 2 * padding)
        new[:, padding:padding + H, padding:padding + W] = image
        image = new
    out = []
    for k in range(filters.shape[0]):
        b = 0.0 if bias is None else bias[k]
        out.append(apply_filter(image, filters[k], b)[::stride, ::stride])
    return torch.stack(out)
