"""The indices of topk as they come: of the largest norm first."""

import torch


def filter_norms(weight):
    return weight.abs().flatten(1).sum(1)


def prune_filters(weight, bias, keep):
    if keep < 1 or keep > len(weight):
        raise ValueError("keep does not fit")
    kept = torch.sort(filter_norms(weight), descending=True, stable=True).indices[:keep]
    return weight[kept], bias if bias is None else bias[kept], kept
