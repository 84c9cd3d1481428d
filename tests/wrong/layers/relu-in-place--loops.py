import torch


def relu(x):
    x[x < 0] = 0
    return x


def max_pool2d(x, kernel_size, stride=None):
    if stride is None:
        stride = kernel_size
    N, C, H, W = x.shape
    out_h = (H - kernel_size) // stride + 1
    out_w = (W - kernel_size) // stride + 1
    out = torch.zeros(N, C, out_h, out_w)
    for n in range(N):
        for c in range(C):
            for i in range(out_h):
                for j in range(out_w):
                    window = x[n, c, i * stride:i * stride + kernel_size, j * stride:j * stride + kernel_size]
                    out[n, c, i, j] = window.max()
    return out


def linear(x, weight, bias=None):
    n_samples, n_in = x.shape
    n_out = weight.shape[0]
    out = torch.zeros(n_samples, n_out)
    for n in range(n_samples):
        for o in range(n_out):
            out[n, o] = torch.sum(x[n] * weight[o])
            if bias is not None:
                out[n, o] += bias[o]
    return out
