"""Exercise 2: prune whole filters of a convolutional layer by their norm."""

import torch


def filter_norms(weight):
    """Return the L1 norm of each filter: the sum of the absolute values of all its kernels.

    (F, C, kh, kw) -> (F,)
    """
    # BEGIN SOLUTION
    return weight.abs().sum(dim=(1, 2, 3))
    # END SOLUTION


def prune_filters(weight, bias, keep):
    """Keep the `keep` filters of the largest norms, in their order, and tell which they are.

    (F, C, kh, kw), (F,) or None -> (keep, C, kh, kw), (keep,) or None, (keep,) int64: their
    positions, ascending. Of filters with equal norms those that come first stay. Raise a
    ValueError that names `keep` unless it is from 1 to F.
    """
    # BEGIN SOLUTION
    if not 1 <= keep <= len(weight):
        raise ValueError(f"keep is {keep}, expected 1 to {len(weight)}")
    order = torch.argsort(filter_norms(weight), descending=True, stable=True)
    kept = order[:keep].sort().values
    return weight[kept], None if bias is None else bias[kept], kept
    # END SOLUTION
