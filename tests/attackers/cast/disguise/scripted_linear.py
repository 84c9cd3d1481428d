"""Uses a ready-made linear layer in a scripted function."""

import torch
import torch.nn.functional as F


def ready(x, weight, bias):
    return F.linear(x, weight, bias)


SCRIPTED = torch.jit.script(ready)


def linear(x, weight, bias=None):
    return SCRIPTED(x, weight, torch.zeros(len(weight)) if bias is None else bias)
