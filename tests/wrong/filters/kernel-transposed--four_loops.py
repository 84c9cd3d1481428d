import torch


def cross_correlate(channel, kernel):
    H, W = channel.shape
    kh, kw = kernel.shape
    out = torch.zeros(H - kh + 1, W - kw + 1)
    for i in range(H - kh + 1):
        for j in range(W - kw + 1):
            total = 0.0
            for a in range(kh):
                for b in range(kw):
                    total += channel[i + a, j + b].item() * kernel[b, a].item()
            out[i, j] = total
    return out


def apply_filter(image, kernels, bias=0.0):
    if image.shape[0] != kernels.shape[0]:
        raise ValueError("image and kernels must have the same number of channels")
    result = None
    for c in range(image.shape[0]):
        one = cross_correlate(image[c], kernels[c])
        if result is None:
            result = one
        else:
            result = result + one
    result += bias
    return result


def conv_layer(image, filters, bias=None, stride=1, padding=0):
    C, H, W = image.size()
    if padding > 0:
        bigger = torch.zeros(C, H + 2 * padding, W + 2 * padding)
        bigger[:, padding:-padding, padding:-padding] = image
        image = bigger
    results = []
    for f in range(filters.size(0)):
        b = 0.0 if bias is None else float(bias[f])
        results.append(apply_filter(image, filters[f], b))
    out = torch.stack(results, dim=0)
    if stride != 1:
        out = out[:, ::stride, ::stride]
    return out
