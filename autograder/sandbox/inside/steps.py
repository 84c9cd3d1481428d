"""Functions of torch that are one plain step, and the operators that such steps are made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch

_ARITHMETIC = (
    *("add", "sub", "mul", "div", "neg", "abs", "sqrt", "exp", "sum", "mean"),
    *("__add__", "__radd__", "__iadd__", "__sub__", "__rsub__", "__isub__", "__mul__", "__rmul__"),
    *("__imul__", "__truediv__", "__itruediv__", "__rdiv__", "__neg__", "matmul"),
    *("add_", "sub_", "mul_", "div_"),
)
_COMPARING = (
    *("__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "eq", "ne", "lt", "le", "gt"),
    *("ge", "max", "min", "amax", "argmax", "maximum", "minimum", "clamp", "where"),
)
_MAKING = (
    *("zeros", "ones", "empty", "full", "tensor", "zeros_like", "ones_like", "new_zeros", "arange"),
    *("stack", "cat"),
)
_ARRANGING = (
    *("__getitem__", "__setitem__", "reshape", "view", "flatten", "permute", "transpose"),
    *("unsqueeze", "squeeze", "contiguous", "clone", "detach", "expand", "flip"),
)
_LOOKING = (
    *("__len__", "__float__", "__int__", "__bool__", "item", "tolist", "size", "dim", "numel"),
)
_ATTRIBUTES = ("shape", "ndim", "dtype", "device", "T", "mT", "data", "grad", "requires_grad")


def _functions() -> Iterator[Any]:
    for name in (*_ARITHMETIC, *_COMPARING, *_MAKING, *_ARRANGING, *_LOOKING):
        yield from (getattr(owner, name) for owner in (torch, torch.Tensor) if hasattr(owner, name))
    for name in _ATTRIBUTES:
        yield getattr(torch.Tensor, name).__get__


SIMPLE = frozenset(_functions())
"""The functions themselves: another that is only called like one of them is none of them."""
KINDS = frozenset(map(type, SIMPLE))
"""Python's own types of functions: what is equal to one of these is that function."""

MADE_OF = frozenset(
    {
        *("add", "sub", "rsub", "mul", "div", "neg", "abs", "sqrt", "exp", "sum", "mean"),
        *("eq", "ne", "lt", "le", "gt", "ge", "max", "min", "amax", "argmax", "maximum"),
        *("minimum", "clamp", "clamp_min", "clamp_max", "where", "zeros", "ones", "empty", "full"),
        *("zeros_like", "ones_like", "empty_like", "new_empty", "arange", "stack", "cat"),
        *("fill", "zero", "copy", "clone", "detach", "alias", "lift_fresh", "scalar_tensor"),
        *("select", "slice", "index", "index_put", "as_strided", "view", "reshape", "_unsafe_view"),
        *("_reshape_alias", "permute", "transpose", "unsqueeze", "squeeze", "expand", "flip"),
        *("mm", "bmm", "mv", "dot", "reciprocal", "new_zeros", "nonzero", "index_fill"),
        *("_to_copy", "_local_scalar_dense", "masked_fill", "unbind", "flatten", "contiguous"),
    }
)
"""Names of the operators; where an exercise forbids one of them, every step is looked at."""
