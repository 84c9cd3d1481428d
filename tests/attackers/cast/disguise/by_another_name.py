"""Uses a ready-made convolution by the name it has inside torch."""

import torch


def cross_correlate(channel, kernel):
    images, weight = channel[None, None], kernel[None, None]
    convolve = torch.ops.aten.convolution.default
    return convolve(images, weight, None, [1, 1], [0, 0], [1, 1], False, [0, 0], 1)[0, 0]
