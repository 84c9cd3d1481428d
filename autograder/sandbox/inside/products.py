"""Count the matrix products from which a function's answer comes, torch's and numpy's."""

from __future__ import annotations

import contextlib
import dis
import functools
import operator
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
PRODUCT = "__matmul__"
"""What `@` calls in a submission's files: nobody sees numpy's own operator."""
NUMPY = ("matmul", "dot", "vdot", "inner", "einsum", "tensordot")
LEAVING = {"numpy", "__array__", "__dlpack__", "tolist"}
"""Functions of a tensor that give its numbers to others than torch."""
MAX_FUNCTIONS = 200


class Products:
    """What was seen of matrix products, and whether arrays left torch.

    All products are multiplied by `factor`: so it shows whether the answer comes from them.
    """

    def __init__(self) -> None:
        self.seen = 0
        self.left = False
        self.factor = 1

    def note(self, name: str, args: tuple[Any, ...]) -> bool:
        """Note a call of torch; tells whether it is a product."""
        plain = name if name.startswith("__") else name.rstrip("_")
        is_product = plain in TORCH and (plain != "einsum" or _operands(args) > 1)
        self.seen += is_product
        self.left = self.left or name in LEAVING
        return is_product

    def scaled(self, product: Any, name: str, kwargs: dict[str, Any]) -> Any:
        """Return a product times the factor; one that was written somewhere changes there."""
        if self.factor == 1:
            return product
        written = "out" in kwargs or (name.endswith("_") and not name.startswith("__"))
        if not written:
            return product * self.factor
        product *= self.factor
        return product

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
        with contextlib.ExitStack() as undo:
            originals = {name: getattr(np, name) for name in NUMPY}
            for name, original in [*originals.items(), (PRODUCT, operator.matmul)]:
                counting = self._counting(name, original)
                for space in (vars(np), *namespaces):
                    for key in [key for key, value in list(space.items()) if value is original]:
                        space[key] = counting
                        undo.callback(space.__setitem__, key, original)
            yield

    def _counting(self, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def call(*args: Any, **kwargs: Any) -> Any:
            product = original(*args, **kwargs)
            if name == PRODUCT and any(isinstance(value, torch.Tensor) for value in args):
                return product  # torch has told of it
            if name == "einsum" and _operands(args) < 2:
                return product
            self.seen += 1
            return self.scaled(product, name, kwargs)

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
