"""Uses the linear layer that compilers put in the place of the usual one."""

import torch


def linear(x, weight, bias=None):
    return torch.ops.mkldnn._linear_pointwise(x, weight, bias, "none", [], "")
