# each row as Toeplitz band: out = sum_i T(kernel[i]) applied to shifted rows, with torch.roll/diag
import torch


def _band(row, W):
    """(kw,) -> (W, W-kw+1) band matrix so that x @ band is the 1-D correlation."""
    kw = row.numel()
    n = W - kw + 1
    out = torch.zeros(W, n, dtype=row.dtype)
    for o, value in enumerate(row):
        idx = torch.arange(n)
        out[idx + o, idx] = value
    return out


def cross_correlate(channel, kernel):
    kh, kw = kernel.shape
    H, W = channel.shape
    pieces = [channel.narrow(0, i, H - kh + 1).matmul(_band(kernel[i], W)) for i in range(kh)]
    return torch.stack(pieces, dim=-1).sum(-1)


def apply_filter(image, kernels, bias=0.0):
    c1, c2 = image.shape[0], kernels.shape[0]
    if c1 != c2:
        raise ValueError(f"kernels: need {c1}, got {c2}")
    # recursion over channels
    if c1 == 1:
        return cross_correlate(image[0], kernels[0]) + bias
    return cross_correlate(image[0], kernels[0]) + apply_filter(image[1:], kernels[1:], bias)


def conv_layer(image, filters, bias=None, stride=1, padding=0):
    padded = torch.nn.ConstantPad2d(padding, 0.0)(image)
    biases = [0.0] * filters.shape[0] if bias is None else bias.tolist()
    full = torch.cat([apply_filter(padded, f, b)[None] for f, b in zip(filters.unbind(), biases)])
    rows = torch.arange(0, full.shape[1], stride)
    cols = torch.arange(0, full.shape[2], stride)
    return full.index_select(1, rows).index_select(2, cols)
