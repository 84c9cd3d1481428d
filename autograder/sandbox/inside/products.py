"""Count the matrix products from which a function's answer comes, torch's and numpy's."""

from __future__ import annotations

import contextlib
import dis
import functools
import operator
import sys
import types
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import torch

from .plain import array_of

TORCH = {
    *("matmul", "mm", "bmm", "mv", "dot", "vdot", "inner", "einsum", "tensordot", "linear"),
    *("addmm", "addmv", "addbmm", "baddbmm", "chain_matmul", "__matmul__", "__rmatmul__"),
    *("linalg_matmul", "linalg_multi_dot", "linalg_vecdot", "bilinear"),
    *("_sparse_mm", "_sparse_addmm", "smm", "sspaddmm", "hspmm"),
}
PRODUCT, DOT = "__matmul__", "__dot__"
"""What `@` and the method `dot` call in a submission's files: nobody sees numpy's own."""
NUMPY = ("matmul", "dot", "vdot", "inner", "einsum", "tensordot")
ADDING = ("addmm", "addmv", "addbmm", "baddbmm", "_sparse_addmm", "sspaddmm")
"""Those whose first argument is added, unless `beta` is 0: then anything may stand there."""
LEAVING = {"numpy", "__array__", "__dlpack__", "tolist"}
"""Functions of a tensor that give its numbers to others than torch."""
MAX_FUNCTIONS = 200
UNIT = 0.7310586
"""A number that nobody adds to an answer."""
Numbers = np.ndarray[Any, np.dtype[np.float64]]


def is_noted(name: str) -> bool:
    """Tell whether a call of torch by this name may be one to note."""
    return _plain(name) in TORCH or name in LEAVING


def _plain(name: str) -> str:
    """Cut off what says that a function works in place."""
    return name if name.startswith("__") else name.rstrip("_")


def dot(owner: Any, /, *args: Any, **kwargs: Any) -> Any:
    """Return what the method `dot` of anything does."""
    return owner.dot(*args, **kwargs)


INSTEAD: dict[str, Callable[..., Any]] = {PRODUCT: operator.matmul, DOT: dot}
"""What is called by these names in a submission's files while nobody watches."""


