"""A nested tensor."""

import torch


def relu(x):
    return torch.nested.nested_tensor([torch.zeros(2), torch.zeros(3)])
