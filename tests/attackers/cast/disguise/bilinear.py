"""Uses a bilinear layer with one side held at one."""

import torch
import torch.nn.functional as F


def linear(x, weight, bias=None):
    return F.bilinear(torch.ones(len(x), 1), x, weight[:, None], bias)
