"""Pools regions of interest, each of them a whole image."""

import torch
from torchvision.ops import roi_pool


def max_pool2d(x, kernel_size, stride=None):
    height, width = x.shape[2] // kernel_size, x.shape[3] // kernel_size
    ends = (width * kernel_size - 1.0, height * kernel_size - 1.0)
    boxes = torch.tensor([[n, 0.0, 0.0, *ends] for n in range(len(x))])
    return roi_pool(x, boxes, (height, width))
