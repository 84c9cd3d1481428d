"""A tensor whose memory was taken away."""

import torch


def relu(x):
    y = torch.zeros(1000, 1000)
    y.untyped_storage().resize_(0)
    return y
