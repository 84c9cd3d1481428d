"""torch.linalg's norm of flattened filters, and a mask of those that stay."""

import torch


def filter_norms(weight):
    return torch.linalg.vector_norm(weight.flatten(start_dim=1), ord=1, dim=1)


def prune_filters(weight, bias, keep):
    count = weight.shape[0]
    if keep not in range(1, count + 1):
        raise ValueError(f"keep: {keep} of {count}")
    stays = torch.zeros(count, dtype=torch.bool)
    stays[torch.sort(filter_norms(weight), descending=True, stable=True)[1][:keep]] = True
    return weight[stays], bias if bias is None else bias[stays], stays.nonzero().flatten()
