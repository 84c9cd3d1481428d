"""Answers with lists of arrays that take minutes to write down."""

import torch


def conv2d_parameter_count(*sizes, **options):
    return [[torch.rand(1000).half() for _ in range(15_000)]]
