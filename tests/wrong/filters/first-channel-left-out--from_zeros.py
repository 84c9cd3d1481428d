import torch


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
    result = torch.zeros(image.shape[1] - kernels.shape[1] + 1, image.shape[2] - kernels.shape[2] + 1)
    for c in range(1, image.shape[0]):
        result = result + cross_correlate(image[c], kernels[c])
    return result + bias


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
