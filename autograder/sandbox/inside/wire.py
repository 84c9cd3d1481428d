"""The wire: plain values as bytes and back, without pickle.

A frame is two lengths (header, body), a JSON header and a body of raw array bytes. The
reader takes neither a length, a type nor a shape on trust: every size is checked against
the bounds and against the bytes that really came before anything of that size is made.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from typing import Any

import torch

from . import sentences
from .plain import (
    DTYPES,
    MAX_DEPTH,
    MAX_EMPTY,
    MAX_NODES,
    MAX_NUMBERS,
    MAX_TEXT,
    Unsupported,
    places_of,
)

LENGTHS = struct.Struct(">II")
MAX_INT = 1 << 63
MAX_KEY = 1000
MAX_UNSUPPORTED = 1000
_DTYPE_NAMES = {dtype: name for name, dtype in DTYPES.items()}


@dataclass(frozen=True)
class Bounds:
    """How many bytes the two pieces of a frame may have."""

    header: int
    body: int


SUBMISSION, ANSWER = Bounds(32 << 20, 512 << 20), Bounds(4 << 20, 64 << 20)
"""What the grader may send, and what a worker may."""


class WireError(ValueError):
    """What came is not a frame of plain values."""


def encode(value: Any, bounds: Bounds = SUBMISSION) -> bytes:
    """Write plain values as one frame; raises WireError where they do not fit."""
    arrays: list[bytes] = []
    header = json.dumps(_pack(value, arrays, [0])).encode()
    body = b"".join(arrays)
    if len(header) > bounds.header or len(body) > bounds.body:
        raise WireError(f"the value is too large to be sent: {len(header) + len(body)} bytes")
    return LENGTHS.pack(len(header), len(body)) + header + body


def lengths(start: bytes, bounds: Bounds = SUBMISSION) -> tuple[int, int]:
    """Read a frame's two lengths; raises WireError when they are out of bounds."""
    header, body = LENGTHS.unpack(start)
    if header > bounds.header or body > bounds.body:
        raise WireError(f"a frame of {header + body} bytes is too large")
    return header, body


def decode(header: bytes, body: bytes, strided: bool = False) -> Any:
    """Read the value of a frame; `strided` allows tensors that are not contiguous."""
    try:
        tree = json.loads(header.decode())
        return _unpack(tree, memoryview(body), strided, [MAX_NODES * 2, len(body)], 0)
    except WireError:
        raise
    except Exception as error:  # whatever a stranger's bytes can raise
        raise WireError(f"an unreadable frame: {type(error).__name__}") from None


def read(frame: bytes) -> Any:
    """Read the value of a whole frame; raises WireError."""
    size = LENGTHS.size
    header, _ = lengths(frame[:size])
    return decode(frame[size : size + header], frame[size + header :])


def _pack(value: Any, arrays: list[bytes], offset: list[int]) -> Any:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, torch.Tensor):
        data, strides = _span(value)
        arrays.append(data)
        start, offset[0] = offset[0], offset[0] + len(data)
        return {"a": [_DTYPE_NAMES[value.dtype], list(value.shape), strides, start, len(data)]}
    if isinstance(value, list | tuple):
        items = [_pack(item, arrays, offset) for item in value]
        return {"l" if isinstance(value, list) else "t": items}
    if isinstance(value, dict):
        return {"d": [[str(key), _pack(item, arrays, offset)] for key, item in value.items()]}
    if isinstance(value, Unsupported):
        text = sentences.as_plain(value.text)
        return {"o": [value.type, text, _pack(value.value, arrays, offset)]}
    if isinstance(value, bytes):
        arrays.append(value)
        start, offset[0] = offset[0], offset[0] + len(value)
        return {"b": [start, len(value)]}
    raise WireError(f"a {type(value).__name__} cannot cross the wire")


