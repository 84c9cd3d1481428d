"""Typed, with a frozen dataclass for one direction."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TypeAlias

IntOrPair: TypeAlias = int | tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    input_size: int
    kernel_size: int
    stride: int = 1
    padding: int = 0
    dilation: int = 1

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            minimum = 0 if field.name == "padding" else 1
            if value < minimum:
                raise ValueError(f"{field.name} has to be >= {minimum} (is {value})")
        if self.effective_kernel > self.padded:
            raise ValueError("kernel_size is too large")

    @property
    def effective_kernel(self) -> int:
        return (self.kernel_size - 1) * self.dilation + 1

    @property
    def padded(self) -> int:
        return self.input_size + self.padding * 2

    def __len__(self) -> int:
        return (self.padded - self.effective_kernel) // self.stride + 1


def _both(value: IntOrPair) -> Sequence[int]:
    match value:
        case int():
            return value, value
        case (int() as h, int() as w):
            return h, w
        case _:
            raise TypeError(value)


def conv2d_output_shape(
    input_size: IntOrPair,
    kernel_size: IntOrPair,
    stride: IntOrPair = 1,
    padding: IntOrPair = 0,
    dilation: IntOrPair = 1,
) -> tuple[int, int]:
    names = ("input_size", "kernel_size", "stride", "padding", "dilation")
    per_axis = zip(*(_both(v) for v in (input_size, kernel_size, stride, padding, dilation)))
    h, w = [Axis(**dict(zip(names, values))) for values in per_axis]
    return len(h), len(w)


def pool2d_output_shape(
    input_size: IntOrPair, kernel_size: IntOrPair, stride: IntOrPair | None = None, padding: IntOrPair = 0
) -> tuple[int, int]:
    return conv2d_output_shape(input_size, kernel_size, kernel_size if stride is None else stride, padding)


def conv2d_parameter_count(
    in_channels: int, out_channels: int, kernel_size: IntOrPair, bias: bool = True
) -> int:
    h, w = _both(kernel_size)
    return (in_channels * h * w + bool(bias)) * out_channels
