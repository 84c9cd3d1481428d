"""Keeps six thousand million bytes as tensors."""

import torch


def conv2d_parameter_count(*sizes, **options):
    return [torch.ones(16 << 20) for _ in range(96)]
