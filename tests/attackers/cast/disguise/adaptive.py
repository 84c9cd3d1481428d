"""Uses an adaptive pool of the right size."""

import torch.nn.functional as F


def max_pool2d(x, kernel_size, stride=None):
    height, width = (n // kernel_size for n in x.shape[2:])
    whole = x[:, :, : height * kernel_size, : width * kernel_size]
    return F.adaptive_max_pool2d(whole, (height, width))
