"""Plain Python: a list of positions, sorted by magnitude."""

import torch


def magnitude_mask(weight, sparsity):
    if sparsity < 0 or sparsity > 1:
        raise ValueError("sparsity must lie between 0 and 1")
    flat = weight.reshape(-1).tolist()
    order = sorted(range(len(flat)), key=lambda position: abs(flat[position]))
    dropped = set(order[: round(sparsity * len(flat))])
    kept = [position not in dropped for position in range(len(flat))]
    return torch.tensor(kept).reshape(weight.shape)


def prune_linear(weight, sparsity):
    pruned = weight.clone()
    pruned[~magnitude_mask(weight, sparsity)] = 0
    return pruned
