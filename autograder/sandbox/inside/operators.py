"""Ready-made operators that an exercise forbids, caught while the learner's function runs."""

from __future__ import annotations

import contextlib
import functools
import inspect
import sys
from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch.overrides import TorchFunctionMode

from . import sentences

PRODUCTS = ("matmul", "mm", "bmm", "einsum", "tensordot", "addmm", "addbmm", "baddbmm", "linear")


def _is_convolution(name: str) -> bool:
    return name.startswith(("conv", "_conv", "mkldnn_conv", "cudnn_conv", "unfold", "im2col")) or (
        name in ("convolution", "_convolution", "thnn_conv2d")
    )


def _is_ready_layer(name: str) -> bool:
    plain = name.rstrip("_").removeprefix("_")
    return plain in ("relu", "relu6", "threshold", "linear") or "max_pool" in plain


FAMILIES: dict[str, tuple[Callable[[str], bool], str]] = {
    "convolution": (
        _is_convolution,
        sentences.READY_CONVOLUTION,
    ),
    "layers": (
        _is_ready_layer,
        sentences.READY_LAYER,
    ),
}
"""What each exercise forbids: the names of torch's operators, and the reason to show."""

ELSEWHERE: dict[str, tuple[str, ...]] = {
    "numpy": ("convolve", "correlate"),
    "scipy.signal": (
        *("convolve", "convolve2d", "correlate", "correlate2d", "fftconvolve", "oaconvolve"),
        *("lfilter", "sepfir2d", "choose_conv_method"),
    ),
    "scipy.ndimage": (
        *("convolve", "convolve1d", "correlate", "correlate1d", "generic_filter"),
        *("maximum_filter", "maximum_filter1d", "uniform_filter"),
    ),
    "cv2": ("filter2D", "sepFilter2D", "dilate", "matchTemplate"),
}
"""Operators of other libraries that both families forbid, by module."""


class ForbiddenOperator(Exception):
    """The learner's function called an operator that does the exercise for it."""


class _Watch(TorchFunctionMode):
    """Sees every torch operator: refuses the forbidden and counts the matrix products."""

    def __init__(self, family: str) -> None:
        super().__init__()
        self.is_forbidden, self.reason = FAMILIES[family]
        self.products = 0
        self.caught: str | None = None

    def refuse(self, name: str) -> None:
        """Remember the call, so that catching the error does not undo it, and raise."""
        self.caught = sentences.FORBIDDEN.format(name=name, reason=self.reason)
        raise ForbiddenOperator(self.caught)

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        name = getattr(func, "__name__", "")
        method = getattr(torch.Tensor, name, None) is func or "Tensor" in str(
            getattr(func, "__objclass__", "")
        )
        windows = name == "unfold" and method  # Tensor.unfold makes views; F.unfold is im2col
        if self.is_forbidden(name) and not windows:
            self.refuse(name)
        if name in PRODUCTS or name in ("__matmul__", "__rmatmul__"):
            self.products += 1
        return func(*args, **(kwargs or {}))


@contextlib.contextmanager
def forbidding(family: str | None, namespaces: list[dict[str, Any]]) -> Iterator[_Watch | None]:
    """Refuse a family of operators within the block; `namespaces` are the learner's globals.

    Yields the watch, whose `products` counts the calls of matrix products.
    """
    if family is None:
        yield None
        return
    watch = _Watch(family)
    with contextlib.ExitStack() as undo:
        for owner, name in _ready_made(family):
            _guard_attribute(owner, name, watch, undo, namespaces)
        for module_name, names in ELSEWHERE.items():
            if module_name in sys.modules:
                for name in names:
                    _guard(sys.modules[module_name], name, namespaces, watch, undo)
        undo.enter_context(watch)
        yield watch


@functools.cache
def _ready_made(family: str) -> list[tuple[Any, str]]:
    """List torch's forbidden operators by their owners.

    The watch sees only its own thread, and code can switch it off; a refusal in the place of
    the operator itself holds everywhere.
    """
    is_forbidden, _ = FAMILIES[family]
    owners = (torch, torch.nn.functional, torch.Tensor, torch._C._nn)
    return [
        (owner, name)
        for owner in owners
        for name in dir(owner)
        if is_forbidden(name)
        and inspect.isroutine(getattr(owner, name, None))
        and not (owner is torch.Tensor and name == "unfold")
    ]


def _guard_attribute(
    owner: Any,
    name: str,
    watch: _Watch,
    undo: contextlib.ExitStack,
    spaces: list[dict[str, Any]],
) -> None:
    original, own = getattr(owner, name), name in vars(owner)

    @functools.wraps(original)
    def refuse(*args: Any, **kwargs: Any) -> Any:
        watch.refuse(name)

    setattr(owner, name, refuse)
    undo.callback(setattr if own else _remove, owner, name, *([original] if own else []))
    for space in spaces:
        for key in [key for key, value in list(space.items()) if value is original]:
            space[key] = refuse
            undo.callback(space.__setitem__, key, original)


def _remove(owner: Any, name: str) -> None:
    delattr(owner, name)


def _guard(
    module: Any, name: str, spaces: list[dict[str, Any]], watch: _Watch, undo: contextlib.ExitStack
) -> None:
    """Put a refusal in the place of `module.name`, there and where learners imported it to."""
    original = getattr(module, name, None)
    if original is None:
        return

    @functools.wraps(original)
    def refuse(*args: Any, **kwargs: Any) -> Any:
        watch.refuse(f"{module.__name__}.{name}")

    for space in [vars(module), *spaces]:
        for key in [key for key, value in list(space.items()) if value is original]:
            space[key] = refuse
            undo.callback(space.__setitem__, key, original)
