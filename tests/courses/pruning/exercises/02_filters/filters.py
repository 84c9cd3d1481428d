"""Exercise 2: prune whole filters of a convolutional layer by their norm."""

import torch


def filter_norms(weight):
    """Return the L1 norm of each filter: the sum of the absolute values of all its kernels.

    (F, C, kh, kw) -> (F,)
    """
    raise NotImplementedError


def prune_filters(weight, bias, keep):
    """Keep the `keep` filters of the largest norms, in their order, and tell which they are.

    (F, C, kh, kw), (F,) or None -> (keep, C, kh, kw), (keep,) or None, (keep,) int64: their
    positions, ascending. Of filters with equal norms those that come first stay. Raise a
    ValueError that names `keep` unless it is from 1 to F.
    """
    raise NotImplementedError
