"""Plain values cross the wire unchanged, and no bytes of a stranger's do harm."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from plain_values import anything, quick, same

from autograder.sandbox.inside import wire
from autograder.sandbox.inside.plain import DTYPES, MAX_DEPTH, MAX_NODES, MAX_TEXT, Unsupported

SMALL = wire.Bounds(100, 7)


def read(frame: bytes, strided: bool = False) -> Any:
    header, body = wire.lengths(frame[: wire.LENGTHS.size])
    rest = frame[wire.LENGTHS.size :]
    assert len(rest) == header + body
    return wire.decode(rest[:header], rest[header:], strided)


def claimed(content: Any, body: bytes = b"", strided: bool = False) -> Any:
    """Read a header that a stranger wrote by hand."""
    return wire.decode(json.dumps(content).encode(), body, strided)


def an_array(shape: Any, strides: Any, start: Any, size: Any, dtype: str = "uint8") -> Any:
    return {"a": [dtype, shape, strides, start, size]}


def nested(depth: int) -> Any:
    value: Any = None
    for _ in range(depth):
        value = {"l": [value]}
    return value


@quick
@given(anything)
def test_every_plain_value_comes_back_as_it_was(value):
    assert same(read(wire.encode(value)), value)


@pytest.mark.parametrize("name", sorted(DTYPES))
def test_a_tensor_of_each_dtype_comes_back(name):
    numbers = torch.tensor([[0, 1, 2], [3, 0, 5]]).to(DTYPES[name])
    assert same(read(wire.encode([None, numbers, numbers])), [None, numbers, numbers])


def test_two_arrays_and_bytes_lie_one_after_the_other():
    value = {"a": torch.tensor([1, 2]), "b": b"abc", "c": torch.tensor(2.5), "d": b""}
    back = read(wire.encode(value))
    assert back["b"] == b"abc" and back["d"] == b""
    assert back["a"].tolist() == [1, 2] and back["c"].item() == 2.5


def test_a_question_keeps_its_strides():
    turned = torch.arange(6.0).reshape(2, 3).T
    frame = wire.encode(turned)
    back = read(frame, strided=True)
    assert back.stride() == turned.stride() and torch.equal(back, turned)


@pytest.mark.parametrize("number", [torch.arange(6.0)[1::3][:1], torch.ones(4, 3).T[2:, 3:]])
def test_a_single_number_crosses_whatever_its_stride(number):
    assert number.numel() == 1 and number.stride() != (1,) * number.ndim
    assert torch.equal(read(wire.encode(number)), number)


def test_an_answer_may_not_be_strided():
    frame = wire.encode(torch.arange(10.0)[::2])
    with pytest.raises(wire.WireError, match="disagree"):
        read(frame)


def test_a_strided_tensor_sends_only_the_stretch_it_lies_in():
    frame = wire.encode(torch.arange(1000.0)[10:20:2])
    assert wire.lengths(frame[:8])[1] == 9 * 4


def test_what_is_made_of_a_frame_can_be_written_to():
    back = read(wire.encode(torch.zeros(3)))
    back += 1
    assert back.tolist() == [1, 1, 1]


def test_names_become_texts():
    assert read(wire.encode({1: "one"})) == {"1": "one"}


@pytest.mark.parametrize("value", [object(), {1, 2}, 1j, [[lambda: None]]])
def test_what_is_not_plain_is_not_sent(value):
    with pytest.raises(wire.WireError, match="cannot cross the wire"):
        wire.encode(value)


def test_a_header_beyond_the_bound_is_not_sent():
    with pytest.raises(wire.WireError, match="too large"):
        wire.encode("x" * SMALL.header, SMALL)
    assert read(wire.encode("x" * (SMALL.header - 2), SMALL)) == "x" * (SMALL.header - 2)


def test_a_body_beyond_the_bound_is_not_sent():
    wire.encode(torch.zeros(SMALL.body, dtype=torch.uint8), SMALL)
    with pytest.raises(wire.WireError, match="too large"):
        wire.encode(torch.zeros(SMALL.body + 1, dtype=torch.uint8), SMALL)


def test_a_worker_may_send_less_than_the_grader():
    assert wire.ANSWER.header < wire.SUBMISSION.header
    assert wire.ANSWER.body < wire.SUBMISSION.body


@pytest.mark.parametrize(
    ("header", "body", "fits"),
    [
        (0, 0, True),
        (SMALL.header, SMALL.body, True),
        (SMALL.header + 1, 0, False),
        (0, SMALL.body + 1, False),
        (2**32 - 1, 2**32 - 1, False),
    ],
)
def test_lengths_are_bounded_before_anything_is_read(header, body, fits):
    start = wire.LENGTHS.pack(header, body)
    if fits:
        assert wire.lengths(start, SMALL) == (header, body)
    else:
        with pytest.raises(wire.WireError, match="too large"):
            wire.lengths(start, SMALL)


def test_without_bounds_of_its_own_a_frame_has_those_of_a_submission():
    most = wire.SUBMISSION
    for sizes in ((most.header, 0), (0, most.body)):
        assert wire.lengths(wire.LENGTHS.pack(*sizes)) == sizes
    for sizes in ((most.header + 1, 0), (0, most.body + 1)):
        with pytest.raises(wire.WireError, match="too large"):
            wire.lengths(wire.LENGTHS.pack(*sizes))


@quick
@given(st.binary(min_size=8, max_size=8))
def test_any_eight_bytes_are_lengths_within_the_bounds_or_refused(start):
    try:
        header, body = wire.lengths(start, wire.ANSWER)
    except wire.WireError:
        return
    assert header <= wire.ANSWER.header and body <= wire.ANSWER.body


def is_plain(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return all(is_plain(item) for item in value)
    if isinstance(value, dict):
        return all(type(k) is str and is_plain(item) for k, item in value.items())
    kinds = (type(None), bool, int, float, str, bytes, Unsupported, torch.Tensor)
    return type(value) in kinds


def ends_well(header: bytes, body: bytes, strided: bool = False) -> None:
    try:
        value = wire.decode(header, body, strided)
    except wire.WireError as error:
        assert len(str(error)) < 200
    else:
        assert is_plain(value)


@quick
@given(st.binary(max_size=60), st.binary(max_size=20))
def test_any_bytes_end_in_plain_values_or_are_refused(header, body):
    ends_well(header, body)


odd = st.one_of(
    st.none(), st.integers(), st.floats(), st.sampled_from(["float32", "bool", "", "l"])
)
trees = st.recursive(
    odd,
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(st.sampled_from(["a", "o", "b", "d", "l", "t", "x", "lt", ""]), inner)
    ),
    max_leaves=12,
)


@quick
@given(trees, st.binary(max_size=20), st.booleans())
def test_any_json_ends_in_plain_values_or_is_refused(tree, body, strided):
    ends_well(json.dumps(tree).encode(), body, strided)


near = st.integers(-2, 9) | st.sampled_from(
    [1 << 40, (1 << 40) - 1, 1 << 63, 10**30, True, None, 1.5]
)


@quick
@given(
    st.sampled_from([*sorted(DTYPES), "complex64", "object"]),
    st.lists(near, max_size=4),
    st.lists(near, max_size=4),
    near,
    near,
    st.binary(max_size=16),
    st.booleans(),
)
def test_no_claim_about_an_array_reaches_beyond_its_bytes(
    dtype, shape, strides, start, size, body, strided
):
    try:
        value = claimed(an_array(shape, strides, start, size, dtype), body, strided)
    except wire.WireError:
        return
    assert list(value.shape) == shape
    if value.numel():
        assert value.untyped_storage().nbytes() <= len(body)


@quick
@given(anything, st.integers(0, 10_000), st.integers(1, 255))
def test_a_frame_with_one_byte_changed_ends_in_plain_values_or_is_refused(value, at, flip):
    frame = bytearray(wire.encode(value))
    header, _ = wire.lengths(bytes(frame[:8]))
    content = frame[8:]
    content[at % len(content)] ^= flip
    ends_well(bytes(content[:header]), bytes(content[header:]))


def test_a_frame_may_be_nested_four_levels_deeper_than_a_value():
    assert claimed(nested(MAX_DEPTH + 4)) is not None
    with pytest.raises(wire.WireError, match="nested"):
        claimed(nested(MAX_DEPTH + 5))


def test_a_header_of_ten_thousand_brackets_is_refused():
    with pytest.raises(wire.WireError, match="unreadable"):
        wire.decode(b"[" * 100_000, b"")


def test_a_frame_holds_twice_as_many_pieces_as_a_value_and_no_more():
    most = 2 * MAX_NODES - 1
    assert len(claimed({"l": [None] * most})) == most
    with pytest.raises(wire.WireError, match="spread"):
        claimed({"l": [None] * (most + 1)})


@pytest.mark.parametrize(
    ("tree", "body", "words"),
    [
        ({"b": [0, 4]}, b"abc", "more bytes than came"),
        ({"b": [3, 1]}, b"abc", "more bytes than came"),
        ({"b": [-1, 1]}, b"abc", "impossible bounds"),
        ({"b": [1, -1]}, b"abc", "impossible bounds"),
        ({"b": [True, 1]}, b"abc", "impossible bounds"),
        ({"b": [0, 1.0]}, b"abc", "impossible bounds"),
        ({"x": []}, b"", "unknown tag"),
        ({"a": 1, "b": 2}, b"", "unreadable"),
        ([1, 2], b"", "unreadable"),
        (an_array([1] * 9, [1] * 9, 0, 1), b"a", "too many dimensions"),
        (an_array([2, 2], [1], 0, 4), b"abcd", "too many dimensions"),
        (an_array([-1], [1], 0, 1), b"a", "impossible shape"),
        (an_array([1], [-1], 0, 1), b"a", "impossible shape"),
        (an_array([1 << 40], [1], 0, 1), b"a", "impossible shape"),
        (an_array([True], [1], 0, 1), b"a", "impossible shape"),
        (an_array([1 << 39, 1 << 39], [0, 0], 0, 1), b"a", "disagree"),
        (an_array([4], [1], 0, 3), b"abc", "disagree"),
        (an_array([2], [1], 0, 3), b"abc", "disagree"),
        (an_array([1], [1], 0, 5, "float32"), b"abcde", "disagree"),
        (an_array([1], [1], 0, 4, "complex64"), b"abcd", "unreadable"),
        ({"l": [an_array([3], [1], 0, 3), an_array([2], [1], 1, 2)]}, b"abcd", "share their bytes"),
        (an_array([1 << 39, 0], [1, 1], 0, 0), b"", "too many rows"),
        (an_array([0, 1 << 18], [1, 1], 0, 0), b"", "too many rows"),
        (an_array([8_000_001], [1], 0, 8_000_001, "int8"), bytes(8_000_001), "too many numbers"),
        ({"l": [{"b": [0, 4]}, {"b": [0, 1]}]}, b"abcd", "share their bytes"),
    ],
)
def test_claims_that_cannot_be_true_are_refused(tree, body, words):
    with pytest.raises(wire.WireError, match=words):
        claimed(tree, body)


def test_a_tensor_without_numbers_crosses_up_to_so_many_rows():
    assert claimed(an_array([1 << 17, 0], [1, 1], 0, 0)).shape == (1 << 17, 0)
    assert claimed(an_array([8_000_000], [1], 0, 8_000_000, "int8"), bytes(8_000_000)).sum() == 0


def test_an_int_crosses_up_to_63_bits():
    most = wire.MAX_INT - 1
    assert [claimed(most), claimed(-most)] == [most, -most]
    for value in (most + 1, -most - 1, 10**400):
        with pytest.raises(wire.WireError, match="64 bits"):
            claimed({"l": [value]})


def test_a_text_crosses_up_to_its_bound():
    assert claimed("x" * MAX_TEXT) == "x" * MAX_TEXT
    with pytest.raises(wire.WireError, match="too long"):
        claimed({"t": ["x" * (MAX_TEXT + 1)]})


@pytest.mark.parametrize("key", ["x" * (wire.MAX_KEY + 1), 1, None])
def test_a_name_is_a_text_within_its_bound(key):
    assert claimed({"d": [["x" * wire.MAX_KEY, 1]]}) == {"x" * wire.MAX_KEY: 1}
    with pytest.raises(wire.WireError, match="name"):
        claimed({"d": [[key, 1]]})


def test_what_describes_a_thing_is_cut_to_its_bound():
    other = claimed({"o": ["t" * 2000, "w" * 2000, {"t": [1]}]})
    assert other.type == "t" * wire.MAX_UNSUPPORTED and other.text == "w" * wire.MAX_UNSUPPORTED
    assert other.value == (1,)


def test_what_stands_for_a_thing_crosses_with_it():
    back = read(wire.encode(Unsupported("numpy.float64", "numpy.float64(1.5)", 1.5)))
    assert back == Unsupported("numpy.float64", "numpy.float64(1.5)") and back.value == 1.5


def test_a_tensor_spread_over_one_byte_is_refused_even_where_strides_are_free():
    with pytest.raises(wire.WireError, match="disagree"):
        claimed(an_array([3], [2], 0, 4), b"abcd", strided=True)
    assert claimed(an_array([3], [2], 0, 5), b"abcde", strided=True).tolist() == [97, 99, 101]


def test_a_tensor_of_eight_dimensions_is_the_largest():
    assert claimed(an_array([1] * 8, [1] * 8, 0, 1), b"a").ndim == 8


def test_a_truth_value_is_read_from_any_byte():
    """PyTorch computes nonsense with a bool of another byte than 0 or 1."""
    back = claimed(an_array([3], [1], 0, 3, "bool"), b"\x00\x01\x07")
    assert back.tolist() == [False, True, True]
    assert back.view(torch.uint8).tolist() == [0, 1, 1]


def test_numbers_that_json_does_not_know_cross_too():
    back = read(wire.encode([math.inf, -math.inf, math.nan]))
    assert back[:2] == [math.inf, -math.inf] and math.isnan(back[2])


def test_an_unreadable_frame_names_the_kind_of_error_and_nothing_else():
    with pytest.raises(wire.WireError) as caught:
        wire.decode(b"\xff" * 10, b"")
    assert str(caught.value) == "an unreadable frame: UnicodeDecodeError"
    assert caught.value.__cause__ is None
