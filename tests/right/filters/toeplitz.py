"""The kernel as a sparse matrix: cross-correlation is a matrix times the flattened channel."""
import torch


def _matrix(h, w, kernel):
    kh, kw = kernel.shape
    oh, ow = h - kh + 1, w - kw + 1
    m = torch.zeros(oh * ow, h * w, dtype=kernel.dtype)
    for r in range(oh):
        for c in range(ow):
            for i in range(kh):
                start = (r + i) * w + c
                m[r * ow + c, start : start + kw] = kernel[i]
    return m, (oh, ow)


def cross_correlate(channel, kernel):
    m, shape = _matrix(*channel.shape, kernel)
    return (m @ channel.reshape(-1, 1)).reshape(shape)


def apply_filter(image, kernels, bias=0.0):
    if (n := len(kernels)) != (c := len(image)):
        raise ValueError(f"kernels: {n} given, {c} needed")
    big = [_matrix(*image.shape[1:], k) for k in kernels]
    m = torch.hstack([a for a, _ in big])
    return (m @ image.reshape(-1)).reshape(big[0][1]) + bias


def conv_layer(image, filters, bias=None, stride=1, padding=0):
    c, h, w = image.shape
    canvas = image.new_zeros(c, h + 2 * padding, w + 2 * padding)
    canvas[:, padding : padding + h, padding : padding + w] = image
    maps = torch.stack([apply_filter(canvas, f) for f in filters])
    rows = torch.arange(0, maps.shape[1], stride)
    cols = torch.arange(0, maps.shape[2], stride)
    maps = maps.index_select(1, rows).index_select(2, cols)
    if bias is not None:
        maps = (maps.permute(1, 2, 0) + bias).permute(2, 0, 1)
    return maps
