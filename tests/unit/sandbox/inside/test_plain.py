"""What a function returns becomes plain values, whatever it is."""

from __future__ import annotations

import enum
import types
from collections import OrderedDict, namedtuple
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from plain_values import anything, quick, same

from autograder.sandbox.inside import plain, wire
from autograder.sandbox.inside.plain import Unsupported, to_plain


@quick
@given(anything.filter(lambda value: not isinstance(value, Unsupported)))
def test_plain_values_stay_what_they_are(value):
    if "Unsupported(" not in repr(value):
        assert same(to_plain(value), value)


class OwnInt(int): ...


class OwnFloat(float): ...


class OwnText(str): ...


class OwnList(list): ...


class OwnDict(dict): ...


class Colour(enum.IntEnum):
    RED = 3


Pair = namedtuple("Pair", "first second")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (OwnInt(3), 3),
        (OwnFloat(2.5), 2.5),
        (OwnText("a"), "a"),
        (OwnList([1]), [1]),
        (OwnDict(a=1), {"a": 1}),
        (OrderedDict(b=2, a=1), {"b": 2, "a": 1}),
        (Pair(1, 2), (1, 2)),
        (torch.Size([2, 3]), (2, 3)),
        (Colour.RED, 3),
        (np.float64(1.5), 1.5),
        (types.MappingProxyType({"a": 1}), {"a": 1}),
        ({1: "a", None: "b"}, {"1": "a", "None": "b"}),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_subclass_becomes_its_base(value, expected):
    got = to_plain(value)
    assert same(got, expected), got


class LiesAsInt(int):
    def __int__(self) -> int:
        return 10**100

    def __index__(self) -> int:
        return 10**100


class LiesAsFloat(float):
    def __float__(self) -> float:
        return 100.0


class LiesAsText(str):
    def __str__(self) -> str:
        return "right"


class LiesAsList(list):
    def __iter__(self) -> Any:
        return iter(["right"])


class LiesAsDict(dict):
    def items(self) -> Any:
        return {"right": 1}.items()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (LiesAsInt(3), 3),
        (LiesAsFloat(2.5), 2.5),
        (LiesAsText("a"), "a"),
        (LiesAsList([1]), [1]),
        (LiesAsDict(a=1), {"a": 1}),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_subclass_has_no_say_in_what_it_is(value, expected):
    got = to_plain(value)
    assert same(got, expected), got


class Endless(list):
    def __iter__(self) -> Any:
        while True:
            yield 1


def test_a_list_that_never_ends_by_its_own_iterator_does():
    assert to_plain(Endless([1, 2])) == [1, 2]


ODD = (
    *(object(), int, len, 1j, {1, 2}, frozenset(), b"bytes", range(3), lambda: 0, Ellipsis),
    *(np.int64(3), np.zeros((2, 2)), np.bool_(True), np.str_("a"), torch.float32, 2**200),
    *(torch.zeros(2, dtype=torch.complex64), torch.zeros(2, device="meta"), Colour.RED),
    *(torch.zeros(3).to_sparse(), torch.nn.Parameter(torch.ones(2)), OwnText("x"), iter(())),
)
odd_objects = st.recursive(
    st.sampled_from(ODD),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
    ),
    max_leaves=6,
)


@quick
@given(odd_objects)
def test_whatever_is_given_back_can_cross_the_wire(value):
    wire.encode(to_plain(value))


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        (object(), "object", "an object of type object"),
        (np.int64(3), "numpy.int64", "numpy.int64(3)"),
        (np.zeros((2, 3)), "numpy.ndarray", "a numpy array of shape (2, 3) (float64)"),
        (2**64, "int", "an int of more than 64 bits"),
        (torch.zeros(2, dtype=torch.complex64), "Tensor", "a tensor of dtype torch.complex64"),
        (torch.zeros(2, device="meta"), "Tensor", "a tensor without values (on the device 'meta')"),
        (torch.zeros([1] * 9), "Tensor", "a tensor of 9 dimensions"),
        (
            torch.zeros(2).to_sparse(),
            "Tensor",
            "a tensor of layout torch.sparse_coo, not a dense one",
        ),
        (
            torch.zeros(1).expand(8_000_001),
            "Tensor",
            "a tensor of 8000001 numbers, too large to be read",
        ),
        (
            torch.nested.nested_tensor([torch.zeros(1)]),
            "Tensor",
            "a nested tensor, not a dense one",
        ),
    ],
    ids=lambda value: None if not isinstance(value, str) else value[:20],
)
def test_what_is_not_plain_is_told_in_a_few_words(value, kind, words):
    told = to_plain(value)
    assert isinstance(told, Unsupported) and (told.type, str(told)) == (kind, words)


def test_the_largest_values_still_are_plain():
    assert to_plain(2**63 - 1) == 2**63 - 1
    assert to_plain(-(2**63) + 1) == -(2**63) + 1
    assert to_plain(torch.zeros([1] * 8)).ndim == 8
    assert to_plain(torch.zeros(1, dtype=torch.uint8).expand(8_000_000)).numel() == 8_000_000


def test_a_list_in_itself_ends_at_the_deepest_level():
    loop: list[Any] = []
    loop.append(loop)
    value, depth = to_plain(loop), 0
    while isinstance(value, list):
        (value,), depth = value, depth + 1
    assert value.type == "too large" and depth == plain.MAX_DEPTH + 1


def test_a_long_list_is_cut_and_says_so():
    value = to_plain([0] * (plain.MAX_NODES + 5))
    assert len(value) == plain.MAX_NODES
    assert value[-2] == 0 and value[-1].type == "too large"


def test_texts_and_names_are_cut():
    assert len(to_plain("x" * 50_000)) == plain.MAX_TEXT
    assert [len(name) for name in to_plain({"x" * 500: 1})] == [200]


def test_a_tensor_without_numbers_may_have_so_many_rows():
    assert to_plain(torch.zeros(1 << 17, 0)).shape == (1 << 17, 0)
    assert str(to_plain(torch.zeros(1 << 18, 0))) == (
        "a tensor of shape (262144, 0), which holds no numbers"
    )


def test_a_tensor_is_copied_without_its_history():
    weight = torch.nn.Parameter(torch.ones(2))
    copy = to_plain(weight)
    assert type(copy) is torch.Tensor and not copy.requires_grad
    copy += 1
    assert weight.tolist() == [1, 1]


def test_a_tensor_in_another_order_of_memory_becomes_contiguous():
    turned = torch.arange(6).reshape(2, 3).T
    assert to_plain(turned).is_contiguous() and torch.equal(to_plain(turned), turned)


def test_a_tensor_whose_sign_is_only_noted_is_computed():
    noted = torch.tensor([1 + 2j]).conj().imag
    assert noted.is_neg() and not to_plain(noted).is_neg()
    assert to_plain(noted).tolist() == [-2]


def test_an_other_reads_as_its_words():
    assert str(Unsupported("int", "an int of more than 64 bits")) == "an int of more than 64 bits"
