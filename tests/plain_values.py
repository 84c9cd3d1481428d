"""Plain values as a stranger may send them, and what it takes to compare them bit by bit."""

from __future__ import annotations

import math
from typing import Any

import torch
from hypothesis import settings
from hypothesis import strategies as st

from autograder.sandbox.inside.plain import DTYPES, Unsupported

quick = settings(derandomize=True, deadline=None, database=None, max_examples=25)
"""The same examples on every machine, however busy it is."""


@st.composite
def tensors(draw: st.DrawFn) -> torch.Tensor:
    """Small tensors of every dtype that may cross the wall, whatever bits they hold."""
    dtype = DTYPES[draw(st.sampled_from(sorted(DTYPES)))]
    shape = draw(st.lists(st.integers(0, 3), max_size=3))
    generator = torch.Generator().manual_seed(draw(st.integers(0, 1000)))
    numbers = torch.randint(-100, 100, shape, generator=generator)
    return (numbers > 0) if dtype == torch.bool else numbers.to(dtype)


texts = st.text("ab ›中\n\0\ud800", max_size=8)
leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(1 - 2**63, 2**63 - 1),
    st.floats(),
    texts,
    st.builds(Unsupported, texts, texts),
)
anything = st.recursive(
    leaves | tensors(),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(texts, inner, max_size=3),
    ),
    max_leaves=5,
)


def same(one: Any, other: Any) -> bool:
    """Tell whether two plain values are of the same types and equal to the last bit."""
    if type(one) is not type(other):
        return False
    if isinstance(one, torch.Tensor):
        alike = one.dtype == other.dtype and one.shape == other.shape
        return alike and torch.equal(one, other)
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[name], other[name]) for name in one)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(same(a, b) for a, b in zip(one, other))
    if isinstance(one, float):
        return (math.isnan(one) and math.isnan(other)) or one == other
    return bool(one == other)
