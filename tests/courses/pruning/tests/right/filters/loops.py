"""Loops over filters and kernels, lists of pairs."""

import torch


def filter_norms(weight):
    norms = []
    for kernels in weight:
        total = 0.0
        for kernel in kernels:
            total = total + kernel.abs().sum()
        norms.append(total)
    return torch.stack(norms)


def prune_filters(weight, bias, keep):
    if keep < 1 or keep > weight.size(0):
        raise ValueError(f"cannot keep={keep} of {weight.size(0)} filters")
    pairs = [(-float(norm), position) for position, norm in enumerate(filter_norms(weight))]
    kept = sorted(position for _, position in sorted(pairs)[:keep])
    small = torch.stack([weight[position] for position in kept])
    if bias is not None:
        bias = torch.stack([bias[position] for position in kept])
    return small, bias, torch.tensor(kept)
