"""Start every source of random numbers anew."""

from __future__ import annotations

import functools
import random

import numpy as np
import torch


def seed_all(seed: int) -> None:
    """Start every source of random numbers anew: the same question, the same answer."""
    random.seed(seed)
    np.random.seed(seed % 2**32)
    if _has_accelerator():
        torch.manual_seed(seed)
    else:  # which notes where it was called from, for devices that may come: 8 ms each time
        torch.default_generator.manual_seed(seed)


@functools.cache
def _has_accelerator() -> bool:
    """Tell whether other devices have random numbers of their own."""
    return torch.cuda.is_available() or torch.backends.mps.is_available()
