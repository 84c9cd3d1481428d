from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Union

IntOrPair = Union[int, "tuple[int, int]"]


class Size(NamedTuple):
    """A height and a width."""

    height: int
    width: int

    @classmethod
    def of(cls, name: str, value: IntOrPair, least: int) -> Size:
        size = cls(*value)
        for side, number in size._asdict().items():
            if number < least:
                raise ValueError(f"`{name}`: the {side} is {number}, but must be >= {least}")
        return size


@dataclass(frozen=True)
class Axis:
    length: int
    kernel: int
    stride: int
    padding: int
    dilation: int

    @property
    def padded(self) -> int:
        return self.length + 2 * self.padding

    @property
    def reach(self) -> int:
        return 1 + (self.kernel - 1) * self.dilation

    def positions(self) -> int:
        if self.reach > self.padded:
            raise ValueError(f"`kernel_size` reaches over {self.reach}, the padded input has {self.padded}")
        return 1 + (self.padded - self.reach) // self.stride


def conv2d_output_shape(
    input_size: IntOrPair,
    kernel_size: IntOrPair,
    stride: IntOrPair = 1,
    padding: IntOrPair = 0,
    dilation: IntOrPair = 1,
) -> Size:
    sizes = (
        Size.of("input_size", input_size, 1),
        Size.of("kernel_size", kernel_size, 1),
        Size.of("stride", stride, 1),
        Size.of("padding", padding, 0),
        Size.of("dilation", dilation, 1),
    )
    return Size(
        height=Axis(*(s.height for s in sizes)).positions(),
        width=Axis(*(s.width for s in sizes)).positions(),
    )


def pool2d_output_shape(
    input_size: IntOrPair, kernel_size: IntOrPair, stride: IntOrPair | None = None, padding: IntOrPair = 0
) -> Size:
    return conv2d_output_shape(input_size, kernel_size, kernel_size if stride is None else stride, padding)


def conv2d_parameter_count(
    in_channels: int, out_channels: int, kernel_size: IntOrPair, bias: bool = True
) -> int:
    kernel = Size.of("kernel_size", kernel_size, 1)
    return out_channels * (in_channels * kernel.height * kernel.width + bool(bias))
