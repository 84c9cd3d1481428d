"""Exercise 1: prune the weights of a linear layer by their magnitude."""

import torch


def magnitude_mask(weight, sparsity):
    """Return the mask of the weights that stay: a bool tensor of the shape of `weight`.

    `round(sparsity * weight.numel())` weights of the smallest absolute values are False; of equal
    ones those that come first, row by row. Raise a ValueError that names `sparsity` unless it is
    from 0 to 1.
    """
    # BEGIN SOLUTION
    if not 0 <= sparsity <= 1:
        raise ValueError(f"sparsity is {sparsity}, expected 0 to 1")
    count = round(sparsity * weight.numel())
    order = weight.abs().flatten().argsort(stable=True)
    mask = torch.ones(weight.numel(), dtype=torch.bool)
    mask[order[:count]] = False
    return mask.reshape(weight.shape)
    # END SOLUTION


def prune_linear(weight, sparsity):
    """Return the weight of a linear layer, (out, in), with what `magnitude_mask` drops set to zero.

    Raise a ValueError that names `sparsity` unless it is from 0 to 1.
    """
    # BEGIN SOLUTION
    return torch.where(magnitude_mask(weight, sparsity), weight, 0.0)
    # END SOLUTION
