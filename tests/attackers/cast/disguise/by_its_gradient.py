"""Lets the gradient of a convolution do the work."""

from torch.nn.grad import conv2d_weight


def cross_correlate(channel, kernel):
    height, width = (n - k + 1 for n, k in zip(channel.shape, kernel.shape))
    return conv2d_weight(channel[None, None], (1, 1, height, width), kernel[None, None])[0, 0]
