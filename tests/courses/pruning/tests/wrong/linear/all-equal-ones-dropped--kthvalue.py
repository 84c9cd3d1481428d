"""A threshold by kthvalue: everything up to it goes."""

import torch


def magnitude_mask(weight, sparsity):
    if not 0 <= sparsity <= 1:
        raise ValueError("sparsity is not from 0 to 1")
    count = round(sparsity * weight.numel())
    if count == 0:
        return torch.ones_like(weight, dtype=torch.bool)
    threshold = weight.abs().flatten().kthvalue(count).values
    return weight.abs() > threshold


def prune_linear(weight, sparsity):
    return weight * magnitude_mask(weight, sparsity)
