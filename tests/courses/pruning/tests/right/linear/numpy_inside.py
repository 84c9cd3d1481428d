"""NumPy's stable sort, and a product with the mask."""

import numpy as np
import torch


def magnitude_mask(weight, sparsity):
    if not 0.0 <= sparsity <= 1.0:
        raise ValueError(f"sparsity={sparsity} is not a share")
    magnitudes = np.abs(weight.detach().numpy()).ravel()
    ranks = np.empty(magnitudes.size, dtype=int)
    ranks[np.argsort(magnitudes, kind="stable")] = np.arange(magnitudes.size)
    mask = ranks >= round(sparsity * magnitudes.size)
    return torch.from_numpy(mask.reshape(tuple(weight.shape)))


def prune_linear(weight, sparsity):
    return weight * magnitude_mask(weight, sparsity)
