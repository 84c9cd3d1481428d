"""What is called a plain step is made of nothing that is not listed."""

from __future__ import annotations

import contextlib

import pytest
import torch
from torch.utils._python_dispatch import TorchDispatchMode

from autograder.sandbox.inside import steps

X = torch.arange(-8.0, 8.0).reshape(4, 4)
B = X > 0
CALLS = [
    *((X,), (B,), (X[0, 0],), (X.t(),), (X[None],), ([X, X],), ([1.0, 2.0],), (3,), ((2, 3),)),
    *((X, X), (X, 2.0), (X, 0), (X, -1), (X, None), (X, (2,)), (X, (4, 4)), (X, (0, 1)), (X, B)),
    *((X[0], X), (X, X[0]), (X[0], X[0]), (X[None], X[None]), (X[None], X), ((2, 3), 1.0)),
    *((X, (None, 0)), (X, (..., 0)), (X, slice(0, 2)), (X, torch.tensor([0, 1])), (0, 9, 2)),
    *((X, 0, 1), (X, 4, 4), (X, 0.0, 1.0), (B, X, X), (X, slice(0, 2), X[:2]), (X, B, 1.0)),
    *((X, torch.tensor([0, 1]), 1.0), (X, (slice(None), 0), X[0]), (X, 0, X[0])),
]


class Seen(TorchDispatchMode):
    """Notes the names of the operators that functions are made of."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        self.names.add(func.__name__.split(".")[0])
        return func(*args, **(kwargs or {}))


def copied(value):
    return value.clone() if isinstance(value, torch.Tensor) else value


@pytest.mark.filterwarnings("ignore")
def test_a_step_is_made_of_what_is_listed():
    never = []
    for function in steps.SIMPLE:
        worked = 0
        for call in CALLS:
            with Seen() as seen, contextlib.suppress(Exception):
                function(*map(copied, call))
                worked += 1
            made_of = {name if name.startswith("_") else name.rstrip("_") for name in seen.names}
            assert made_of <= steps.MADE_OF, (function, call)
        never += [] if worked else [function]
    assert not never
