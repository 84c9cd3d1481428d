"""A quantized tensor."""

import torch


def relu(x):
    return torch.quantize_per_tensor(x.clamp(min=0), 0.1, 0, torch.quint8)
