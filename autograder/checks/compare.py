"""Compare what came back with what was expected, and say where they first differ."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import torch

from autograder.languages import _, marked, told
from autograder.sandbox.inside.plain import Other

TOLERANCE = 1e-4
PERCENT = 0.01


@dataclass(frozen=True)
class Difference:
    """The first place where an answer differs: where, what came, what was expected, and why."""

    where: str
    got: Any
    expected: Any
    why: str


def first_difference(
    got: Any, expected: Any, tolerance: float = TOLERANCE, where: str = ""
) -> Difference | None:
    """Find the first difference between two plain values, or None.

    Numbers are equal when |got - expected| <= tolerance * (1 + |expected|); a tolerance of 0
    asks for equal numbers, and what is not finite equals itself only.
    """

    def differs(why: str) -> Difference:
        if got is None:
            why = _("{why}; is a `return` missing?", why=why)
        return Difference(where, got, expected, why)

    if isinstance(expected, torch.Tensor):
        if not isinstance(got, torch.Tensor):
            return differs(_("{a} instead of {b}", a=a_kind_of(got), b=_("a tensor")))
        return _tensors(got, expected, tolerance, where)
    if isinstance(expected, dict):
        if not isinstance(got, dict):
            return differs(_("{a} instead of {b}", a=a_kind_of(got), b=_("names with values")))
        return _dicts(got, expected, tolerance, where)
    if isinstance(expected, list | tuple):
        if not isinstance(got, type(expected)):
            return differs(_("{a} instead of {b}", a=a_kind_of(got), b=a_kind_of(expected)))
        return _sequences(got, expected, tolerance, where)
    if isinstance(expected, float):
        if isinstance(got, bool) or not isinstance(got, int | float):
            return differs(_("{a} instead of {b}", a=a_kind_of(got), b=_("a float")))
        return None if _close(got, expected, tolerance) else differs(_("another number"))
    if type(got) is not type(expected):
        return differs(_("{a} instead of {b}", a=a_kind_of(got), b=a_kind_of(expected)))
    if got != expected:
        return differs(_("another number") if isinstance(expected, int) else _("not the same"))
    return None


def a_kind_of(value: Any) -> str:
    """Say what kind of value it is, with its article."""
    if isinstance(value, Other):
        return told(value.text)
    if value is None:
        return _("nothing (None)")
    names = {
        torch.Tensor: marked("a tensor"),
        int: marked("an int"),
        dict: marked("names with values"),
        str: marked("a text"),
    }
    known = names.get(type(value))
    return _(known) if known else _("a {type}", type=type(value).__name__)


def _close(got: float, expected: float, tolerance: float) -> bool:
    if got == expected or (got != got and expected != expected):
        return True
    return math.isfinite(expected) and abs(got - expected) <= tolerance * (1 + abs(expected))


def _tensors(
    got: torch.Tensor, expected: torch.Tensor, tolerance: float, where: str
) -> Difference | None:
    if got.shape != expected.shape:
        why = _("the shape is {a} instead of {b}", a=tuple(got.shape), b=tuple(expected.shape))
        return Difference(where, got, expected, why)
    if got.dtype != expected.dtype:
        why = _("the dtype is {a} instead of {b}", a=_short(got.dtype), b=_short(expected.dtype))
        return Difference(where, got, expected, why)
    wrong = different_numbers(got, expected, tolerance)
    if not wrong.any():
        return None
    index = tuple(int(i) for i in wrong.nonzero()[0])
    place = f"[{', '.join(map(str, index))}]" if index else ""
    count = int(wrong.sum())
    why = _("{a} instead of {b}", a=number(got[index]), b=number(expected[index]))
    if place:
        why = _("first at {place}: {what}", place=place, what=why)
    if wrong.numel() > 1:
        why += _("; {count} of {all} numbers differ", count=count, all=wrong.numel())
    return Difference(where, got, expected, why)


def different_numbers(got: torch.Tensor, expected: torch.Tensor, tolerance: float) -> torch.Tensor:
    """Mark the numbers that differ, as a bool tensor of the same shape."""
    if not expected.dtype.is_floating_point:
        return got != expected
    a, b = got.double(), expected.double()
    close = b.isfinite() & ((a - b).abs() <= tolerance * (1 + b.abs()))
    return ~(close | (a == b) | (a.isnan() & b.isnan()))


def _short(dtype: torch.dtype) -> str:
    return str(dtype).removeprefix("torch.")


def number(value: torch.Tensor | float) -> str:
    """Write one number with the digits that matter."""
    plain = value.item() if isinstance(value, torch.Tensor) else value
    return f"{plain:.5g}" if isinstance(plain, float) else str(plain)


def _dicts(
    got: dict[str, Any], expected: dict[str, Any], tolerance: float, where: str
) -> Difference | None:
    missing = [name for name in expected if name not in got]
    extra = [name for name in got if name not in expected]
    for name in expected:
        if name in got:
            inner = f"{where} › {name}" if where else name
            found = first_difference(got[name], expected[name], tolerance, inner)
            if found:
                return found
    if missing or extra:
        parts = [_("{names} missing", names=_listed(missing))] if missing else []
        parts += [_("{names} not expected", names=_listed(extra))] if extra else []
        return Difference(where, list(got), list(expected), "; ".join(parts))
    return None


def _listed(names: list[str]) -> str:
    """List names, of many only the first; a stranger's may be long."""
    return ", ".join(name[:60] for name in names[:12]) + (", …" if len(names) > 12 else "")


def _sequences(got: Any, expected: Any, tolerance: float, where: str) -> Difference | None:
    for index, (one, other) in enumerate(zip(got, expected)):
        found = first_difference(one, other, tolerance, f"{where}[{index}]")
        if found:
            return found
    if len(got) != len(expected):
        why = _("{a} entries instead of {b}", a=len(got), b=len(expected))
        return Difference(where, got, expected, why)
    return None
