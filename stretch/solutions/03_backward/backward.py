"""Stretch goal 3: the backward pass of a convolution, by hand."""

import torch
import torch.nn.functional as F


def conv2d_backward(images, weight, gradient, stride=1, padding=0):
    """Return the gradients of a loss for the images, the weight and the bias, as a tuple.

    `gradient` is that for the output of the convolution: (N, C, H, W), (F, C, kh, kw),
    (N, F, H', W') -> (N, C, H, W), (F, C, kh, kw), (F,). `stride` and `padding` are ints.
    """
    # BEGIN SOLUTION
    padded = F.pad(images, (padding, padding, padding, padding))
    of_padded, of_weight = torch.zeros_like(padded), torch.zeros_like(weight)
    rows, columns = (stride * (size - 1) + 1 for size in gradient.shape[2:])
    for i in range(weight.shape[2]):
        for j in range(weight.shape[3]):
            seen = padded[:, :, i : i + rows : stride, j : j + columns : stride]
            of_weight[:, :, i, j] = torch.einsum("nfhw,nchw->fc", gradient, seen)
            share = torch.einsum("nfhw,fc->nchw", gradient, weight[:, :, i, j])
            of_padded[:, :, i : i + rows : stride, j : j + columns : stride] += share
    height, width = images.shape[2:]
    of_images = of_padded[:, :, padding : padding + height, padding : padding + width]
    return of_images, of_weight, gradient.sum(dim=(0, 2, 3))
    # END SOLUTION
