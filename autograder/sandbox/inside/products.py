"""Count the matrix products that a function computes, torch's and numpy's."""

from __future__ import annotations

import contextlib
import dis
import functools
import types
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import torch

TORCH = {
    *("matmul", "mm", "bmm", "mv", "dot", "vdot", "inner", "einsum", "tensordot", "linear"),
    *("addmm", "addmv", "addbmm", "baddbmm", "chain_matmul", "__matmul__", "__rmatmul__"),
    *("linalg_matmul", "linalg_multi_dot", "bilinear"),
}
NUMPY = ("matmul", "dot", "vdot", "inner", "einsum", "tensordot")
LEAVING = {"numpy", "__array__", "__dlpack__", "tolist"}
"""Functions of a tensor that give its numbers to others than torch."""
MAX_FUNCTIONS = 200


class Products:
    """What was seen of matrix products, and whether arrays left torch."""

    def __init__(self) -> None:
        self.seen = 0
        self.left = False

    def note(self, name: str, args: tuple[Any, ...]) -> None:
        """Note a call of torch."""
        plain = name if name.startswith("__") else name.rstrip("_")
        if plain in TORCH and (plain != "einsum" or _operands(args) > 1):
            self.seen += 1
        self.left = self.left or name in LEAVING

    def count(self, function: Any) -> int:
        """Return how many products `function` computed.

        Products of numpy arrays by `@` are seen by nobody: where arrays left torch and no
        product was seen, one that the code shows counts.
        """
        if self.seen == 0 and self.left and shows_product(function):
            return 1
        return self.seen

    @contextlib.contextmanager
    def of_numpy(self, namespaces: list[dict[str, Any]]) -> Iterator[None]:
        """Count calls of numpy's functions within the block, where learners imported them too."""
        with contextlib.ExitStack() as undo:
            for name in NUMPY:
                original = getattr(np, name)
                counting = self._counting(name, original)
                for space in (vars(np), *namespaces):
                    for key in [key for key, value in list(space.items()) if value is original]:
                        space[key] = counting
                        undo.callback(space.__setitem__, key, original)
            yield

    def _counting(self, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def call(*args: Any, **kwargs: Any) -> Any:
            self.seen += name != "einsum" or _operands(args) > 1
            return original(*args, **kwargs)

        return call


def _operands(args: tuple[Any, ...]) -> int:
    """Count the arrays that einsum is called with, one by one or as a list of tensors."""
    flat = [x for a in args for x in (a if isinstance(a, list | tuple) else [a])]
    return sum(isinstance(value, torch.Tensor | np.ndarray) for value in flat)


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
            waiting += [current.__globals__.get(name) for name in code.co_names]
        for cell in current.__closure__ or ():
            with contextlib.suppress(ValueError):  # an empty cell
                waiting.append(cell.cell_contents)
    return False


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
