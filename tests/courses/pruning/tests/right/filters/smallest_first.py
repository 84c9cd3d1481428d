"""Finds the filters to drop, the last of equals first, and takes them out."""

import torch


def filter_norms(weight):
    return torch.abs(weight).reshape(len(weight), -1).sum(-1)


def prune_filters(weight, bias, keep):
    left = list(range(len(weight)))
    if not 0 < keep <= len(left):
        raise ValueError("keep must be from 1 to the number of filters")
    norms = filter_norms(weight).tolist()
    while len(left) > keep:
        left.remove(min(reversed(left), key=norms.__getitem__))
    kept = torch.LongTensor(left)
    return weight.index_select(0, kept), None if bias is None else bias.index_select(0, kept), kept
