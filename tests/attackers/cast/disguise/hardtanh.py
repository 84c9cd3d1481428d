"""Uses a hard tanh whose upper end is out of reach."""

import torch.nn.functional as F


def relu(x):
    return F.hardtanh(x, 0.0, 1e30)
