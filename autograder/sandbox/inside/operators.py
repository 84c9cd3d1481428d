"""Ready-made operators that an exercise forbids, caught while the learner's function runs.

They are known by what they do, whatever leads to them: a name of torch, an operator's own
name, a scripted function. That catches slips; code that means to get around it can.
"""

from __future__ import annotations

import functools
import re
from typing import Any, NoReturn, TypedDict

import torch
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode

from . import sentences, steps
from .products import Products, is_noted
from .sentences import Words, sentence


class Forbids(TypedDict):
    """What an exercise forbids, and the reason to show.

    `torch` is searched for in the names of PyTorch's operators, `others` lists functions of other
    libraries, and methods as `Class.method`, by module.
    """

    reason: str
    torch: str
    others: dict[str, list[str]]


@functools.cache
def is_named(pattern: str, name: str) -> bool:
    """Tell whether an operator is forbidden; `add_` is `add`, in place."""
    return re.search(pattern, name.rstrip("_")) is not None


PLAIN = frozenset({int, float, bool, str, type(None), type(...), torch.dtype})
"""Types of arguments that run no code of the learner's while a function works with them.

Nor does a tensor, where no gradient is recorded: then nothing is saved, and no hook is called.
"""
MAX_ITEMS = 16


def _are_inert(values: tuple[Any, ...] | list[Any]) -> bool:
    """Tell whether a step has nothing to show but its name, by what it is called with.

    To look at what each step is made of takes several times as long as the step itself.
    """
    for value in values:
        kind = type(value)
        if kind is torch.Tensor:
            if value.requires_grad:
                return False
        elif kind is slice:
            if not {type(value.start), type(value.stop), type(value.step)} <= PLAIN:
                return False
        elif kind is tuple or kind is list:
            if len(value) > MAX_ITEMS or not _are_flat(value):
                return False
        elif kind not in PLAIN:
            return False
    return True


def _are_flat(values: tuple[Any, ...] | list[Any]) -> bool:
    """Tell whether nothing in a short tuple or list is one itself, and everything is inert."""
    return tuple not in map(type, values) and list not in map(type, values) and _are_inert(values)


class ForbiddenOperator(Exception):
    """The learner's function called an operator that does the exercise for it."""

    def __init__(self, words: Words) -> None:
        super().__init__(str(words))
        self.words = words


class Watch(TorchFunctionMode):
    """Sees the functions of torch: refuses the forbidden and counts the matrix products."""

    def __init__(self, forbids: Forbids) -> None:
        super().__init__()
        self.pattern, self.reason = forbids["torch"], forbids["reason"]
        self.products = Products()
        self.steps = _steps_beside(self.pattern)
        self.caught: Words | None = None
        self.is_over = False

    def is_forbidden(self, name: str) -> bool:
        """Tell whether an operator of PyTorch is forbidden."""
        return is_named(self.pattern, name)

    def refuse(self, name: str) -> NoReturn:
        """Remember the call, so that catching the error does not undo it, and raise."""
        self.caught = sentence(sentences.FORBIDDEN, name=name, reason=self.reason)
        raise ForbiddenOperator(self.caught)

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        # Plain steps first, and without more calls: loops make thousands of them. An object of a
        # learner's own may say that it equals anything.
        if type(func) in steps.KINDS and func in self.steps:
            if kwargs or not _are_inert(args):
                return func(*args, **(kwargs or {}))
            with torch._C._DisableTorchDispatch():
                return func(*args)
        name = getattr(func, "__name__", "")
        if self.is_forbidden(name) and not (name == "unfold" and _is_method(func)):
            self.refuse(name)  # Tensor.unfold makes views; F.unfold copies windows
        if self.products.note(name, args, kwargs or {}):
            return self.products.given(func(*args, **(kwargs or {})), name, kwargs or {})
        return func(*args, **(kwargs or {}))


@functools.cache
def _steps_beside(pattern: str) -> frozenset[Any]:
    """Return the plain steps of which nothing is to be noted or refused, nor what they are made of.

    There are none where an exercise forbids something that steps are made of.
    """
    if any(is_named(pattern, name) for name in steps.MADE_OF):
        return frozenset()
    return frozenset(
        step
        for step in steps.SIMPLE
        if not is_named(pattern, step.__name__) and not is_noted(step.__name__)
    )


def _is_method(function: Any) -> bool:
    """Tell a tensor's method from the function of the same name."""
    return getattr(torch.Tensor, function.__name__, None) is function or "Tensor" in str(
        getattr(function, "__objclass__", "")
    )


class Operators(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """Sees the operators that functions are made of, those of scripted functions too."""

    def __init__(self, watch: Watch) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.watch = watch

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        return False  # nothing is compiled here, and the wrapper costs more than the operator

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        refuse_operator(self.watch, func)
        run = getattr(func, "_op", func)  # its `__call__` would look at it once more
        return run(*args, **(kwargs or {}))


def refuse_operator(watch: Watch, operator: Any) -> None:
    """Refuse what a call of `torch.ops` does, where it is forbidden."""
    name = _base_name(getattr(operator, "__name__", ""))
    if name != "unfold" and watch.is_forbidden(name):  # the operator of that name makes views
        watch.refuse(name)


@functools.cache
def _base_name(name: str) -> str:
    """Cut the overload off: `add.default` is add."""
    return name.split(".")[0]
