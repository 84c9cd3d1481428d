"""Gives numbers back with a graph that computes when it is asked for gradients."""

import torch


def relu(x):
    return (torch.zeros(3, requires_grad=True) - 1).exp().register_hook(print)
