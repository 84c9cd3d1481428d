import torch


def relu(x):
    return torch.where(x > 0, x, torch.zeros_like(x))


def max_pool2d(x, kernel_size, stride=None):
    s = kernel_size if stride is None else stride
    patches = x.unfold(2, kernel_size, s)
    patches = patches.unfold(3, kernel_size, s)
    best, _ = patches.max(dim=2)
    best, _ = best.max(dim=2)
    return best


def linear(x, weight, bias=None):
    out = torch.einsum("ni,oi->no", x, weight)
    return out if bias is None else out + bias
