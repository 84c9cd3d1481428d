"""Compare what came back with what was expected, and say where they first differ."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import torch

from autograder.core.languages import N_, _, translate_sandbox_message
from autograder.sandbox.inside.plain import MAX_NODES, Unsupported, array_of

from .written import written

TOLERANCE = 1e-4
Place = tuple[str | int, ...]
MAX_TEXT = 60


@dataclass(frozen=True)
class Difference:
    """The first place where an answer differs: where, what came, what was expected, and why.

    `where` leads there, by the names and indexes of pieces; it is empty for the answer itself.
    """

    where: Place
    got: Any
    expected: Any
    why: str


def first_difference(
    got: Any, expected: Any, tolerance: float = TOLERANCE, where: Place = ()
) -> Difference | None:
    """Find the first difference between two plain values, or None.

    Numbers are equal when |got - expected| <= tolerance * (1 + |expected|); where whole numbers
    are expected, and with a tolerance of 0, they must be the same, and what is not finite
    equals itself only. The form does not
    matter, for which `first_other_form` is there: a number may stand in a tensor, a sequence
    in a list, an array may be numpy's.
    """

    def differs(why: str) -> Difference:
        return Difference(where, got, expected, why)

    if isinstance(expected, torch.Tensor):
        array = array_of(got)
        if array is None:
            return differs(_("{a} instead of {b}", a=a_kind_of(got), b=_("a tensor")))
        return _tensors(array, expected, tolerance, where)
    if isinstance(expected, dict):
        if not isinstance(got, dict):
            return differs(_("{a} instead of {b}", a=a_kind_of(got), b=_("names with values")))
        return _dicts(got, expected, tolerance, where)
    if isinstance(expected, list | tuple):
        items = as_sequence(got)
        if items is None:
            return differs(_("{a} instead of {b}", a=a_kind_of(got), b=a_kind_of(expected)))
        return _sequences(items, expected, tolerance, where)
    if isinstance(expected, int | float) and not isinstance(expected, bool):
        plain = as_number(got)
        if plain is None and _says_something(got):
            return differs(_instead(got, expected))
        if plain is None:
            kind = _("a float") if isinstance(expected, float) else a_kind_of(expected)
            return differs(_("{a} instead of {b}", a=a_kind_of(got), b=kind))
        close = _close(plain, expected, tolerance if isinstance(expected, float) else 0)
        return None if close else differs(_instead(plain, expected))
    if _says_something(got) and isinstance(expected, bool):
        return differs(_instead(got, expected))
    if type(got) is not type(expected):
        return differs(_("{a} instead of {b}", a=a_kind_of(got), b=a_kind_of(expected)))
    if got == expected:
        return None
    plain = isinstance(expected, bool | str)
    return differs(_instead(got, expected) if plain else _("not the same"))


def with_missing_return(found: Difference, returned: Collection[str]) -> Difference:
    """Ask for the `return` where nothing came back from the learner's function.

    `returned` names the pieces of an answer that the function returned; all of it always is.
    """
    if found.got is not None or (found.where and found.where[-1] not in returned):
        return found
    why = _("{why}; is a `return` missing?", why=found.why)
    return dataclasses.replace(found, why=why)


def first_other_form(got: Any, expected: Any, where: Place = ()) -> Difference | None:
    """Find the first place where an answer is of another kind than expected, whatever it holds.

    Where a sequence is asked for, one of another kind differs; so do a number in a tensor, an
    array of numpy's and another dtype. A whole number may stand for a float.
    """
    if isinstance(expected, dict) and isinstance(got, dict):
        names = [name for name in expected if name in got]
        pairs = [(got[name], expected[name], (*where, name)) for name in names]
    elif isinstance(expected, list | tuple) and isinstance(got, type(expected)):
        pairs = [(g, e, (*where, n)) for n, (g, e) in enumerate(zip(got, expected))]
    else:
        why = _other_kind(got, expected)
        return Difference(where, got, expected, why) if why else None
    differences = (first_other_form(*pair) for pair in pairs)
    return next((difference for difference in differences if difference), None)


def nothing_there(got: Any, expected: Any) -> Difference | None:
    """Tell where a value was expected, and nothing came back, or what has none."""
    plain = got.value if isinstance(got, Unsupported) else got
    return first_difference(got, expected) if plain is None and expected is not None else None


def _other_kind(got: Any, expected: Any) -> str:
    """Say of what other kind a value is, nothing where it is of the kind that was expected."""
    if isinstance(got, torch.Tensor) and isinstance(expected, torch.Tensor):
        if got.dtype == expected.dtype or expected.ndim == 0:
            return ""
        return _("the dtype is {a} instead of {b}", a=_short(got.dtype), b=_short(expected.dtype))
    if type(got) is int and isinstance(expected, float):
        return ""
    if type(got) is type(expected) and getattr(got, "type", "") == getattr(expected, "type", ""):
        return ""
    kind = _("a float") if isinstance(expected, float) else a_kind_of(expected)
    return _("{a} instead of {b}", a=a_kind_of(got), b=kind)


def as_sequence(value: Any) -> list[Any] | tuple[Any, ...] | None:
    """Read what a sequence was expected for."""
    plain = value.value if isinstance(value, Unsupported) else value
    if isinstance(plain, torch.Tensor) and plain.ndim == 1 and len(plain) <= MAX_NODES:
        return list(plain)
    return plain if isinstance(plain, list | tuple) else None


def _says_something(value: Any) -> bool:
    """Tell whether a value is a text that is no number: what it says is told then, not its kind."""
    if not isinstance(value, str):
        return False
    try:
        float(value)
    except ValueError:
        return True
    return False


def as_number(value: Any) -> int | float | None:
    """Read what a number was expected for: a number, or an array of one number."""
    plain = value.value if isinstance(value, Unsupported) else value
    if isinstance(plain, torch.Tensor) and plain.numel() == 1 and plain.dtype != torch.bool:
        return plain.item()
    return plain if isinstance(plain, int | float) and not isinstance(plain, bool) else None


def a_kind_of(value: Any) -> str:
    """Say what kind of value it is, with its article."""
    if isinstance(value, Unsupported):
        return translate_sandbox_message(value.text)
    if value is None:
        return _("nothing (None)")
    names = {
        torch.Tensor: N_("a tensor"),
        int: N_("an int"),
        dict: N_("names with values"),
        str: N_("a string"),
    }
    kind = names.get(type(value))
    return _(kind) if kind else _("a {type}", type=type(value).__name__)


def _close(got: float, expected: float, tolerance: float) -> bool:
    if got == expected or (got != got and expected != expected):
        return True
    return math.isfinite(expected) and abs(got - expected) <= tolerance * (1 + abs(expected))


def _tensors(
    got: torch.Tensor, expected: torch.Tensor, tolerance: float, where: Place
) -> Difference | None:
    if got.shape != expected.shape:
        why = _("the shape is {a} instead of {b}", a=tuple(got.shape), b=tuple(expected.shape))
        return Difference(where, got, expected, why)
    wrong = different_numbers(got, expected, tolerance)
    if not wrong.any():
        return None
    index = tuple(int(i) for i in wrong.nonzero()[0])
    place = f"[{', '.join(map(str, index))}]" if index else ""
    count = int(wrong.sum())
    why = _instead(got[index].item(), expected[index].item())
    if place:
        why = _("first at {place}: {what}", place=place, what=why)
    if wrong.numel() > 1:
        more = _("; {count} of {all} numbers differ", count=count, all=wrong.numel())
        other = _("; {count} of {all} entries differ", count=count, all=wrong.numel())
        why += other if expected.dtype == torch.bool else more
    return Difference(where, got, expected, why)


def different_numbers(got: torch.Tensor, expected: torch.Tensor, tolerance: float) -> torch.Tensor:
    """Mark the numbers that differ, as a bool tensor of the same shape, whatever their dtypes."""
    a, b = got.double(), expected.double()
    tolerance = tolerance if expected.is_floating_point() else 0
    close = b.isfinite() & ((a - b).abs() <= tolerance * (1 + b.abs()))
    return ~(close | (a == b) | (a.isnan() & b.isnan()))


def _short(dtype: torch.dtype) -> str:
    return str(dtype).removeprefix("torch.")


def _instead(got: Any, expected: Any) -> str:
    """Say what came instead of what, numbers with as many digits as tell them apart."""
    for digits in (5, 7, 9, 17):
        a, b = (
            number(value, digits) if isinstance(value, float) else _in_a_word(value)
            for value in (got, expected)
        )
        if a != b:
            break
    return _("{a} instead of {b}", a=a, b=b)


def _in_a_word(value: Any) -> str:
    return written(value, MAX_TEXT)


def number(value: torch.Tensor | float, digits: int = 5) -> str:
    """Write one number with the digits that matter."""
    plain = value.item() if isinstance(value, torch.Tensor) else value
    return f"{plain:.{digits}g}" if isinstance(plain, float) else str(plain)


def _dicts(
    got: dict[str, Any], expected: dict[str, Any], tolerance: float, where: Place
) -> Difference | None:
    missing = [name for name in expected if name not in got]
    extra = [name for name in got if name not in expected]
    for name in expected:
        if name in got:
            difference = first_difference(got[name], expected[name], tolerance, (*where, name))
            if difference:
                return difference
    if missing or extra:
        parts = [_("{names} missing", names=_listed(missing))] if missing else []
        parts += [_("{names} not expected", names=_listed(extra))] if extra else []
        return Difference(where, list(got), list(expected), _("; ").join(parts))
    return None


def _listed(names: list[str]) -> str:
    """List names, of many only the first; a stranger's may be long."""
    return _(", ").join(_(name[:60]) for name in names[:12]) + (", …" if len(names) > 12 else "")


def _sequences(got: Any, expected: Any, tolerance: float, where: Place) -> Difference | None:
    """Find the first entry that differs; of a tuple, whose entries have meanings, count first."""
    if isinstance(expected, tuple) and len(got) != len(expected):
        return _other_length(got, expected, where)
    for index, (one, other) in enumerate(zip(got, expected)):
        difference = first_difference(one, other, tolerance, (*where, index))
        if difference:
            return difference
    return _other_length(got, expected, where) if len(got) != len(expected) else None


def _other_length(got: Any, expected: Any, where: Place) -> Difference:
    why = _("{a} entries instead of {b}", a=len(got), b=len(expected))
    return Difference(where, got, expected, why)
