"""Ranks by sorting twice; prune_linear has a mask of its own."""

import torch


def _ranks(weight):
    order = torch.sort(weight.abs().reshape(-1), stable=True).indices
    return torch.argsort(order).reshape(weight.shape)


def _checked(sparsity):
    if sparsity > 1 or sparsity < 0:
        raise ValueError("the sparsity is a share, from 0 to 1")
    return sparsity


def magnitude_mask(weight, sparsity):
    return _ranks(weight).ge(round(_checked(sparsity) * weight.numel()))


def prune_linear(weight, sparsity):
    return weight.masked_fill(_ranks(weight) < round(_checked(sparsity) * weight.numel()), 0)
