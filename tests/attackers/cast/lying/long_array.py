"""Answers with millions of numbers in the place of two: each would become an object outside."""

import torch


def conv2d_output_shape(*sizes, **options):
    return torch.zeros(8_000_000, dtype=torch.uint8)
