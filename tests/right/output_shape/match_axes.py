from __future__ import annotations
from typing import TypeAlias, Literal, overload
Pair: TypeAlias = "int | tuple[int, int]"


def as_pair(x: Pair) -> tuple[int, int]:
    match x:
        case int(n):
            return n, n
        case (int(a), int(b)):
            return a, b
        case [a, b]:
            return int(a), int(b)
        case _:
            raise TypeError(f"expected int or pair, got {x!r}")


class ShapeError(ValueError):
    def __init__(self, arg: str, msg: str) -> None:
        self.arg = arg
        super().__init__(f"invalid `{arg}`: {msg}")


def _axis(i: int, k: int, s: int, p: int, d: int, /) -> int:
    match (i, k, s, p, d):
        case (i, *_) if i < 1: raise ShapeError("input_size", "must be >= 1")
        case (_, k, *_) if k < 1: raise ShapeError("kernel_size", "must be >= 1")
        case (_, _, s, *_) if s < 1: raise ShapeError("stride", "must be >= 1")
        case (*_, p, _) if p < 0: raise ShapeError("padding", "must be >= 0")
        case (*_, d) if d < 1: raise ShapeError("dilation", "must be >= 1")
    if (eff := d * (k - 1) + 1) > (avail := i + 2 * p):
        raise ShapeError("kernel_size", f"{eff} > {avail}")
    return (avail - eff) // s + 1


def conv2d_output_shape(input_size: Pair, kernel_size: Pair, stride: Pair = 1, padding: Pair = 0, dilation: Pair = 1) -> tuple[int, int]:
    h, w = map(_axis, *map(as_pair, (input_size, kernel_size, stride, padding, dilation)))
    return (h, w)


def pool2d_output_shape(input_size: Pair, kernel_size: Pair, stride: Pair | None = None, padding: Pair = 0) -> tuple[int, int]:
    return conv2d_output_shape(input_size, kernel_size, kernel_size if stride is None else stride, padding)


def conv2d_parameter_count(in_channels: int, out_channels: int, kernel_size: Pair, bias: bool = True) -> int:
    kh, kw = as_pair(kernel_size)
    return out_channels * (in_channels * kh * kw + bool(bias))
