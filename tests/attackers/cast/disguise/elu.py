"""Uses an elu that is flat below zero."""

import torch.nn.functional as F


def relu(x):
    return F.elu(x, 0.0)
