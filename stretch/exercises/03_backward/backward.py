"""Stretch goal 3: the backward pass of a convolution, by hand."""

import torch
import torch.nn.functional as F


def conv2d_backward(images, weight, gradient, stride=1, padding=0):
    """Return the gradients of a loss for the images, the weight and the bias, as a tuple.

    `gradient` is that for the output of the convolution: (N, C, H, W), (F, C, kh, kw),
    (N, F, H', W') -> (N, C, H, W), (F, C, kh, kw), (F,). `stride` and `padding` are ints.
    """
    raise NotImplementedError