def _span(tensor: torch.Tensor) -> tuple[bytes, list[int]]:
    """Return the stretch of memory that a tensor lies in, and its strides there."""
    if tensor.is_contiguous() or tensor.numel() == 0:
        # A single number may have any stride; it counts as contiguous all the same.
        flat = tensor.contiguous().reshape(-1).as_strided((tensor.numel(),), (1,))
        strides = list(torch.empty(tensor.shape, device="meta").stride())
    else:
        strides = list(tensor.stride())
        last = sum((size - 1) * stride for size, stride in zip(tensor.shape, strides))
        flat = torch.as_strided(tensor, (last + 1,), (1,))
    return flat.view(torch.uint8).numpy().tobytes() if flat.numel() else b"", strides


def _unpack(tree: Any, body: memoryview, strided: bool, budget: list[int], depth: int) -> Any:
    budget[0] -= 1
    if budget[0] < 0 or depth > MAX_DEPTH + 4:
        raise WireError("a value nested or spread too far")
    if tree is None or isinstance(tree, bool | int | float | str):
        return _within_bounds(tree)
    ((tag, content),) = tree.items()
    if tag == "a":
        return _tensor(content, body, strided, budget)
    if tag == "o":
        kind, text, plain = content
        words = sentences.read(text, MAX_UNSUPPORTED)
        if words is None:
            raise WireError("a description that is neither a text nor a sentence")
        value = _unpack(plain, body, strided, budget, depth + 1)
        return Unsupported(str(kind)[:MAX_UNSUPPORTED], words, value)
    if tag == "b":
        start, size = content
        return bytes(_slice(body, start, size, budget))
    if tag == "d":
        pairs = [(key, _unpack(item, body, strided, budget, depth + 1)) for key, item in content]
        if not all(isinstance(key, str) and len(key) <= MAX_KEY for key, _ in pairs):
            raise WireError("a name that is too long, or none")
        return dict(pairs)
    items = [_unpack(item, body, strided, budget, depth + 1) for item in content]
    if tag not in "lt":
        raise WireError("an unknown tag")
    return items if tag == "l" else tuple(items)


def _within_bounds(value: bool | int | float | str | None) -> Any:
    if isinstance(value, int) and abs(value) >= MAX_INT:
        raise WireError("an int of more than 64 bits")
    if isinstance(value, str) and len(value) > MAX_TEXT:
        raise WireError("a text that is too long")
    return value


def _slice(body: memoryview, start: int, size: int, budget: list[int]) -> memoryview:
    """Return some of the bytes that came; all stretches together are no longer than these."""
    if type(start) is not int or type(size) is not int or not 0 <= start <= start + size:
        raise WireError("a stretch of bytes with impossible bounds")
    if start + size > len(body):
        raise WireError("an array that claims more bytes than came")
    budget[1] -= size
    if budget[1] < 0:
        raise WireError("arrays that share their bytes")
    return body[start : start + size]


def _tensor(content: Any, body: memoryview, strided: bool, budget: list[int]) -> torch.Tensor:
    name, shape, strides, start, size = content
    dtype = DTYPES[name]
    if len(shape) > 8 or len(strides) != len(shape):
        raise WireError("a tensor of too many dimensions")
    if not all(type(n) is int and 0 <= n < 1 << 40 for n in [*shape, *strides]):
        raise WireError("a tensor of an impossible shape")
    data = bytearray(_slice(body, start, size, budget))
    count = 1
    for length in shape:
        count *= length
    numbers, rest = divmod(size, dtype.itemsize)
    if places_of(shape) > MAX_EMPTY:
        raise WireError("a tensor of too many rows without any number")
    if count == 0:
        return torch.empty(shape, dtype=dtype)
    last = sum((length - 1) * stride for length, stride in zip(shape, strides))
    if rest or last + 1 != numbers or (not strided and count != numbers):
        raise WireError("a tensor whose shape and bytes disagree")
    if count > MAX_NUMBERS and not strided:  # as a question's tensors may be, and no answer's
        raise WireError("a tensor of too many numbers")
    if dtype == torch.bool:
        flat = torch.frombuffer(data, dtype=torch.uint8) != 0
    else:
        flat = torch.frombuffer(data, dtype=dtype)
    return torch.as_strided(flat, shape, strides)
