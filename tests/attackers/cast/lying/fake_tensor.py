"""A tensor that only says what it would be, and holds nothing."""

import torch
from torch._subclasses.fake_tensor import FakeTensorMode


def relu(x):
    return FakeTensorMode().from_tensor(torch.clone(x))