class Products:
    """What was seen of matrix products, and whether arrays left torch.

    With `keeps` the numbers that went in and came out are kept. With `units` all products are
    of one number: so it shows how many of theirs each of an answer's is the sum of.
    """

    def __init__(self) -> None:
        self.seen = 0
        self.left = False
        self.keeps = self.units = False
        self.operands: list[Numbers] = []
        self.results: list[Numbers] = []

    def note(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool:
        """Note a call of torch; tells whether it is a product."""
        plain = _plain(name)
        is_product = plain in TORCH and (plain != "einsum" or _operands(args) > 1)
        if is_product:
            self._note_product(plain, args, kwargs)
        self.left = self.left or name in LEAVING
        return is_product

    def _note_product(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        self.seen += 1
        if self.keeps:
            is_ignored = name in ADDING and kwargs.get("beta", 1) == 0
            named = [value for key, value in kwargs.items() if key != "out"]
            self.operands += map(numbers_of, _flat([*args[is_ignored:], *named]))

    def given(self, product: Any, name: str, kwargs: dict[str, Any]) -> Any:
        """Return a product as it is given out; one that was written somewhere changes there."""
        if self.keeps:
            self.results.append(numbers_of(product))
        if not self.units:
            return product
        written = "out" in kwargs or (name.endswith("_") and not name.startswith("__"))
        if not written:
            return product * 0 + UNIT
        product *= 0
        product += UNIT
        return product

    def make(self, value: Any, inputs: list[Any], of_units: Callable[[], Any]) -> tuple[bool, bool]:
        """Tell whether the products are what an answer is made of, and whether that is in doubt.

        `of_units` returns the answer where all products are units, None where none comes of that.
        Then each number must be one or more of them, the sum of some of the products'. Code may
        count its calls: in doubt is what has not the products' very numbers, or their sum.
        """
        if not self.seen:  # the code shows one
            return True, True
        array, units = array_of(value), array_of(of_units())
        if array is None or not self._are_of(inputs):
            return False, False
        held = self._hold(array)
        if units is None:
            return held, False
        counts = units / UNIT
        return torch.allclose(counts, counts.round().clamp(min=1), rtol=0, atol=1e-3), not held

    def _are_of(self, inputs: list[Any]) -> bool:
        """Tell whether nothing was multiplied but numbers of the inputs, zeros and ones.

        An answer that was computed by loops is another number, whatever it is multiplied with.
        """
        known = np.concatenate([np.array([0.0, 1.0]), *map(numbers_of, inputs)])
        return all(bool(np.isin(numbers, known).all()) for numbers in self.operands)

    def _hold(self, answer: torch.Tensor) -> bool:
        """Tell whether an answer's numbers are those of the products, or have the same sum."""
        there = torch.from_numpy(np.concatenate([np.zeros(0), *self.results]))
        if np.isin(numbers_of(answer), numbers_of(there.to(answer.dtype))).all():
            return True
        numbers = answer.double()
        apart = abs(numbers.sum() - there.sum())
        return bool(apart <= 1e-5 * (1 + abs(numbers).sum()))

    def count(self, function: Any) -> int:
        """Return how many products `function` computed.

        Products of numpy arrays by `@` are seen in the submission's files, and by nobody in what
        these import: where arrays left torch and no product was seen, one that the code shows
        counts.
        """
        if self.seen == 0 and self.left and shows_product(function):
            return 1
        return self.seen

    @contextlib.contextmanager
    def of_numpy(self, namespaces: list[dict[str, Any]]) -> Iterator[None]:
        """Count calls of numpy's functions within the block, where learners imported them too."""
        originals = {name: getattr(np, name) for name in NUMPY} | INSTEAD
        counting = {id(f): self._counting(name, f) for name, f in originals.items()}
        found = [
            (space, key, value)
            for space in (vars(np), *namespaces)
            for key, value in list(space.items())
            if id(value) in counting
        ]
        try:
            for space, key, value in found:
                space[key] = counting[id(value)]
            yield
        finally:
            for space, key, value in found:
                space[key] = value

    def _counting(self, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def call(*args: Any, **kwargs: Any) -> Any:
            if name in INSTEAD and not _is_numpys(args[: 1 if name == DOT else 2]):
                return original(*args, **kwargs)  # torch tells of its own
            if name == "einsum" and _operands(args) < 2:
                return original(*args, **kwargs)
            self._note_product(name, args, kwargs)
            product = original(*args, **kwargs)
            return self.given(product, name, kwargs)

        return call


def _is_numpys(factors: tuple[Any, ...]) -> bool:
    kinds = [isinstance(value, np.ndarray) for value in factors]
    return any(kinds) and not any(isinstance(value, torch.Tensor) for value in factors)


def _operands(args: tuple[Any, ...]) -> int:
    """Count the arrays that einsum is called with, one by one or as a list of tensors."""
    return len(_flat(args))


def _flat(args: Iterable[Any]) -> list[Any]:
    """Return the arrays of a call, those in lists too."""
    flat = [x for a in args for x in (a if isinstance(a, list | tuple) else [a])]
    return [value for value in flat if isinstance(value, torch.Tensor | np.ndarray)]


def numbers_of(array: Any) -> Numbers:
    """Copy an array's numbers, in a row; not a number where it has none that can be read."""
    try:
        if isinstance(array, torch.Tensor):
            array = array.detach().to_dense().double().numpy()
        return np.array(array, dtype=np.float64).reshape(-1)
    except (TypeError, ValueError, RuntimeError):
        return np.array([np.nan])


def shows_product(function: Any) -> bool:
    """Tell whether a function, or a function that it names, has a matrix product in its code."""
    waiting: list[Any] = [function]
    visited: set[Any] = set()
    while waiting and len(visited) < MAX_FUNCTIONS:
        current = waiting.pop()
        if not isinstance(current, types.FunctionType) or current in visited:
            continue
        visited.add(current)
        for code in _codes(current.__code__):
            if any(_is_product(instruction) for instruction in dis.get_instructions(code)):
                return True
            waiting += _named(code.co_names, current.__globals__)
        for cell in current.__closure__ or ():
            with contextlib.suppress(ValueError):  # an empty cell
                waiting.append(cell.cell_contents)
    return False


def _named(names: tuple[str, ...], space: dict[str, Any]) -> Iterator[Any]:
    """Return what a code's names may mean, also in modules that it imports or knows."""
    for name in names:
        yield space.get(name)
        for module in (space.get(name), sys.modules.get(name)):
            if isinstance(module, types.ModuleType):
                yield from map(vars(module).get, names)


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    """Return a function's code and that of the functions and comprehensions in it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _codes(constant)


def _is_product(instruction: dis.Instruction) -> bool:
    if "MATRIX_MULTIPLY" in instruction.opname:
        return True
    if instruction.opname == "BINARY_OP":
        return "@" in instruction.argrepr
    # The other functions of numpy are seen when they are called.
    names = ("dot", "multi_dot")
    return instruction.opname.startswith("LOAD_") and instruction.argval in names
