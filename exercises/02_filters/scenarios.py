"""What the functions of exercise 2 build on, ready-made: so each of them can be judged alone."""

from torch.nn.functional import conv2d


def cross_correlate(channel, kernel):
    """Return the feature map of one kernel on one channel."""
    return conv2d(channel[None, None], kernel[None, None])[0, 0]


def apply_filter(image, kernels, bias=0.0):
    """Return the feature map of one filter."""
    return conv2d(image[None], kernels[None])[0, 0] + bias


BASES = {"cross_correlate": cross_correlate, "apply_filter": apply_filter}
