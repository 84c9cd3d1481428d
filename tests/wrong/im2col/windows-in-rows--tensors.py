"""Windows by Tensor.unfold, and permute."""

import torch.nn.functional as F


def im2col(images, kernel_size, stride=1, padding=0):
    kh, kw = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    padded = F.pad(images, (padding, padding, padding, padding))
    n, c, h, w = padded.shape
    windows = padded.unfold(2, kh, stride).unfold(3, kw, stride)
    return windows.permute(0, 2, 3, 1, 4, 5).reshape(n, -1, c * kh * kw)


def conv2d_matmul(images, weight, bias=None, stride=1, padding=0):
    n, _, h, w = images.shape
    f, c, kh, kw = weight.shape
    columns = im2col(images, (kh, kw), stride, padding)
    out = weight.reshape(f, c * kh * kw) @ columns
    if bias is not None:
        out = out + bias[:, None]
    height, width = (h + 2 * padding - kh) // stride + 1, (w + 2 * padding - kw) // stride + 1
    return out.reshape(n, f, height, width)
