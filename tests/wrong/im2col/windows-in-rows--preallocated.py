"""A tensor of zeros, filled column by column."""

import torch
import torch.nn.functional as F


def im2col(images, kernel_size, stride=1, padding=0):
    kh, kw = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    padded = F.pad(images, (padding, padding, padding, padding))
    n, c, h, w = padded.shape
    height, width = (h - kh) // stride + 1, (w - kw) // stride + 1
    columns = torch.zeros(n, height * width, c * kh * kw)
    for row in range(height):
        for column in range(width):
            top, left = row * stride, column * stride
            window = padded[:, :, top : top + kh, left : left + kw]
            columns[:, row * width + column, :] = window.reshape(n, -1)
    return columns


def conv2d_matmul(images, weight, bias=None, stride=1, padding=0):
    n, _, h, w = images.shape
    f, c, kh, kw = weight.shape
    columns = im2col(images, (kh, kw), stride, padding)
    out = weight.reshape(f, c * kh * kw) @ columns
    if bias is not None:
        out = out + bias[:, None]
    height, width = (h + 2 * padding - kh) // stride + 1, (w + 2 * padding - kw) // stride + 1
    return out.reshape(n, f, height, width)
