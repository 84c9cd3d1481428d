"""Numbers of eight bits, of a kind that few libraries know."""

import torch


def relu(x):
    return torch.zeros(x.shape).to(torch.float8_e4m3fn)
