"""Uses a ready-made convolution in a traced function."""

import torch


def cross_correlate(channel, kernel):
    convolve = torch.jit.trace(
        lambda one, other: torch.conv2d(one[None, None], other[None, None])[0, 0],
        (channel, kernel),
    )
    return convolve(channel, kernel)
