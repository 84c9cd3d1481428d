"""Exercise 3: a convolution is one matrix product."""

import torch
import torch.nn.functional as F


def im2col(images, kernel_size, stride=1, padding=0):
    """Write every window that a filter sees as one column.

    (N, C, H, W) -> (N, C*kh*kw, L), where L = H'*W' counts the windows, row by row. A column
    lists its window channel by channel, and each channel row by row.
    `kernel_size` is an int or a pair (height, width); `stride` and `padding` are ints.
    """
    # BEGIN SOLUTION
    kh, kw = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    padded = F.pad(images, (padding, padding, padding, padding))
    windows = padded.unfold(2, kh, stride).unfold(3, kw, stride)  # (N, C, H', W', kh, kw)
    columns = windows.permute(0, 1, 4, 5, 2, 3)  # (N, C, kh, kw, H', W')
    return columns.reshape(len(images), images.shape[1] * kh * kw, -1)
    # END SOLUTION


def conv2d_matmul(images, weight, bias=None, stride=1, padding=0):
    """Convolve a batch of images with a single matrix product.

    (N, C, H, W), (F, C, kh, kw), (F,) or None -> (N, F, H', W').
    """
    # BEGIN SOLUTION
    kh, kw = weight.shape[2:]
    columns = im2col(images, (kh, kw), stride, padding)
    maps = torch.matmul(weight.reshape(len(weight), -1), columns)  # (N, F, L)
    if bias is not None:
        maps = maps + bias.reshape(1, -1, 1)
    height = (images.shape[2] + 2 * padding - kh) // stride + 1
    width = (images.shape[3] + 2 * padding - kw) // stride + 1
    return maps.reshape(len(images), len(weight), height, width)
    # END SOLUTION
