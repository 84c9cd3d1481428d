import torch


def relu(x):
    y = x.clone()
    y[y < 0] = 0
    return y


def max_pool2d(x, kernel_size, stride=None):
    """Via argmax and gather, as with return_indices."""
    if stride is None:
        stride = kernel_size
    cols = x.unfold(2, kernel_size, stride).unfold(3, kernel_size, stride)
    flat = cols.contiguous().view(*cols.shape[:4], -1)
    where = flat.argmax(-1, keepdim=True)
    return flat.gather(-1, where).squeeze(-1)


def linear(x, weight, bias=None):
    out = torch.inner(x, weight)
    return out if bias is None else torch.add(out, bias)
