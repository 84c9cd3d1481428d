"""Ready-made operators that an exercise forbids, caught while the learner's function runs.

They are known by what they do, whatever leads to them: a name of torch, an operator's own
name, a scripted function. That catches slips; code that means to get around it can.
"""

from __future__ import annotations

import contextlib
import functools
import inspect
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any, NoReturn, TypedDict

import torch
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode

from . import sentences, steps
from .imported import told_of
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
def _is_named(pattern: str, name: str) -> bool:
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
        return _is_named(self.pattern, name)

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
    if any(_is_named(pattern, name) for name in steps.MADE_OF):
        return frozenset()
    return frozenset(
        step
        for step in steps.SIMPLE
        if not _is_named(pattern, step.__name__) and not is_noted(step.__name__)
    )


def _is_method(function: Any) -> bool:
    """Tell a tensor's method from the function of the same name."""
    return getattr(torch.Tensor, function.__name__, None) is function or "Tensor" in str(
        getattr(function, "__objclass__", "")
    )


class _Operators(TorchDispatchMode):  # type: ignore[no-untyped-call]
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


@contextlib.contextmanager
def forbidding(
    forbids: Forbids, namespaces: list[dict[str, Any]], counting: bool = True
) -> Iterator[Watch]:
    """Refuse operators within the block; `namespaces` are the learner's globals.

    Yields the watch, whose `products` counts the matrix products where it is to be `counting`.
    """
    watch = Watch(forbids)
    with contextlib.ExitStack() as undo:
        undone: list[Callable[[], object]] = []
        undo.callback(_put_back, undone)
        _guard_torch(watch, namespaces, undone)
        guard = functools.partial(_guard_module, forbids["others"], namespaces, watch, undo)
        for module_name in forbids["others"].keys() & sys.modules.keys():
            guard(sys.modules[module_name])
        missing = forbids["others"].keys() - sys.modules.keys()
        undo.enter_context(told_of(dict.fromkeys(missing, guard)))  # imported in a function
        _guard_calls(watch, undo)
        if counting:
            undo.enter_context(watch.products.of_numpy(namespaces))
        undo.enter_context(watch)
        undo.enter_context(_Operators(watch))
        undo.callback(setattr, watch, "is_over", True)
        yield watch


def _guard_calls(watch: Watch, undo: contextlib.ExitStack) -> None:
    """Look at what is called by `torch.ops` or scripted, in every thread."""
    operators: list[Any] = [torch._ops.OpOverload, torch._ops.OpOverloadPacket]
    for kind in operators:
        _replace_call(kind, lambda operator: refuse_operator(watch, operator), undo)
    scripted: list[Any] = [torch._C.ScriptFunction, torch._C.ScriptMethod]
    for kind in scripted:
        _replace_call(kind, lambda function: _refuse_scripted(watch, function), undo)


def _replace_call(kind: Any, look: Callable[[Any], None], undo: contextlib.ExitStack) -> None:
    original = kind.__call__

    def call(self: Any, /, *args: Any, **kwargs: Any) -> Any:
        look(self)
        return original(self, *args, **kwargs)

    kind.__call__ = call
    undo.callback(setattr, kind, "__call__", original)


def _refuse_scripted(watch: Watch, function: Any) -> None:
    graph = function.inlined_graph if hasattr(function, "inlined_graph") else function.graph
    waiting = [graph]
    while waiting:
        for node in waiting.pop().nodes():
            name = node.kind().split("::")[-1]
            if name != "unfold" and watch.is_forbidden(name):
                watch.refuse(name)
            waiting += list(node.blocks())


@functools.cache
def _ready_made(pattern: str) -> list[tuple[Any, str]]:
    """List torch's forbidden operators by their owners.

    The watch sees only its own thread, and code can switch it off; a refusal in the place of
    the operator itself holds everywhere.
    """
    owners: list[Any] = [torch, torch.nn.functional, torch.Tensor, torch._C._nn]
    owners += [sys.modules.get("torchvision.ops")]
    return [
        (owner, name)
        for owner in filter(None, owners)
        for name in dir(owner)
        if _is_named(pattern, name)
        and inspect.isroutine(getattr(owner, name, None))
        and not (owner is torch.Tensor and name == "unfold")
    ]


def _guard_torch(
    watch: Watch, spaces: list[dict[str, Any]], undone: list[Callable[[], object]]
) -> None:
    """Put refusals in the place of torch's operators, there and where learners imported them to.

    `undone` gets what puts each back. This is done for each question, so each namespace is gone
    through once.
    """
    refusals: dict[int, Callable[..., Any]] = {}
    originals = []  # kept meanwhile: a number means an object only as long as that lives
    for owner, name in _ready_made(watch.pattern):
        original = getattr(owner, name)
        is_own = name in vars(owner)
        put = functools.partial(setattr, owner, name, original)
        undone.append(put if is_own else functools.partial(delattr, owner, name))
        refuse = _refusal(name, watch, owner, name)
        setattr(owner, name, refuse)
        refusals.setdefault(id(original), refuse)
        originals.append(original)
    for space in spaces:
        for key, value in list(space.items()):
            if id(value) in refusals:
                space[key] = refusals[id(value)]
                undone.append(functools.partial(space.__setitem__, key, value))


def _put_back(undone: list[Callable[[], object]]) -> None:
    for put in reversed(undone):
        put()


def _guard_module(
    others: dict[str, list[str]],
    namespaces: list[dict[str, Any]],
    watch: Watch,
    undo: contextlib.ExitStack,
    module: Any,
) -> None:
    for name in others[module.__name__]:
        kind, _, method = name.rpartition(".")
        owner = getattr(module, kind, None) if kind else None
        if owner is not None:
            refuse = _refusal(f"{module.__name__}.{name}", watch, owner, method)
            undo.callback(setattr, owner, method, getattr(owner, method))
            setattr(owner, method, refuse)
        elif not kind:
            _guard(module, name, namespaces, watch, undo)


def _guard(
    module: Any, name: str, spaces: list[dict[str, Any]], watch: Watch, undo: contextlib.ExitStack
) -> None:
    """Put a refusal in the place of `module.name`, there and where learners imported it to."""
    original = getattr(module, name, None)
    if original is None:
        return

    refuse = _refusal(f"{module.__name__}.{name}", watch, module, name)
    for space in [vars(module), *spaces]:
        for key in [key for key, value in list(space.items()) if value is original]:
            space[key] = refuse
            undo.callback(space.__setitem__, key, original)


def _refusal(shown: str, watch: Watch, owner: Any, name: str) -> Callable[..., Any]:
    """Make what stands in an operator's place; unlike a wrapper's, no attribute leads back.

    Who imported it meanwhile and keeps it has the operator again when the watch is over.
    """

    def refuse(*args: Any, **kwargs: Any) -> Any:
        if watch.is_over:
            return getattr(owner, name)(*args, **kwargs)
        return watch.refuse(shown)

    refuse.__name__ = refuse.__qualname__ = name
    return refuse
