"""How a learner's function is called: what costs one check of its own is no error in the others.

A parameter under another name is found by its place. Of a result that is printed where it should
be returned it is noted that it was; it counts for nothing.
"""

from __future__ import annotations

import builtins
import functools
import inspect
import sys
import types
from collections.abc import Callable, Mapping
from typing import Any

from .plain import Printed

_BY_PLACE = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)


class Called:
    """A learner's function as questions call it, by the `parameters` that the course names.

    `renamed` notes which of the names that were used are others in the learner's own file, each
    as `name own_name`.
    """

    def __init__(self, function: Any, parameters: tuple[str, ...], alone: bool) -> None:
        functools.update_wrapper(self, function)
        self.function, self.alone = function, alone
        self.own_names = own_names(function, parameters)
        self.renamed: dict[str, None] = {}
        if self.own_names:
            self.__signature__ = _with_other_names(function, self.own_names)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call it; where it is asked `alone` and returns nothing, note what it printed last."""
        for name in kwargs.keys() & self.own_names.keys():
            self.renamed[f"{name} {self.own_names[name]}"] = None
        own = {self.own_names.get(name, name): value for name, value in kwargs.items()}
        call = functools.partial(self.function, *args, **own)
        return _or_printed(self.function, call) if self.alone else call()


def called(target: Any, parameters: tuple[str, ...], alone: bool) -> Any:
    """Return a function as questions call it; a class, and anything else, as it is."""
    return Called(target, parameters, alone) if isinstance(target, types.FunctionType) else target


def own_names(function: Any, parameters: tuple[str, ...]) -> dict[str, str]:
    """Return the learner's own names of parameters that have others, by the course's names.

    Empty where there are more or fewer of them: then nobody can say which is which.
    """
    try:
        every = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):  # what is made of a function that does not tell
        return {}
    own = [p for p in every if p.kind in _BY_PLACE]
    if len(own) != len(parameters) or len(own) != len(every):
        return {}
    pairs = {due: p.name for due, p in zip(parameters, own) if due != p.name}
    is_moved = bool(pairs.keys() & set(pairs.values()))
    return {} if is_moved else pairs


def _with_other_names(function: Any, own: Mapping[str, str]) -> inspect.Signature:
    due = {name: other for other, name in own.items()}
    signature = inspect.signature(function)
    parameters = signature.parameters.values()
    return signature.replace(
        parameters=[p.replace(name=due.get(p.name, p.name)) for p in parameters]
    )


def _or_printed(function: types.FunctionType, call: Callable[[], Any]) -> Any:
    """Return what a call returns; where that is nothing, what the function itself printed last."""
    printed: list[Any] = []
    original, code = builtins.print, getattr(inspect.unwrap(function), "__code__", None)

    def noting(*values: Any, **options: Any) -> None:
        if sys._getframe(1).f_code is code:
            printed[:] = values
        original(*values, **options)

    builtins.print = noting
    try:
        returned = call()
    finally:
        if builtins.print is noting:
            builtins.print = original
    if returned is not None or len(printed) != 1 or isinstance(printed[0], str):
        return returned
    return returned if printed[0] is None else Printed(printed[0])
