"""Uses a leaky relu that leaks nothing."""

import torch.nn.functional as F


def relu(x):
    return F.leaky_relu(x, 0.0)
