"""A pretended second device: shows on any machine whether code follows the model's device.

Within `fake_device`, some tensors say that they lie on the device ELSEWHERE. As on a real
second device, operators refuse to mix them with tensors that lie here, and `to` and `cpu`
carry from one to the other. The numbers stay where they are.
"""

from __future__ import annotations

import contextlib
import copy
from collections.abc import Iterator
from typing import Any

import torch
from torch import nn
from torch.overrides import TorchFunctionMode

ELSEWHERE = torch.device("xpu", 1)
"""Neither the processor nor a first GPU, so that no fixed device is right by chance."""

MIXING = ("__set__", "backward", "copy_", "__setitem__", "__deepcopy__")
"""What takes tensors of two devices: these copy, or compute nothing. Places may lie here too."""


class _FakeTensor(torch.Tensor):
    """A tensor that pretends to lie on ELSEWHERE."""

    __torch_function__ = torch._C._disabled_torch_function_impl  # type: ignore[assignment]

    def __format__(self, format_spec: str) -> str:
        """Format a single number as that of a plain tensor, which looks at its own class."""
        with torch._C.DisableTorchFunction():
            return format(self.as_subclass(torch.Tensor), format_spec)

    def __deepcopy__(self, memo: dict[int, Any]) -> torch.Tensor:
        """Copy the numbers, and pretend for the copy too."""
        with torch._C.DisableTorchFunction():
            return moved(copy.deepcopy(self.as_subclass(torch.Tensor), memo))


_FakeTensor.__name__ = "Tensor"  # what errors call it


def moved(value: torch.Tensor) -> torch.Tensor:
    """Let a tensor pretend to lie on ELSEWHERE."""
    return value.as_subclass(_FakeTensor)


class _Pretence(TorchFunctionMode):
    def __init__(self, *modules: nn.Module) -> None:
        super().__init__()
        tensors = [t for m in modules for t in (*m.parameters(), *m.buffers())]
        self.carried_here = False
        self.homes = {id(tensor): tensor for tensor in tensors}

    def is_there(self, value: Any) -> bool:
        return isinstance(value, _FakeTensor) or id(value) in self.homes

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        kwargs = dict(kwargs or {})
        name = getattr(func, "__name__", "")
        if func is torch.Tensor.device.__get__ or func == torch.Tensor.device.__get__:
            return ELSEWHERE if self.is_there(args[0]) else func(*args)
        if name == "type_as":  # takes the other tensor's device as well as its type
            func, name = torch.Tensor.to, "to"
        if name in ("to", "cpu", "cuda") and isinstance(args[0], torch.Tensor):
            return self._carried(func, name, args, kwargs)
        made_there = kwargs.get("device") is not None and _is_elsewhere(kwargs["device"])
        if made_there:
            kwargs["device"] = "cpu"
        tensors = [value for value in _flat([args, kwargs]) if isinstance(value, torch.Tensor)]
        there = [value for value in tensors if self.is_there(value)]
        here = [value for value in tensors if not self.is_there(value) and value.dim() > 0]
        if there and name == "numpy":
            raise TypeError(
                f"can't convert {ELSEWHERE} device type tensor to numpy; use cpu() first"
            )
        if there and name == "detach_" and not args[0].requires_grad:
            return args[0]  # what stands for a gradient here is a view, and needs no detaching
        if there and here and name == "_has_compatible_shallow_copy_type":
            raise RuntimeError(f"the network was moved from its device, {ELSEWHERE}, to cpu")
        if (
            there
            and here
            and not (name in MIXING or (name == "__getitem__" and self.is_there(args[0])))
        ):
            raise RuntimeError(
                "Expected all tensors to be on the same device, but found at least two devices, "
                f"{ELSEWHERE} and cpu! ({name} got both{self._moves()})"
            )
        result = func(*args, **kwargs)
        return self._tagged(result, tensors) if there or made_there else result

    def _moves(self) -> str:
        return ", after to(cpu)" if self.carried_here else ""

    def _carried(self, func: Any, name: str, args: Any, kwargs: dict[str, Any]) -> Any:
        """Carry a tensor to the device that is named, and change its dtype if that is named."""
        value, rest = args[0], list(args[1:])
        if name == "cuda":
            raise RuntimeError("there is no CUDA device here: take the model's own device")
        place: Any = "cpu" if name == "cpu" else kwargs.pop("device", None)
        for index, word in enumerate(rest):
            if isinstance(word, torch.Tensor):
                place = ELSEWHERE if self.is_there(word) else word.device
                rest[index] = word.dtype
            elif isinstance(word, str | torch.device):
                place = word
                rest[index] = torch.device("cpu")
        carried = func(value, *rest, **kwargs) if name == "to" and (rest or kwargs) else value
        if place is None:
            return self._tagged(carried, [value]) if self.is_there(value) else carried
        if _is_elsewhere(place):
            return carried if self.is_there(carried) else moved(carried)
        if torch.device(place).type != "cpu":
            raise RuntimeError(f"there is no device {place} here: take the model's own device")
        self.carried_here = True
        return carried.as_subclass(torch.Tensor) if self.is_there(value) else carried

    def _tagged(self, result: Any, tensors: list[torch.Tensor]) -> Any:
        if isinstance(result, torch.Tensor):
            return result if any(result is value for value in tensors) else moved(result)
        if isinstance(result, list | tuple):  # also torch.return_types, made of a list
            return type(result)([self._tagged(item, tensors) for item in result])
        return result


def _is_elsewhere(place: Any) -> bool:
    """Tell whether a device is ELSEWHERE; its kind alone means the current one, which that is.

    Nobody writes this kind into code: it was read from the model, as by `device.type`.
    """
    if not isinstance(place, str | torch.device):
        return False
    named = torch.device(place)
    return named.type == ELSEWHERE.type and named.index in (None, ELSEWHERE.index)


def _flat(value: Any) -> Iterator[Any]:
    if isinstance(value, list | tuple):
        for item in value:
            yield from _flat(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _flat(item)
    else:
        yield value


@contextlib.contextmanager
def fake_device(*modules: nn.Module) -> Iterator[None]:
    """Let the modules' tensors pretend to lie on ELSEWHERE within the block."""
    with _Pretence(*modules):
        yield


@contextlib.contextmanager
def real_device() -> Iterator[None]:
    """Compute without the pretence, as the kit's own optimizer does."""
    with torch._C.DisableTorchFunction():
        yield
